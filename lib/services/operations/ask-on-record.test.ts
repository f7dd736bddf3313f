import { expect, test } from "vitest";
import { callsRecorded } from "@/lib/audit/record-call";
import { pool } from "@/lib/db/pool";
import { aShop } from "@/test/builders/shop";
import { serviceDatabase } from "@/test/support/service-database";
import { recordGatewayCall } from "../gateway-calls/record-gateway-call";
import { askOnRecord } from "./ask-on-record";

serviceDatabase();

const made = { outcome: "succeeded", value: { id: "thing_1" } } as const;
const answerOf = ({ id }: { id: string }) => ({ id });

test("is on record once, by whoever knows more of the call", async () => {
  const ctx = (await aShop()).system();
  const draft = { name: "thing:1", command: "make-thing", input: {} };
  await askOnRecord(ctx, draft, 2, { ask: async () => made, answerOf });
  await askOnRecord(ctx, draft, 3, {
    ask: async (idempotencyKey) => {
      const names = { idempotencyKey };
      const measures = { durationMs: 1, tryCount: 1 };
      recordGatewayCall(ctx, {}, { gateway: "stripe", command: "create", names, asked: made, ...measures });
      return made;
    },
    answerOf,
  });
  await callsRecorded();
  const { rows } = await pool().query<Record<string, unknown>>(
    "SELECT event_type, command, idempotency_key, changes FROM audit_event WHERE trace_id = $1 ORDER BY idempotency_key",
    [ctx.traceId],
  );
  expect(rows).toMatchObject([
    {
      event_type: "gateway.make_thing",
      idempotency_key: "thing:1:2",
      changes: { attempt: 2, objectId: "thing_1" },
    },
    {
      event_type: "gateway.create",
      command: "make-thing",
      idempotency_key: "thing:1:3",
      changes: { attempt: 3, gateway: "stripe" },
    },
  ]);
});
