import type { FailureOf } from "@/lib/domain/failure";
import { ok, type Result } from "@/lib/domain/result";
import type { WalletHold } from "@/lib/domain/wallets/wallet-hold";
import type { Tx } from "@/lib/db/transaction";
import { insertHold } from "@/lib/db/wallet-holds";
import { newId } from "@/lib/platform/ids";
import type { ServiceContext } from "../context";
import { type CreditPurpose, planCredit } from "./plan-credit";
import { writeMovements } from "./write-movements";

/**
 * Reserves credit for an open checkout, in the caller's transaction: nobody else can spend it until the hold is captured or
 * released, and the ledger does not move. The order, its installments and payments are locked by the caller.
 */
export async function holdCredit(
  tx: Tx,
  ctx: ServiceContext,
  purpose: CreditPurpose & { readonly paymentId: string | null; readonly expiresAt: Date },
): Promise<Result<WalletHold, FailureOf<"rejected">>> {
  const planned = await planCredit(tx, ctx, purpose);
  if (!planned.ok) return planned;
  const { wallet, plan } = planned.value;
  const { order, installmentId, paymentId, expiresAt } = purpose;
  const hold: WalletHold = {
    merchantId: order.merchantId,
    id: newId(),
    customerId: order.customerId,
    orderId: order.id,
    installmentId,
    paymentId,
    currency: order.currency,
    amountMinor: plan.totalMinor,
    expiresAt,
    parts: plan.parts,
  };
  await insertHold(tx, hold, ctx.clock.now(), ctx.traceId);
  const changes = plan.parts.map(
    ({ lotId, amountMinor }) => ({ lotId, kind: "held", amountMinor: 0n, heldMinor: amountMinor }) as const,
  );
  const facts = { entryId: null, holdId: hold.id, orderId: order.id, paymentId };
  await writeMovements(tx, ctx, [{ wallet, changes, facts }], "before_posting");
  return ok(hold);
}
