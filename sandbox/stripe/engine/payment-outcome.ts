import { emit } from "../events.ts";
import type { PaymentIntent, PaymentMethod } from "../objects.ts";
import { docUrl, type FailureDetails } from "../protocol/errors.ts";
import type { Sandbox } from "../sandbox.ts";
import { futureUsageFor, isHeldFor } from "./method-options.ts";
import { usageOf } from "./other-methods.ts";
import { markAttached } from "./payment-methods.ts";

/** The money is taken, or held until it is captured. */
export function completePayment(sandbox: Sandbox, intent: PaymentIntent, paymentMethod: PaymentMethod): void {
  intent.next_action = null;
  if (isHeldFor(intent, paymentMethod.type)) {
    intent.status = "requires_capture";
    intent.amount_capturable = intent.amount;
    emit(sandbox, "payment_intent.amount_capturable_updated", intent);
  } else {
    intent.status = "succeeded";
    intent.amount_received = intent.amount;
    emit(sandbox, "payment_intent.succeeded", intent);
  }
  rememberMethod(sandbox, intent, paymentMethod);
}

/** Saves the payment method when that was asked for; otherwise it is spent. */
export function rememberMethod(sandbox: Sandbox, intent: PaymentIntent, paymentMethod: PaymentMethod): void {
  const usage = futureUsageFor(intent, paymentMethod.type);
  const state = usageOf(sandbox, paymentMethod);
  if (usage !== null && intent.customer !== null) markAttached(sandbox, paymentMethod, intent.customer);
  if (usage === "off_session") state.isSetUp = true;
  if (paymentMethod.customer === null) state.isSpent = true;
}

/** Back to choosing a payment method, with the reason. */
export function failPayment(
  sandbox: Sandbox,
  intent: PaymentIntent,
  paymentMethod: PaymentMethod,
  failure: FailureDetails,
): void {
  const explained = failure.code === undefined ? {} : { doc_url: docUrl(failure.code) };
  intent.status = "requires_payment_method";
  intent.payment_method = null;
  intent.next_action = null;
  intent.last_payment_error = { ...failure, ...explained, payment_method: { ...paymentMethod } };
  emit(sandbox, "payment_intent.payment_failed", intent);
}
