import { describe, expect, test } from "vitest";
import type { TimelineRecord } from "@/lib/queries/console/order-timeline";
import { groupRecords } from "./group-records";

const at = new Date("2026-01-01T00:00:00Z");
const entry = (id: string, traceId: string): TimelineRecord => ({
  kind: "journal_entry",
  id,
  occurredAt: at,
  traceId,
  actorName: "Remit",
  entryKind: "payment_captured",
  description: "Payment",
  reason: null,
  amount: null,
});
const event = (id: string, traceId: string): Extract<TimelineRecord, { kind: "order_event" }> => ({
  kind: "order_event",
  id,
  occurredAt: at,
  traceId,
  actorName: "Remit",
  event: "order_paid",
  fromState: null,
  toState: null,
  cause: {},
  details: {},
  paymentId: null,
});
const mail = (id: string): TimelineRecord => ({
  kind: "mail",
  id,
  occurredAt: at,
  traceId: null,
  actorName: null,
  mailKind: "receipt",
  channel: "email",
  subject: "Receipt",
  toAddress: "ada@example.com",
  state: "sent",
});

describe("groupRecords", () => {
  test("reads the records of one trace as one act, headed by what happened to the order", () => {
    const acts = groupRecords([entry("1", "a"), event("4", "b"), event("2", "a"), entry("3", "a")]);
    expect(acts.map((act) => [act.head.id, act.rest.map((record) => record.id)])).toEqual([
      ["2", ["1", "3"]],
      ["4", []],
    ]);
  });

  test("AUD-03: tells what a person began from what the gateway's events brought under the same trace", () => {
    const news = (id: string, webhookEventId: string): TimelineRecord => ({
      ...event(id, "a"),
      cause: { kind: "webhook", webhookEventId },
    });
    const acts = groupRecords([
      { ...event("1", "a"), actorName: "Ada Lovelace" },
      news("2", "declined"),
      entry("3", "a"),
      news("4", "paid"),
      news("5", "paid"),
    ]);
    expect(acts.map((act) => [act.head.id, ...act.rest.map((record) => record.id)])).toEqual([
      ["1"],
      ["2", "3"],
      ["4", "5"],
    ]);
  });

  test("keeps every record, and records without a trace apart", () => {
    const acts = groupRecords([event("1", "a"), mail("2"), mail("3"), event("4", "b")]);
    expect(acts.map((act) => act.head.id)).toEqual(["1", "2", "3", "4"]);
    expect(acts.every((act) => act.rest.length === 0)).toBe(true);
  });
});
