import { changeAndEmit, emit } from "../events.ts";
import type { Charge, PaymentIntent } from "../objects.ts";
import { invalidRequest } from "../protocol/errors.ts";
import { nowS, type Sandbox } from "../sandbox.ts";
import { scheduleDisputes } from "./charge-disputes.ts";
import { returnCash } from "./bank-transfers.ts";
import { settleCharge, transferOf } from "./charges.ts";
import { cancelChallenge } from "./confirm-payment-intent.ts";
import { callBackDebit } from "./debits.ts";
import { amountText } from "./money.ts";
import { closeReviewOf } from "./reviews.ts";
import { requireState, unexpectedState } from "./payment-intents.ts";

function latestCharge(sandbox: Sandbox, intent: PaymentIntent): Charge | undefined {
  return intent.latest_charge === null ? undefined : sandbox.store.charges.find(intent.latest_charge);
}

/** Takes all or part of what was authorized; the rest is released. https://docs.stripe.com/payments/place-a-hold-on-a-payment-method */
export function capturePaymentIntent(
  sandbox: Sandbox,
  intent: PaymentIntent,
  amountToCapture: number | undefined,
): void {
  if (intent.status !== "requires_capture") {
    throw unexpectedState(
      intent,
      `This PaymentIntent could not be captured because it has a status of ${intent.status}. ` +
        "Only a PaymentIntent with one of the following statuses may be captured: requires_capture.",
    );
  }
  const amount = amountToCapture ?? intent.amount_capturable;
  if (amount < 1 || amount > intent.amount_capturable) {
    const limit = amountText(intent.amount_capturable, intent.currency);
    const message =
      amount < 1
        ? "The amount to capture must be greater than zero."
        : `The amount to capture is greater than the capturable amount of this PaymentIntent (${limit}).`;
    throw invalidRequest(message, {
      code: amount < 1 ? "amount_too_small" : "amount_too_large",
      param: "amount_to_capture",
    });
  }
  const charge = latestCharge(sandbox, intent);
  if (charge === undefined) throw new Error(`${intent.id} requires capture but has no charge.`);
  changeAndEmit(sandbox, "charge.captured", charge, (captured) => {
    captured.application_fee_amount = intent.application_fee_amount;
    captured.transfer_data = transferOf(intent);
    capture(sandbox, captured, amount);
  });
  intent.status = "succeeded";
  scheduleDisputes(sandbox, charge);
  intent.amount_received = amount;
  intent.amount_capturable = 0;
  emit(sandbox, "payment_intent.succeeded", intent);
}

function capture(sandbox: Sandbox, charge: Charge, amount: number): void {
  charge.captured = true;
  charge.amount_captured = amount;
  // Stripe shows what was not captured as refunded.
  charge.amount_refunded = charge.amount - amount;
  settleCharge(sandbox, charge);
}

/**
 * Nobody captured in time: the bank takes the money back. Nothing happens when it was captured or canceled meanwhile.
 * https://docs.stripe.com/payments/place-a-hold-on-a-payment-method
 */
export function lapseAuthorization(sandbox: Sandbox, intent: PaymentIntent): void {
  const charge = latestCharge(sandbox, intent);
  if (intent.status !== "requires_capture" || charge === undefined) return;
  changeAndEmit(sandbox, "charge.expired", charge, release);
  endAsCanceled(sandbox, intent, "automatic");
}

function release(charge: Charge): void {
  charge.refunded = true;
  charge.amount_refunded = charge.amount;
}

function endAsCanceled(
  sandbox: Sandbox,
  intent: PaymentIntent,
  reason: PaymentIntent["cancellation_reason"],
): void {
  intent.status = "canceled";
  intent.canceled_at = nowS();
  intent.cancellation_reason = reason;
  intent.amount_capturable = 0;
  intent.next_action = null;
  emit(sandbox, "payment_intent.canceled", intent);
}

const CANCELABLE = [
  "requires_payment_method",
  "requires_capture",
  "requires_confirmation",
  "requires_action",
  "processing",
] as const;

type Reason = "abandoned" | "duplicate" | "fraudulent" | "requested_by_customer";

/** https://docs.stripe.com/api/payment_intents/cancel */
export function cancelPaymentIntent(sandbox: Sandbox, intent: PaymentIntent, reason: Reason | null): void {
  requireState(intent, CANCELABLE, "cancel");
  cancelChallenge(sandbox, intent.id);
  returnCash(sandbox, intent);
  const charge = latestCharge(sandbox, intent);
  if (intent.status === "processing" && charge !== undefined) callBackDebit(sandbox, charge);
  if (intent.status === "requires_capture" && charge !== undefined) {
    changeAndEmit(sandbox, "charge.refunded", charge, release);
    closeReviewOf(sandbox, charge, "canceled");
  }
  endAsCanceled(sandbox, intent, reason);
}
