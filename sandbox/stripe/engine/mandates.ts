import { changeAndEmit } from "../events.ts";
import { newId } from "../ids.ts";
import { methodOf } from "../methods/registry.ts";
import type { Mandate, PaymentIntent, PaymentMethod, SetupIntent } from "../objects.ts";
import { invalidRequest, noSuch } from "../protocol/errors.ts";
import type { Sandbox } from "../sandbox.ts";

/** How the customer allowed it: said in `mandate_data`, inferred from Stripe.js, or in an earlier mandate. */
export type GivenMandate = {
  readonly acceptance: Mandate["customer_acceptance"] | null;
  readonly mandateId: string | null;
};

type Use = {
  readonly paymentMethod: PaymentMethod;
  readonly given: GivenMandate;
  /** For later payments too, or for this amount only. */
  readonly use: "multi_use" | { readonly amount: number; readonly currency: string };
  readonly status: "active" | "pending";
};

function typeDetails(
  sandbox: Sandbox,
  id: string,
  { type, paypal }: PaymentMethod,
): Mandate["payment_method_details"] {
  const reference = id.slice(-16).toUpperCase();
  if (type === "sepa_debit")
    return { type, sepa_debit: { reference, url: `${sandbox.origin}/mandates/${id}` } };
  if (type === "us_bank_account") return { type, us_bank_account: {} };
  if (type === "paypal")
    return { type, paypal: { billing_agreement_id: `B-${reference}`, payer_id: paypal?.payer_id ?? null } };
  return { type, [type]: {} };
}

/** https://docs.stripe.com/api/mandates/object */
export function createMandate(
  sandbox: Sandbox,
  {
    paymentMethod,
    given,
    use,
    status,
  }: Use & { readonly given: { acceptance: Mandate["customer_acceptance"] } },
): Mandate {
  const id = newId("mandate_");
  return sandbox.store.mandates.insert({
    id,
    object: "mandate",
    customer_acceptance: given.acceptance,
    livemode: false,
    ...(use === "multi_use" ? { multi_use: {} } : { single_use: { ...use } }),
    payment_method: paymentMethod.id,
    payment_method_details: typeDetails(sandbox, id, paymentMethod),
    status,
    type: use === "multi_use" ? "multi_use" : "single_use",
  });
}

/** The customer's standing permission for a saved payment method. */
function standingMandate(sandbox: Sandbox, paymentMethod: PaymentMethod): Mandate | undefined {
  for (const mandate of sandbox.store.mandates.newestFirst() ?? []) {
    if (mandate.payment_method !== paymentMethod.id || mandate.type !== "multi_use") continue;
    if (mandate.status === "active") return mandate;
  }
  return undefined;
}

/**
 * The permission under which a payment or a setup goes on: the one that is named, a standing one, or a new one.
 * https://docs.stripe.com/error-codes#payment-intent-mandate-invalid
 */
export function permissionFor(
  sandbox: Sandbox,
  intent: PaymentIntent | SetupIntent,
  { paymentMethod, given, use, status }: Use,
): Mandate {
  if (given.mandateId !== null) {
    const named = sandbox.store.mandates.find(given.mandateId);
    if (named === undefined) throw noSuch("mandate", given.mandateId, "mandate", 400);
    if (named.status === "active" && named.payment_method === paymentMethod.id) return named;
    throw mandateInvalid(
      intent,
      `The mandate ${named.id} cannot be used with ${paymentMethod.id}.`,
      "mandate",
    );
  }
  const { acceptance } = given;
  if (acceptance !== null)
    return createMandate(sandbox, { paymentMethod, given: { ...given, acceptance }, use, status });
  const standing = standingMandate(sandbox, paymentMethod);
  if (standing !== undefined) return standing;
  const { title } = methodOf(paymentMethod.type);
  throw mandateInvalid(
    intent,
    `${title} needs a mandate, but no existing mandate was found for ${paymentMethod.id}. ` +
      "Provide `mandate_data` to record how the customer accepted it.",
    "mandate_data",
  );
}

function mandateInvalid(intent: PaymentIntent | SetupIntent, message: string, param: string): Error {
  return intent.object === "payment_intent"
    ? invalidRequest(message, { code: "payment_intent_mandate_invalid", param, payment_intent: intent })
    : invalidRequest(message, { code: "setup_intent_mandate_invalid", param, setup_intent: intent });
}

/** https://docs.stripe.com/api/events/types#event_types-mandate.updated */
export function setMandateStatus(sandbox: Sandbox, id: string, status: "active" | "inactive"): void {
  const mandate = sandbox.store.mandates.find(id);
  if (mandate === undefined) return;
  changeAndEmit(sandbox, "mandate.updated", mandate, (changed) => (changed.status = status));
}
