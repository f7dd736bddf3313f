import { changeAndEmit, emit } from "../events.ts";
import { newId } from "../ids.ts";
import type { Charge, Metadata, Refund } from "../objects.ts";
import { invalidRequest } from "../protocol/errors.ts";
import { nowS, type Sandbox } from "../sandbox.ts";
import { recordMovement } from "./balance.ts";
import { followRefund, isChargedBack } from "./charge-disputes.ts";
import { checkUnshare, unshareRefund } from "./share-charge.ts";
import { settleCharge } from "./charges.ts";
import { noteFullRefund } from "./fraud-warnings.ts";
import { amountText } from "./money.ts";
import { destinationOf, isSlowRefund } from "./refund-destination.ts";
import { closeReviewOf } from "./reviews.ts";

type Request = {
  readonly charge: Charge;
  readonly amount: number | undefined;
  readonly reason: "duplicate" | "fraudulent" | "requested_by_customer" | null;
  readonly metadata: Metadata;
  readonly refundsFee: boolean;
  readonly reversesTransfer: boolean;
};

function checkRefundable(sandbox: Sandbox, { charge, amount }: Request): number {
  if (!charge.paid || charge.status !== "succeeded") {
    throw invalidRequest(`Charge ${charge.id} has failed and cannot be refunded.`, {
      code: "charge_not_refundable",
      param: "charge",
    });
  }
  if (!charge.captured) {
    throw invalidRequest(`Charge ${charge.id} has not been captured. Cancel its PaymentIntent instead.`, {
      param: "charge",
    });
  }
  if (isChargedBack(sandbox, charge)) {
    throw invalidRequest(`Charge ${charge.id} has been charged back; cannot issue a refund.`, {
      code: "charge_disputed",
    });
  }
  const left = charge.amount - charge.amount_refunded;
  if (charge.refunded || left === 0) {
    throw invalidRequest(`Charge ${charge.id} has already been refunded.`, {
      code: "charge_already_refunded",
    });
  }
  const wanted = amount ?? left;
  if (wanted < 1) {
    throw invalidRequest("Invalid positive integer", { code: "parameter_invalid_integer", param: "amount" });
  }
  if (wanted > left) {
    const [requested, remaining] = [amountText(wanted, charge.currency), amountText(left, charge.currency)];
    throw invalidRequest(
      `Refund amount (${requested}) is greater than unrefunded amount on charge (${remaining})`,
      { param: "amount" },
    );
  }
  return wanted;
}

function buildRefund(request: Request, amount: number, status: "succeeded" | "pending"): Refund {
  const { charge } = request;
  return {
    id: newId("re_"),
    object: "refund",
    amount,
    balance_transaction: null,
    charge: charge.id,
    created: nowS(),
    currency: charge.currency,
    customer: charge.customer,
    customer_account: null,
    destination_details: destinationOf(charge),
    metadata: request.metadata,
    payment_intent: charge.payment_intent,
    payment_method: charge.payment_method,
    ...(status === "pending" ? { pending_reason: "processing" as const } : {}),
    reason: request.reason,
    receipt_number: null,
    source_transfer_reversal: null,
    status,
    transfer_reversal: null,
  };
}

/** https://docs.stripe.com/api/refunds/create */
export function createRefund(sandbox: Sandbox, request: Request): Refund {
  const { charge } = request;
  const amount = checkRefundable(sandbox, request);
  checkUnshare(charge, request);
  // A refund needs the charge's money to be on the books first.
  changeAndEmit(sandbox, "charge.updated", charge, (changed) => settleCharge(sandbox, changed));
  const behavior =
    sandbox.store.cards.peek(charge.payment_method ?? "")?.card.refund ??
    (isSlowRefund(charge) ? "pending_then_succeeds" : "succeeds");
  const refund = buildRefund(request, amount, behavior === "pending_then_succeeds" ? "pending" : "succeeded");
  refund.balance_transaction = move(sandbox, refund, "refund");
  sandbox.store.refunds.insert(refund);
  const earlier = sandbox.store.refundsByCharge.peek(charge.id) ?? [];
  sandbox.store.refundsByCharge.set(charge.id, [...earlier, refund.id]);
  emit(sandbox, "refund.created", refund);
  changeAndEmit(sandbox, "charge.refunded", charge, (changed) => {
    changed.amount_refunded += amount;
    changed.refunded = changed.amount_refunded === changed.amount;
  });
  followRefund(sandbox, charge);
  noteRefund(sandbox, charge, request.reason);
  unshareRefund(sandbox, charge, refund, request);
  const delayMs = sandbox.config.asyncRefundDelayMs;
  if (behavior === "pending_then_succeeds") sandbox.later.after(delayMs, "complete_refund", refund.id);
  if (behavior === "fails_later") sandbox.later.after(delayMs, "fail_refund", refund.id);
  return refund;
}

