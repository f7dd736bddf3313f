import { emit } from "../events.ts";
import type { PaymentIntent, PaymentMethod, SetupIntent } from "../objects.ts";
import { invalidRequest, type ApiError } from "../protocol/errors.ts";
import { nowS, type Sandbox } from "../sandbox.ts";
import { startDebit } from "./debits.ts";
import { setMandateStatus } from "./mandates.ts";
import { methodStateOf, testAccountOf } from "./other-methods.ts";
import { failPayment } from "./payment-outcome.ts";
import { completeSetup, failSetup } from "./setup-outcome.ts";

const DAYS_TO_ARRIVE = 2;
const ATTEMPTS_MAX = 10;

type Intent = PaymentIntent | SetupIntent;
type Proof = {
  readonly amounts?: readonly number[] | undefined;
  readonly descriptor_code?: string | undefined;
};
type Verdict = "right" | "wrong" | "attempts_exceeded" | "timeout";

/** https://docs.stripe.com/testing#test-microdeposit-amounts-and-descriptor-codes */
const VERDICTS: readonly { readonly amounts: string; readonly code: string; readonly verdict: Verdict }[] = [
  { amounts: "32,45", code: "SM11AA", verdict: "right" },
  { amounts: "10,11", code: "SM33CC", verdict: "attempts_exceeded" },
  { amounts: "40,41", code: "SM44DD", verdict: "timeout" },
];

const isPayment = (intent: Intent): intent is PaymentIntent => intent.object === "payment_intent";

/** Sends a cent with a code to the bank account, which the customer reads from the statement. */
export function askForMicrodeposits(sandbox: Sandbox, intent: Intent, paymentMethod: PaymentMethod): void {
  if (testAccountOf(sandbox, paymentMethod).refusesMicrodeposits) {
    const code = "payment_method_microdeposit_failed";
    return fail(sandbox, intent, code, "Microdeposits could not be sent to the bank account.");
  }
  intent.status = "requires_action";
  intent.next_action = {
    type: "verify_with_microdeposits",
    verify_with_microdeposits: {
      arrival_date: nowS() + DAYS_TO_ARRIVE * 86_400,
      hosted_verification_url: `${sandbox.origin}/microdeposits/${intent.client_secret}`,
      microdeposit_type: "descriptor_code",
    },
  };
  emit(sandbox, `${intent.object}.requires_action`, intent);
}

function fail(sandbox: Sandbox, intent: Intent, code: string, message: string): void {
  const paymentMethod = sandbox.store.paymentMethods.find(intent.payment_method ?? "");
  if (paymentMethod === undefined) return;
  const mandateId = sandbox.store.intentMandates.peek(intent.id);
  if (mandateId !== undefined) setMandateStatus(sandbox, mandateId, "inactive");
  const failure = {
    type: "invalid_request_error",
    code,
    message,
    payment_method_type: paymentMethod.type,
  } as const;
  if (isPayment(intent)) failPayment(sandbox, intent, paymentMethod, failure);
  else failSetup(sandbox, intent, paymentMethod, failure);
}

function refusal(intent: Intent, code: string, message: string, param?: string): ApiError {
  const named = isPayment(intent) ? { payment_intent: intent } : { setup_intent: intent };
  return invalidRequest(message, { code, ...(param === undefined ? {} : { param }), ...named });
}

/** A code reads the same in whatever case it is typed. */
function verdictOf(intent: Intent, proof: Proof): Verdict {
  const { amounts, descriptor_code: code } = proof;
  if (code !== undefined)
    return VERDICTS.find((known) => known.code === code.toUpperCase())?.verdict ?? "wrong";
  if (amounts === undefined || amounts.length !== 2) {
    throw refusal(
      intent,
      "payment_method_microdeposit_verification_amounts_invalid",
      "You must provide exactly two amounts, or the code of the one-cent deposit.",
      "amounts",
    );
  }
  const sorted = amounts.toSorted((a, b) => a - b).join(",");
  return VERDICTS.find((known) => known.amounts === sorted)?.verdict ?? "wrong";
}

/** https://docs.stripe.com/api/payment_intents/verify_microdeposits and the same of setup intents. */
export function verifyMicrodeposits(sandbox: Sandbox, intent: Intent, proof: Proof): void {
  const paymentMethod = sandbox.store.paymentMethods.find(intent.payment_method ?? "");
  if (intent.next_action?.type !== "verify_with_microdeposits" || paymentMethod === undefined) {
    const code = isPayment(intent) ? "payment_intent_unexpected_state" : "intent_invalid_state";
    throw refusal(intent, code, `There are no microdeposits to verify: its status is ${intent.status}.`);
  }
  const state = methodStateOf(sandbox, paymentMethod);
  const verdict = verdictOf(intent, proof);
  state.verificationCount += 1;
  if (verdict === "timeout") {
    return fail(
      sandbox,
      intent,
      "payment_method_microdeposit_verification_timeout",
      "The microdeposits were not verified within 10 days.",
    );
  }
  if (verdict === "attempts_exceeded" || (verdict === "wrong" && state.verificationCount >= ATTEMPTS_MAX)) {
    return fail(
      sandbox,
      intent,
      "payment_method_microdeposit_verification_attempts_exceeded",
      "You have exceeded the number of allowed verification attempts.",
    );
  }
  if (verdict === "wrong") {
    const what = proof.descriptor_code === undefined ? "amounts" : "descriptor_code";
    throw refusal(
      intent,
      `payment_method_microdeposit_verification_${what}_mismatch`,
      "What was provided does not match what was sent to the bank account.",
      what,
    );
  }
  state.isVerified = true;
  const mandateId = sandbox.store.intentMandates.peek(intent.id);
  if (mandateId !== undefined) setMandateStatus(sandbox, mandateId, "active");
  if (isPayment(intent)) startDebit(sandbox, intent, paymentMethod);
  else completeSetup(sandbox, intent, paymentMethod);
}
