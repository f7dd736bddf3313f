import type { CreditWish } from "@/lib/domain/wallets/wallet-hold";
import { err, ok, type Result } from "@/lib/domain/result";
import type { PaymentScope } from "@/lib/domain/payments/due-installments";
import { requirePermission } from "@/lib/domain/permissions";
import { findLines } from "@/lib/db/orders";
import { inTransaction, type Tx } from "@/lib/db/transaction";
import { newId } from "@/lib/platform/ids";
import type { ServiceContext } from "../context";
import { doOnce } from "../operations/do-once";
import { spendCredit } from "../wallets/spend-credit";
import { type InTheWay, lockOwed, type Owed } from "./begin-payment";
import { clearTheWay } from "./clear-the-way";
import { completePayment } from "./complete-payment";

export interface PayWithCredit {
  readonly orderId: string;
  /** How much is to be paid; what is due where nothing is said. */
  readonly scope?: PaymentScope;
  /** All of that, as the buyer saw it. */
  readonly credit: CreditWish;
}

export interface PaidWithCredit {
  readonly kind: "paid";
  readonly paymentId: string;
}

/** Spends the credit and settles what it pays, or refuses before anything is written. */
async function settle(
  tx: Tx,
  ctx: ServiceContext,
  { order, due, dueMinor, installments }: Owed,
  credit: CreditWish,
  operationName: string,
): Promise<Result<{ paymentId: string }>> {
  const lines = await findLines(tx, order.merchantId, [order.id]);
  const paymentId = newId();
  const occurredAt = ctx.clock.now();
  const spent = await spendCredit(tx, ctx, {
    order,
    lines,
    installmentId: due.id,
    paymentId,
    dueMinor,
    wish: credit,
    occurredAt,
  });
  if (!spent.ok) return spent;
  const purpose = due.purpose;
  await completePayment(tx, ctx, {
    situation: { order, installment: due, installments, lines },
    payment: {
      id: paymentId,
      tender: "wallet",
      gateway: "wallet",
      purpose,
      amountMinor: credit.amountMinor,
      occurredAt,
    },
    entries: [],
    cause: { kind: "command", command: "pay-with-credit" },
    command: "pay-with-credit",
    idempotencyKey: operationName,
  });
  return ok({ paymentId });
}

async function pay(
  tx: Tx,
  ctx: ServiceContext,
  { orderId, scope, credit }: PayWithCredit,
): Promise<Result<PaidWithCredit | InTheWay>> {
  const found = await lockOwed(tx, ctx, orderId, scope);
  if (!found.ok) return found;
  const { due, dueMinor, open } = found.value;
  if (credit.amountMinor !== dueMinor) return err({ kind: "rejected", code: "credit_does_not_cover" });
  // Somebody could still pay by card what credit is about to pay.
  if (open !== null) return ok({ kind: "in_the_way", payment: open });
  // What was paid before names the act: a second one of the same amount would pay what is left then.
  const name = `installment:${due.id}:credit-after:${due.paidMinor}`;
  const operation = { name, command: "pay-with-credit", input: credit, orderId };
  const done = await doOnce(tx, ctx, operation, {
    answerOf: ({ paymentId = "" }) => ({ paymentId }),
    run: () => settle(tx, ctx, found.value, credit, name),
  });
  return done.ok ? ok({ kind: "paid", paymentId: done.value.paymentId }) : done;
}

/**
 * Pays all that is due on an order with credit, at once and without the gateway. An open card payment of the same is given up
 * first: nobody may be able to pay both. Asked twice, the second finds the order paid.
 */
export async function payWithCredit(
  ctx: ServiceContext,
  command: PayWithCredit,
): Promise<Result<{ paymentId: string }>> {
  const permitted = requirePermission(ctx.actor, "payment.start");
  if (!permitted.ok) return permitted;
  const mayUseCredit = requirePermission(ctx.actor, "wallet.read_own");
  if (!mayUseCredit.ok) return mayUseCredit;
  const paid = await inTransaction((tx) => pay(tx, ctx, command));
  if (!paid.ok) return paid;
  if (paid.value.kind === "paid") return ok({ paymentId: paid.value.paymentId });
  const cleared = await clearTheWay(ctx, paid.value.payment);
  return cleared.ok ? payWithCredit(ctx, command) : cleared;
}