/** All is paid back, so nothing is left to review or to warn of. */
function noteRefund(sandbox: Sandbox, charge: Charge, reason: Request["reason"]): void {
  const isFraud = reason === "fraudulent";
  if (isFraud) charge.fraud_details = { ...charge.fraud_details, user_report: "fraudulent" };
  if (!charge.refunded) return;
  closeReviewOf(sandbox, charge, isFraud ? "refunded_as_fraud" : "refunded");
  noteFullRefund(sandbox, charge.id);
}

/** What was not paid by card is a payment in the balance, and its refund a payment's. */
function isOfCard(sandbox: Sandbox, refund: Refund): boolean {
  const charge = refund.charge === null ? undefined : sandbox.store.charges.peek(refund.charge);
  return (charge?.payment_method_details?.type ?? "card") === "card";
}

function move(sandbox: Sandbox, refund: Refund, type: "refund" | "refund_failure"): string {
  return recordMovement(sandbox, {
    type: type === "refund" && !isOfCard(sandbox, refund) ? "payment_refund" : type,
    amount: type === "refund" ? -refund.amount : refund.amount,
    fee: 0,
    currency: refund.currency,
    sourceId: refund.id,
    description: type === "refund" ? "REFUND FOR CHARGE" : "REFUND FAILURE",
  }).id;
}

/** A refund that was pending arrives. */
export function completeRefund(sandbox: Sandbox, refund: Refund): void {
  if (refund.status !== "pending") return;
  changeAndEmit(sandbox, "refund.updated", refund, (changed) => {
    changed.status = "succeeded";
    delete changed.pending_reason;
  });
  emit(sandbox, "charge.refund.updated", refund);
}

/** https://docs.stripe.com/refunds#failed-refunds */
export function failRefund(
  sandbox: Sandbox,
  refund: Refund,
  reason: "expired_or_canceled_card" | "charge_for_pending_refund_disputed" = "expired_or_canceled_card",
): void {
  if (refund.status === "failed" || refund.status === "canceled") return;
  const before = { ...refund };
  refund.failure_reason = reason;
  takeBack(sandbox, refund, "failed");
  emit(sandbox, "refund.updated", refund, before);
  emit(sandbox, "refund.failed", refund, before);
  emit(sandbox, "charge.refund.updated", refund, before);
}

/** What the Dashboard does within half an hour; the API cancels no refunds of cards. https://docs.stripe.com/refunds#cancel-refund */
export function cancelCardRefund(sandbox: Sandbox, refund: Refund): void {
  const before = { ...refund };
  refund.failure_reason = "merchant_request";
  takeBack(sandbox, refund, "canceled");
  emit(sandbox, "refund.updated", refund, before);
  emit(sandbox, "charge.refund.updated", refund, before);
}

/** The money returns to the balance and the charge counts as not refunded by that much. */
function takeBack(sandbox: Sandbox, refund: Refund, status: "failed" | "canceled"): void {
  refund.status = status;
  delete refund.pending_reason;
  refund.failure_balance_transaction = move(sandbox, refund, "refund_failure");
  const charge = refund.charge === null ? undefined : sandbox.store.charges.find(refund.charge);
  if (charge !== undefined) {
    changeAndEmit(sandbox, "charge.updated", charge, (changed) => {
      changed.amount_refunded -= refund.amount;
      changed.refunded = false;
    });
    followRefund(sandbox, charge);
  }
}
