import { err, ok, type Result } from "@/lib/domain/result";
import { inTransaction, type Tx } from "@/lib/db/transaction";
import type { ServiceContext } from "../context";
import { doOnce } from "../operations/do-once";
import type { OperationDraft } from "../operations/operation-row";
import { clearTheWay } from "../payments/clear-the-way";
import { decideSchedule, type DecidedSchedule, type ScheduleWishOf } from "./decide-schedule";

interface ChangeSchedule {
  readonly operation: OperationDraft;
  readonly wish: ScheduleWishOf;
  /** Writes what was decided, in the transaction that decided it. Answers the change's id. */
  readonly write: (tx: Tx, decided: DecidedSchedule) => Promise<string>;
}

/** Gives up the open payments of the order. Refused where money may be in one of them. */
async function clear(ctx: ServiceContext, wish: ScheduleWishOf): Promise<Result<void>> {
  const decided = await inTransaction((tx) => decideSchedule(tx, ctx, wish));
  if (!decided.ok) return decided;
  for (const payment of decided.value.live) {
    const cleared = await clearTheWay(ctx, payment);
    if (!cleared.ok) return cleared;
  }
  return ok(undefined);
}

/**
 * Changes the schedule of an order once. An open payment is given up first, and only once it is clear that the schedule may be
 * changed: nobody may be able to pay what was owed before.
 */
export async function changeSchedule(
  ctx: ServiceContext,
  { operation, wish, write }: ChangeSchedule,
): Promise<Result<{ changeId: string }>> {
  const attempt = () =>
    inTransaction((tx) =>
      doOnce<{ changeId: string }>(tx, ctx, operation, {
        answerOf: ({ changeId = "" }) => ({ changeId }),
        run: async () => {
          const decided = await decideSchedule(tx, ctx, wish);
          if (!decided.ok) return decided;
          if (decided.value.live.length > 0) return err({ kind: "conflict", code: "order_has_open_payment" });
          return ok({ changeId: await write(tx, decided.value) });
        },
      }),
    );
  const first = await attempt();
  if (first.ok || first.error.code !== "order_has_open_payment") return first;
  const cleared = await clear(ctx, wish);
  return cleared.ok ? attempt() : cleared;
}
