import { permits } from "@/lib/domain/permissions";
import type { Actor } from "@/lib/domain/actor";
import { readRows } from "@/lib/db/read-rows";
import { countAt, instantAt, instantOrNullAt, memberAt, textAt } from "@/lib/db/row";
import { sqlFilter } from "./sql-filter";
import { WEBHOOK_EVENT_STATES, type WebhookEventState } from "./list-webhook-events";
import { visibleRowsSql } from "./installation-scope";

export interface WebhookInbox {
  readonly countByState: Readonly<Record<WebhookEventState, number>>;
  /** When the oldest event that still waits was received; null when none waits. */
  readonly oldestWaitingAt: Date | null;
  readonly lastReceivedAt: Date | null;
  /** Types received, most frequent first. */
  readonly types: readonly { readonly type: string; readonly count: number }[];
  /** Deliveries that were refused in the last seven days. Nothing of them is kept but how many and why. */
  readonly rejections: readonly { readonly reason: string; readonly count: number; readonly lastAt: Date }[];
}

const REJECTIONS = `SELECT reason, sum(rejected_count) AS count, max(minute) AS last_at FROM webhook_rejection
  WHERE minute > now() - interval '7 days' GROUP BY reason ORDER BY 2 DESC`;

/** Depth, age and failures of the inbox. Null for anybody but staff. */
export async function webhookInbox(actor: Actor): Promise<WebhookInbox | null> {
  if (actor.kind !== "staff" || !permits(actor, "webhook.read")) return null;
  const filter = sqlFilter();
  const visible = visibleRowsSql(actor, "w", filter.bind);
  const [states, [ages], types, rejections] = await Promise.all([
    readRows(
      `SELECT w.state, count(*) FROM webhook_event w WHERE ${visible} GROUP BY w.state`,
      filter.values,
    ),
    readRows(
      `SELECT min(w.received_at) FILTER (WHERE w.state IN ('received', 'failed')) AS oldest_at,
         max(w.received_at) AS last_at FROM webhook_event w WHERE ${visible}`,
      filter.values,
    ),
    readRows(
      `SELECT w.type, count(*) FROM webhook_event w WHERE ${visible} GROUP BY w.type ORDER BY 2 DESC, 1 LIMIT 100`,
      filter.values,
    ),
    readRows(REJECTIONS),
  ]);
  const counted = new Map(
    states.map((row) => [memberAt(row, "state", WEBHOOK_EVENT_STATES), countAt(row, "count")]),
  );
  const of = (state: WebhookEventState) => counted.get(state) ?? 0;
  return {
    countByState: {
      received: of("received"),
      applied: of("applied"),
      ignored: of("ignored"),
      parked: of("parked"),
      failed: of("failed"),
      dead: of("dead"),
    },
    oldestWaitingAt: ages ? instantOrNullAt(ages, "oldest_at") : null,
    lastReceivedAt: ages ? instantOrNullAt(ages, "last_at") : null,
    types: types.map((row) => ({ type: textAt(row, "type"), count: countAt(row, "count") })),
    rejections: rejections.map((row) => ({
      reason: textAt(row, "reason"),
      count: countAt(row, "count"),
      lastAt: instantAt(row, "last_at"),
    })),
  };
}
