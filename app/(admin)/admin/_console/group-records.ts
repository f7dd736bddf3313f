import type { TimelineRecord } from "@/lib/queries/console/order-timeline";

/** Records that one act left: what happened first, and what was written along with it. */
export interface Act {
  readonly head: TimelineRecord;
  readonly rest: readonly TimelineRecord[];
}

/** What a person looks for first in an act comes first. */
const RANK = {
  order_event: 0,
  webhook_event: 1,
  mail: 2,
  journal_entry: 3,
  audit_event: 4,
} as const satisfies Record<TimelineRecord["kind"], number>;

function actOf(records: readonly TimelineRecord[]): Act[] {
  const [head, ...rest] = records.toSorted((left, right) => RANK[left.kind] - RANK[right.kind]);
  return head ? [{ head, rest }] : [];
}

/** Puts neighbors under the same trace together, so that one act reads as one. Every record stays in. */
export function groupRecords(records: readonly TimelineRecord[]): Act[] {
  const groups: TimelineRecord[][] = [];
  for (const record of records) {
    const last = groups.at(-1);
    const isSameAct = record.traceId !== null && last?.[0]?.traceId === record.traceId;
    if (last && isSameAct) last.push(record);
    else groups.push([record]);
  }
  return groups.flatMap(actOf);
}
