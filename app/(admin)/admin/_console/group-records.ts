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

/**
 * Puts what was written under one trace together, at the time of its first record, so that one act reads as one.
 * Every record stays in; one without a trace stands for itself.
 */
export function groupRecords(records: readonly TimelineRecord[]): Act[] {
  const groups: TimelineRecord[][] = [];
  const byTrace = new Map<string, TimelineRecord[]>();
  for (const record of records) {
    const known = record.traceId === null ? undefined : byTrace.get(record.traceId);
    if (known) {
      known.push(record);
      continue;
    }
    const group = [record];
    groups.push(group);
    if (record.traceId !== null) byTrace.set(record.traceId, group);
  }
  return groups.flatMap(actOf);
}
