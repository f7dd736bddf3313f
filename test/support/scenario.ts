import { expect } from "vitest";
import { runWorker } from "@/lib/jobs/run-worker";
import { expectBooksToBalance } from "./expect-books-to-balance";
import type { MoneyStage } from "./money-stage";
import { tAccounts } from "./t-accounts";
import { until } from "./until";

/** Tells a story with a worker at work, lets everything come to rest, and asserts the books and their snapshot. */
export async function tellStory(
  stage: MoneyStage,
  story: { readonly merchantId: string; readonly journal: string },
  tell: (wait: (what: string, sql: string, values: readonly unknown[]) => Promise<void>) => Promise<void>,
): Promise<void> {
  const worker = await runWorker();
  try {
    await tell((what, sql, values) => until(what, async () => (await stage.rows(sql, values)).length > 0));
    await stage.settle();
    await until("nothing waits any more", async () => {
      const waiting = await stage.rows(
        `SELECT 1 FROM outbox_job WHERE relayed_at IS NULL UNION ALL SELECT 1 FROM graphile_worker.jobs
         UNION ALL SELECT 1 FROM webhook_event WHERE state IN ('received', 'failed')`,
      );
      return waiting.length === 0;
    });
  } finally {
    await worker.stop();
  }
  expect(await stage.rows("SELECT type, last_error FROM webhook_event WHERE state = 'dead'")).toEqual([]);
  await expectBooksToBalance();
  await expect(await tAccounts(story.merchantId)).toMatchFileSnapshot(story.journal);
}
