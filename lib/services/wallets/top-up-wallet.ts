import { invariant } from "@/lib/domain/invariant";
import type { Money } from "@/lib/domain/money/money";
import { requirePermission } from "@/lib/domain/permissions";
import type { Result } from "@/lib/domain/result";
import { inTransaction } from "@/lib/db/transaction";
import type { ServiceContext } from "../context";
import { doOnce } from "../operations/do-once";
import { beginTopUp } from "./begin-top-up";

export interface TopUpWallet {
  /** Names this act: made when the page was rendered, so that a double click is one order. */
  readonly topUpKey: string;
  readonly amount: Money;
}

/**
 * Begins a top-up: an order that is payable at once and sells nothing. What it gives is credit once its payment has come, with
 * the bonus that is promised now. Asked twice with one key it answers the same order.
 */
export async function topUpWallet(
  ctx: ServiceContext,
  command: TopUpWallet,
): Promise<Result<{ orderId: string }>> {
  const permitted = requirePermission(ctx.actor, "order.place");
  if (!permitted.ok) return permitted;
  const { actor } = ctx;
  invariant(actor.kind === "customer", "Only a customer tops up.");
  const operation = {
    name: `customer:${actor.customerId}:top-up:${command.topUpKey}`,
    command: "top-up-wallet",
    input: { amount: command.amount },
  };
  return inTransaction((tx) =>
    doOnce(tx, ctx, operation, {
      answerOf: ({ orderId = "" }) => ({ orderId }),
      run: () => beginTopUp(tx, ctx, { ...command, customerId: actor.customerId, isAutomatic: false }),
    }),
  );
}
