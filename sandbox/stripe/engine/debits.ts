import { emit } from "../events.ts";
import type { DebitOutcome } from "../methods/test-accounts.ts";
import type { Charge, PaymentIntent, PaymentMethod } from "../objects.ts";
import type { Sandbox } from "../sandbox.ts";
import { announce, createOtherCharge } from "./charges.ts";
import { testAccountOf } from "./other-methods.ts";
import { completePayment, failPayment, rememberMethod } from "./payment-outcome.ts";

/** "At least three minutes". https://docs.stripe.com/payments/sepa-debit/accept-a-payment#test-account-numbers */
const LATER_MS = 180_000;

/** The codes that an intent's error has of its own; for any other reason its code is the general one. */
const INTENT_CODES = [
  "account_closed",
  "charge_exceeds_source_limit",
  "debit_not_authorized",
  "insufficient_funds",
  "no_account",
];

/** Sends a debit to the bank, which answers later. https://docs.stripe.com/payments/bank-debits */
export function startDebit(sandbox: Sandbox, intent: PaymentIntent, paymentMethod: PaymentMethod): void {
  const account = testAccountOf(sandbox, paymentMethod);
  const mandateId = sandbox.store.intentMandates.peek(intent.id) ?? null;
  intent.status = "processing";
  intent.next_action = null;
  createOtherCharge(sandbox, { intent, paymentMethod, status: "pending", mandateId });
  rememberMethod(sandbox, intent, paymentMethod);
  emit(sandbox, "payment_intent.processing", intent);
  if (account.settles === "never") return;
  const delayMs = account.settles === "later" ? LATER_MS : sandbox.config.asyncDebitDelayMs;
  sandbox.later.after(delayMs, "settle_debit", intent.id);
}

/** The bank's answer, unless the payment was canceled meanwhile. */
export function settleDebit(sandbox: Sandbox, intent: PaymentIntent): void {
  const charge = intent.latest_charge === null ? undefined : sandbox.store.charges.find(intent.latest_charge);
  const paymentMethod = sandbox.store.paymentMethods.find(intent.payment_method ?? "");
  if (intent.status !== "processing" || charge === undefined || paymentMethod === undefined) return;
  const { failure } = testAccountOf(sandbox, paymentMethod);
  if (failure !== null) return refuseDebit(sandbox, intent, charge, paymentMethod, failure);
  charge.status = "succeeded";
  charge.paid = true;
  announce(sandbox, intent, charge);
  completePayment(sandbox, intent, paymentMethod);
}

function refuseDebit(
  sandbox: Sandbox,
  intent: PaymentIntent,
  charge: Charge,
  paymentMethod: PaymentMethod,
  { code, message }: NonNullable<DebitOutcome["failure"]>,
): void {
  endUnpaid(charge, code, message);
  emit(sandbox, "charge.failed", charge);
  failPayment(sandbox, intent, paymentMethod, {
    type: "invalid_request_error",
    code: INTENT_CODES.includes(code) ? code : "payment_intent_payment_attempt_failed",
    message,
    charge: charge.id,
    payment_method_type: paymentMethod.type,
  });
}

function endUnpaid(charge: Charge, code: string | null, message: string): void {
  charge.status = "failed";
  charge.captured = false;
  charge.amount_captured = 0;
  charge.failure_code = code;
  charge.failure_message = message;
  charge.receipt_url = null;
}

/** A debit that the bank has not answered yet is called back. https://docs.stripe.com/api/payment_intents/cancel */
export function callBackDebit(sandbox: Sandbox, charge: Charge): void {
  if (charge.status !== "pending") return;
  endUnpaid(charge, null, "The payment was canceled before the bank answered.");
  emit(sandbox, "charge.failed", charge);
}
