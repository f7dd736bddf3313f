import { emit } from "../events.ts";
import type { PaymentMethod, SetupIntent } from "../objects.ts";
import { docUrl, type FailureDetails } from "../protocol/errors.ts";
import type { Sandbox } from "../sandbox.ts";
import { usageOf } from "./other-methods.ts";
import { markAttached } from "./payment-methods.ts";
import { endAttempt } from "./setup-attempts.ts";

/** The payment method is ready for later payments. */
export function completeSetup(sandbox: Sandbox, intent: SetupIntent, paymentMethod: PaymentMethod): void {
  intent.status = "succeeded";
  intent.next_action = null;
  endAttempt(sandbox, intent, null);
  if (intent.usage === "off_session") usageOf(sandbox, paymentMethod).isSetUp = true;
  if (intent.customer !== null) markAttached(sandbox, paymentMethod, intent.customer);
  emit(sandbox, "setup_intent.succeeded", intent);
}

/** Back to choosing a payment method, with the reason. */
export function failSetup(
  sandbox: Sandbox,
  intent: SetupIntent,
  paymentMethod: PaymentMethod,
  failure: FailureDetails,
): void {
  intent.status = "requires_payment_method";
  intent.payment_method = null;
  intent.next_action = null;
  const explained = failure.code === undefined ? {} : { doc_url: docUrl(failure.code) };
  intent.last_setup_error = { ...failure, ...explained, payment_method: { ...paymentMethod } };
  endAttempt(sandbox, intent, { ...failure, ...explained });
  emit(sandbox, "setup_intent.setup_failed", intent);
}
