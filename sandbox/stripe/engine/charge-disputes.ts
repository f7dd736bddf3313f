import { UNAUTHORIZED_DEBIT, type TestDispute } from "../cards/test-dispute.ts";
import { changeAndEmit } from "../events.ts";
import { accountByNumber } from "../methods/test-accounts.ts";
import type { Charge, Dispute } from "../objects.ts";
import type { Sandbox } from "../sandbox.ts";

/** The disputes of a charge, oldest first, to look at. */
function disputesOf(sandbox: Sandbox, chargeId: string): readonly Dispute[] {
  const ids = sandbox.store.disputesByCharge.peek(chargeId) ?? [];
  return ids.map((id) => sandbox.store.disputes.peek(id)).filter((dispute) => dispute !== undefined);
}

export const isInquiry = (dispute: Dispute): boolean => dispute.status.startsWith("warning_");

/** A chargeback has taken the money already; an inquiry has not. https://docs.stripe.com/disputes/how-disputes-work */
export const isChargedBack = (sandbox: Sandbox, charge: Charge): boolean =>
  disputesOf(sandbox, charge.id).some((dispute) => !dispute.is_charge_refundable && !isInquiry(dispute));

/** Once all is refunded an inquiry has nothing left to take. https://docs.stripe.com/api/disputes/object#dispute_object-is_charge_refundable */
export function followRefund(sandbox: Sandbox, charge: Charge): void {
  for (const { id } of disputesOf(sandbox, charge.id).filter(isInquiry)) {
    const dispute = sandbox.store.disputes.find(id);
    if (dispute === undefined) continue;
    changeAndEmit(sandbox, "charge.dispute.updated", dispute, (changed) => {
      changed.is_charge_refundable = !charge.refunded;
    });
  }
}

/** The disputes that the card of a charge stands for, except those from which 3-D Secure protects. */
export function disputesAwaiting(sandbox: Sandbox, charge: Charge): readonly TestDispute[] {
  const card = sandbox.store.cards.peek(charge.payment_method ?? "")?.card;
  // A bank that authenticated, or at least tried to, bears the loss.
  const isShifted =
    charge.payment_method_details?.card?.three_d_secure?.electronic_commerce_indicator != null;
  return (card?.disputes ?? debitDisputes(sandbox, charge)).filter(
    (kind) => !(kind.isProtectedBy3ds && isShifted),
  );
}

/** Account holders contest debits at their bank. https://docs.stripe.com/payments/ach-direct-debit#disputes */
function debitDisputes(sandbox: Sandbox, charge: Charge): readonly TestDispute[] {
  const account = sandbox.store.methodStates.peek(charge.payment_method ?? "")?.account;
  return accountByNumber(account ?? "")?.isDisputed === true ? [UNAUTHORIZED_DEBIT] : [];
}

/** What a test card brings on a little after the money was taken. https://docs.stripe.com/testing#disputes */
export function scheduleDisputes(sandbox: Sandbox, charge: Charge): void {
  if (sandbox.store.cards.peek(charge.payment_method ?? "")?.card.isReportedAsFraud === true)
    sandbox.later.after(sandbox.config.asyncDisputeDelayMs, "warn_of_fraud", charge.id);
  if (disputesAwaiting(sandbox, charge).length > 0)
    sandbox.later.after(sandbox.config.asyncDisputeDelayMs, "open_disputes", charge.id);
}
