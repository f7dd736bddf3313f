import { emit } from "../events.ts";
import type { Method, MethodField } from "../methods/method.ts";
import { methodOf } from "../methods/registry.ts";
import type { PaymentIntent, PaymentMethod } from "../objects.ts";
import { ApiError, invalidRequest } from "../protocol/errors.ts";
import type { Sandbox } from "../sandbox.ts";
import { awaitTransfer } from "./bank-transfers.ts";
import { createOtherCharge } from "./charges.ts";
import type { Confirmation } from "./confirmation.ts";
import { startDebit } from "./debits.ts";
import { permissionFor } from "./mandates.ts";
import { futureUsageFor } from "./method-options.ts";
import { askForMicrodeposits } from "./microdeposits.ts";
import { methodStateOf } from "./other-methods.ts";
import { completePayment } from "./payment-outcome.ts";
import { openRedirect, requireRedirectUrl } from "./redirects.ts";

const paths: Readonly<Partial<Record<MethodField, string>>> = {
  name: "[name]",
  email: "[email]",
  country: "[address][country]",
  address: "[address][line1]",
};

function isGiven({ billing_details: billing }: PaymentMethod, field: MethodField): boolean {
  if (field === "name") return billing.name !== null;
  if (field === "email") return billing.email !== null;
  if (field === "country") return (billing.address?.country ?? null) !== null;
  return field !== "address" || (billing.address?.line1 ?? null) !== null;
}

/** Billing details without which the provider does not take the payment. */
export function requireDetails(known: Method, paymentMethod: PaymentMethod): void {
  const missing = known.requires.find((field) => !isGiven(paymentMethod, field));
  if (missing !== undefined) {
    const param = `billing_details${paths[missing] ?? ""}`;
    throw invalidRequest(`Missing required param: ${param}.`, { code: "parameter_missing", param });
  }
  const country = paymentMethod.billing_details.address?.country;
  if (country == null || known.countries === "all" || known.countries.includes(country)) return;
  throw invalidRequest(
    `${known.title} is not available to customers in ${country}. Its customers are in ${known.countries.join(", ")}.`,
    { code: "country_unsupported", param: "billing_details[address][country]" },
  );
}

const mandateUse = (intent: PaymentIntent, type: string) =>
  futureUsageFor(intent, type) === null
    ? ({ amount: intent.amount, currency: intent.currency } as const)
    : "multi_use";

/** Confirms with anything but a card, as far as it goes without the customer. */
export function confirmOtherMethod(
  sandbox: Sandbox,
  intent: PaymentIntent,
  paymentMethod: PaymentMethod,
  confirmation: Confirmation,
): void {
  const known = methodOf(paymentMethod.type);
  requireDetails(known, paymentMethod);
  const { kind } = known.confirmation;
  if (kind === "bank_transfer") return awaitTransfer(sandbox, intent);
  if (kind === "bank_debit") return confirmDebit(sandbox, intent, paymentMethod, confirmation);
  const state = methodStateOf(sandbox, paymentMethod);
  const isSaving = futureUsageFor(intent, known.type) === "off_session" && known.needsMandate;
  if (isSaving && !state.isSetUp)
    permissionFor(sandbox, intent, {
      paymentMethod,
      given: confirmation.mandate,
      use: "multi_use",
      status: kind === "wallet" ? "active" : "pending",
    });
  // Who has allowed later payments is not asked again when one is made without them.
  if (kind === "wallet" || (confirmation.isOffSession && state.isSetUp))
    return payWithOtherMethod(sandbox, intent, paymentMethod);
  if (confirmation.isOffSession) {
    throw invalidRequest(
      `${paymentMethod.id} was not set up for off-session payments: the customer has to authorize it.`,
      { code: "payment_intent_mandate_invalid", param: "off_session", payment_intent: intent },
    );
  }
  refuseAction(intent, confirmation);
  requireRedirectUrl(known, confirmation.returnUrl);
  intent.status = "requires_action";
  intent.next_action = openRedirect(sandbox, intent, paymentMethod, confirmation.returnUrl);
  emit(sandbox, "payment_intent.requires_action", intent);
}

/** https://docs.stripe.com/api/payment_intents/confirm#confirm_payment_intent-error_on_requires_action */
function refuseAction(intent: PaymentIntent, { failOnAction }: Confirmation): void {
  if (!failOnAction) return;
  intent.status = "requires_payment_method";
  throw new ApiError(400, {
    type: "invalid_request_error",
    code: "payment_intent_action_required",
    message: "This payment required an action of the customer, which error_on_requires_action forbids.",
    payment_intent: intent,
  });
}

function confirmDebit(
  sandbox: Sandbox,
  intent: PaymentIntent,
  paymentMethod: PaymentMethod,
  confirmation: Confirmation,
): void {
  const { isVerified } = methodStateOf(sandbox, paymentMethod);
  intent.status = "requires_confirmation";
  const mandate = permissionFor(sandbox, intent, {
    paymentMethod,
    given: confirmation.mandate,
    use: mandateUse(intent, paymentMethod.type),
    status: isVerified ? "active" : "pending",
  });
  sandbox.store.intentMandates.set(intent.id, mandate.id);
  if (isVerified) return startDebit(sandbox, intent, paymentMethod);
  refuseAction(intent, confirmation);
  askForMicrodeposits(sandbox, intent, paymentMethod);
}

/** The provider pays at once: a wallet, or after the customer's consent. */
export function payWithOtherMethod(
  sandbox: Sandbox,
  intent: PaymentIntent,
  paymentMethod: PaymentMethod,
): void {
  const mandateId = sandbox.store.intentMandates.peek(intent.id) ?? null;
  createOtherCharge(sandbox, { intent, paymentMethod, status: "succeeded", mandateId });
  completePayment(sandbox, intent, paymentMethod);
}
