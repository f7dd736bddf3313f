import type { Payment } from "@/lib/domain/payments/payment";
import type { CreditWish } from "@/lib/domain/wallets/wallet-hold";
import type { Installment, Order } from "@/lib/domain/orders/order";
import type { Result } from "@/lib/domain/result";
import { findLines } from "@/lib/db/orders";
import type { Tx } from "@/lib/db/transaction";
import { extendHold, lockHolds } from "@/lib/db/wallet-holds";
import type { ServiceContext } from "../context";
import { holdCredit } from "../wallets/hold-credit";

/** How long credit waits for a card. A checkout that is left alone for longer is given up, and the credit goes back. */
const HOLD_MS = 30 * 60_000;

function holdEnd(ctx: ServiceContext): Date {
  return new Date(ctx.clock.now().getTime() + HOLD_MS);
}

/** Reserves the credit that a card payment goes with, before the payment is written. Refuses what there is not enough of. */
export async function holdForPayment(
  tx: Tx,
  ctx: ServiceContext,
  { order, due }: { readonly order: Order; readonly due: Installment },
  { payment, credit }: { readonly payment: Payment; readonly credit: CreditWish },
): Promise<Result<unknown>> {
  const lines = await findLines(tx, order.merchantId, [order.id]);
  return holdCredit(tx, ctx, {
    order,
    lines,
    installmentId: due.id,
    paymentId: payment.id,
    dueMinor: payment.amountMinor + credit.amountMinor,
    wish: credit,
    expiresAt: holdEnd(ctx),
  });
}

/** Lets the credit beside an open payment wait longer: its buyer is back. False when there is none any more. */
export async function prolongHold(tx: Tx, ctx: ServiceContext, payment: Payment): Promise<boolean> {
  const [hold] = await lockHolds(tx, payment.merchantId, [payment.id]);
  if (hold === undefined) return false;
  await extendHold(tx, hold, holdEnd(ctx));
  return true;
}
