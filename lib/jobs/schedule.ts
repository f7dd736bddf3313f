import { forgetAttempts } from "./handlers/forget-attempts";
import { proveBooks } from "./handlers/prove-books";
import { stopCardTesting } from "./handlers/stop-card-testing";
import { sweepWebhooks } from "./handlers/sweep-webhooks";

/** What runs by the clock, for the whole installation. The pattern is cron's, in UTC; a run missed for a day is made up for. */
export const SCHEDULE: Readonly<
  Record<string, { readonly pattern: string; readonly run: () => Promise<void> }>
> = {
  "prove-books": { pattern: "17 3 * * *", run: proveBooks },
  "stop-card-testing": { pattern: "* * * * *", run: stopCardTesting },
  "sweep-webhooks": { pattern: "*/5 * * * *", run: sweepWebhooks },
  "forget-attempts": { pattern: "*/15 * * * *", run: forgetAttempts },
};

/** The schedule as the queue reads it. */
export function crontab(): string {
  return Object.entries(SCHEDULE)
    .map(([task, { pattern }]) => `${pattern} ${task} ?fill=1d&max=3&jobKey=${task}`)
    .join("\n");
}
