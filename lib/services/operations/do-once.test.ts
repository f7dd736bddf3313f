import { beforeAll, describe, expect, test } from "vitest";
import { err, ok } from "@/lib/domain/result";
import { pool } from "@/lib/db/pool";
import { inTransaction } from "@/lib/db/transaction";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { newId } from "@/lib/platform/ids";
import type { ServiceContext } from "../context";
import { doOnce } from "./do-once";
import { operationRow } from "./operation-row";
import { aShop, type Shop } from "@/test/builders/shop";
import { serviceDatabase } from "@/test/support/service-database";

serviceDatabase();
let shop: Shop;
let ctx: ServiceContext;

beforeAll(async () => {
  shop = await aShop();
  ctx = shop.system();
});

let effects: string[] = [];

/** Does something that leaves a mark, under a name; with `refuses`, it is refused instead. */
const act = (name: string, input: unknown, given: { refuses?: boolean; as?: ServiceContext } = {}) =>
  inTransaction((tx) =>
    doOnce<{ orderId: string }>(
      tx,
      given.as ?? ctx,
      { name, command: "place-order", input },
      {
        answerOf: ({ orderId = "" }) => ({ orderId }),
        run: async () => {
          if (given.refuses) return err({ kind: "rejected", code: "nothing_due" });
          const orderId = newId();
          effects.push(orderId);
          await recordAuditEvent(tx, given.as ?? ctx, {
            eventType: "order.placed",
            command: "place-order",
            outcome: "succeeded",
          });
          return ok({ orderId });
        },
      },
    ),
  );

const rowsOf = async (name: string) =>
  (
    await pool().query<{ state: string; trace_id: string; input_hash: string; finished_at: Date | null }>(
      "SELECT state, trace_id, input_hash, finished_at FROM operation WHERE name = $1 ORDER BY merchant_id",
      [name],
    )
  ).rows;

describe("an act under a key", () => {
  test("I6: asked again with the same input answers as the first time and has one effect", async () => {
    effects = [];
    const first = await act("act:1", { amount: 5n, note: "x" });
    const again = await act("act:1", { note: "x", amount: 5n });
    expect(again).toEqual(first);
    expect(effects).toHaveLength(1);
    expect(await rowsOf("act:1")).toMatchObject([{ state: "done", trace_id: ctx.traceId }]);
  });

  test("I6: with another input is refused, and has no effect", async () => {
    await act("act:2", { amount: 5n });
    effects = [];
    expect(await act("act:2", { amount: 6n })).toEqual({
      ok: false,
      error: { kind: "conflict", code: "idempotency_conflict" },
    });
    expect(effects).toEqual([]);
  });

  test("F26: eight at once have one effect and one answer", async () => {
    effects = [];
    const answers = await Promise.all(Array.from({ length: 8 }, () => act("act:3", { amount: 5n })));
    expect(effects).toHaveLength(1);
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  });

  test("that was refused had no effect: it may be asked for again, also with what was mended", async () => {
    effects = [];
    expect(await act("act:4", { amount: 0n }, { refuses: true })).toMatchObject({ ok: false });
    expect(await rowsOf("act:4")).toMatchObject([{ state: "refused" }]);
    expect(await act("act:4", { amount: 5n })).toMatchObject({ ok: true });
    expect(effects).toHaveLength(1);
    expect(await rowsOf("act:4")).toMatchObject([{ state: "done" }]);
  });

  test("leaves nothing behind when it throws: the act and the memory of it commit together", async () => {
    await expect(
      inTransaction((tx) =>
        doOnce(
          tx,
          ctx,
          { name: "act:5", command: "place-order", input: {} },
          {
            answerOf: (stored) => stored,
            run: () => Promise.reject(new Error("broken")),
          },
        ),
      ),
    ).rejects.toThrow("broken");
    expect(await rowsOf("act:5")).toEqual([]);
  });

  test("is another act for another merchant", async () => {
    const other = (await aShop()).system();
    effects = [];
    await act("act:6", { amount: 5n });
    await act("act:6", { amount: 7n }, { as: other });
    expect(effects).toHaveLength(2);
    expect(await rowsOf("act:6")).toHaveLength(2);
  });

  test("is stored with who began it and what was asked, as a hash", async () => {
    await act("act:7", { amount: 5n });
    const expected = operationRow(ctx, { name: "act:7", command: "place-order", input: { amount: 5n } });
    expect(await rowsOf("act:7")).toMatchObject([
      { trace_id: expected.traceId, input_hash: expected.inputHash },
    ]);
    expect(expected.inputHash).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe("the table of operations", () => {
  test("is not the app's to delete from", async () => {
    await expect(pool().query("DELETE FROM operation")).rejects.toMatchObject({ code: "42501" });
  });

  test("refuses an end without its instant, and an attempt before the first", async () => {
    await act("act:8", {});
    await expect(
      pool().query("UPDATE operation SET finished_at = NULL WHERE name = 'act:8'"),
    ).rejects.toMatchObject({ constraint: "operation_finished_when_over" });
    await expect(pool().query("UPDATE operation SET attempt = 0 WHERE name = 'act:8'")).rejects.toMatchObject(
      { constraint: "operation_attempt_from_one" },
    );
  });
});
