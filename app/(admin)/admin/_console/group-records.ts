import type { TimelineRecord } from "@/lib/queries/console/order-timeline";
import { detail } from "./timeline-words";

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

/** Whose doing a record is: what a person asked for and what the gateway's word brought are acts of their own. */
function doerOf(record: TimelineRecord): string {
  const name = record.actorName ?? "";
  return record.kind === "webhook_event" || name === "Remit" ? "news" : name;
}

/** Which of the gateway's events a state change came by; empty when it came by none. */
function newsOf(record: TimelineRecord): string {
  return record.kind === "order_event" ? detail(record.cause, "webhookEventId") : "";
}

/** Whether a record tells of the same news as what is in the group: a payment's events share its trace. */
function isSameNews(group: readonly TimelineRecord[], record: TimelineRecord): boolean {
  const news = newsOf(record);
  return news === "" || group.every((one) => newsOf(one) === "" || newsOf(one) === news);
}

/**
 * Puts what one doer wrote under one trace together, at the time of its first record, so that one act reads as one.
 * Every record stays in; one without a trace stands for itself.
 */
export function groupRecords(records: readonly TimelineRecord[]): Act[] {
  const groups: TimelineRecord[][] = [];
  const byTrace = new Map<string, TimelineRecord[]>();
  for (const record of records) {
    const key = record.traceId === null ? null : `${record.traceId} ${doerOf(record)}`;
    const known = key === null ? undefined : byTrace.get(key);
    if (known && isSameNews(known, record)) {
      known.push(record);
      continue;
    }
    const group = [record];
    groups.push(group);
    if (key !== null) byTrace.set(key, group);
  }
  return groups.flatMap(actOf);
}
