import { once } from "node:events";
import { expect, test } from "vitest";
import pg from "pg";
import { pool } from "@/lib/db/pool";
import { systemClock } from "@/lib/platform/clock";
import { newId } from "@/lib/platform/ids";
import { newTraceId } from "@/lib/platform/trace";
import { serviceDatabase } from "@/test/support/service-database";
import { callsRecorded, recordCall } from "./record-call";

const database = serviceDatabase();

const recorded = async (traceId: string) =>
  (await pool().query<{ command: string }>("SELECT command FROM audit_event WHERE trace_id = $1", [traceId]))
    .rows;

function call(traceId: string): void {
  const actor = { kind: "system", merchantId: newId(), name: "Remit" } as const;
  recordCall(
    { actor, traceId, ipAddress: null, clock: systemClock },
    { eventType: "gateway.retrieve_payment", command: "retrieve-payment", outcome: "succeeded" },
  );
}

test("a hundred calls at once are on record together, each once", async () => {
  const traceId = newTraceId();
  for (let count = 0; count < 100; count += 1) call(traceId);
  await callsRecorded();
  expect(await recorded(traceId)).toHaveLength(100);
});

test("AUD-03: a record that the database does not take is written once it does", async () => {
  const owner = new pg.Client(database.ownerUrl);
  await owner.connect();
  try {
    await owner.query("ALTER TABLE audit_event RENAME TO audit_event_away");
    const traceId = newTraceId();
    const refused = once(pool(), "release");
    call(traceId);
    await refused;
    await owner.query("ALTER TABLE audit_event_away RENAME TO audit_event");
    await callsRecorded();
    expect(await recorded(traceId)).toEqual([{ command: "retrieve-payment" }]);
  } finally {
    await owner.end();
  }
});
