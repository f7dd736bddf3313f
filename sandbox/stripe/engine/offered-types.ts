import { ineligibility, offeredTypes, type Choice, type Circumstances } from "../methods/eligibility.ts";
import { METHOD_TYPES, methodOf } from "../methods/registry.ts";
import type { PaymentIntent, PaymentMethod, SetupIntent } from "../objects.ts";
import { ApiError, invalidParameter, invalidRequest } from "../protocol/errors.ts";
import type { Sandbox } from "../sandbox.ts";
import { enabledTypes } from "./method-configurations.ts";
import { defaultOptions } from "./method-options.ts";

type Intent = Pick<
  PaymentIntent | SetupIntent,
  | "allowed_payment_method_types"
  | "excluded_payment_method_types"
  | "payment_method_configuration_details"
  | "payment_method_types"
>;

/** `null` when the merchant has fixed the list, as versions before endive let them. */
function choiceOf(sandbox: Sandbox, intent: Intent): Choice | null {
  const { allowed_payment_method_types: allowed, excluded_payment_method_types: excluded } = intent;
  const configuration = intent.payment_method_configuration_details?.id;
  if (allowed === null && configuration === undefined) return null;
  return {
    enabled: configuration === undefined ? [] : enabledTypes(sandbox, configuration),
    allowed,
    excluded,
  };
}

function circumstancesOf(intent: PaymentIntent): Circumstances {
  return {
    amount: intent.amount,
    currency: intent.currency,
    hasCustomer: intent.customer !== null,
    isHeld: intent.capture_method === "manual",
    isReused: intent.setup_future_usage !== null,
    allowsRedirects: intent.automatic_payment_methods?.allow_redirects !== "never",
  };
}

/** Works out anew what a payment offers, after it has changed. */
export function offerPaymentTypes(sandbox: Sandbox, intent: PaymentIntent): void {
  const choice = choiceOf(sandbox, intent);
  if (choice !== null) intent.payment_method_types = offeredTypes(choice, circumstancesOf(intent));
  intent.payment_method_options = {
    ...defaultOptions(intent.payment_method_types),
    ...intent.payment_method_options,
  };
}

/** The same for a setup, where every type on offer must be one that can be saved. */
export function offerSetupTypes(sandbox: Sandbox, intent: SetupIntent): void {
  const choice = choiceOf(sandbox, intent);
  if (choice === null) return;
  intent.payment_method_types = offeredTypes(choice, {
    amount: null,
    currency: null,
    hasCustomer: intent.customer !== null,
    isHeld: false,
    isReused: true,
    allowsRedirects: intent.automatic_payment_methods?.allow_redirects !== "never",
  });
}

/** A list that the merchant fixes must fit the payment, where `allowed_payment_method_types` is merely filtered. */
export function checkFixedTypes(
  types: readonly string[],
  payment: { readonly amount: number | null; readonly currency: string | null },
): void {
  const param = "payment_method_types";
  for (const type of types) {
    if (!METHOD_TYPES.includes(type)) {
      throw invalidParameter(
        `The payment method type provided: ${type} is invalid. Please ensure the provided type is activated in your ` +
          "dashboard (https://dashboard.stripe.com/account/payments/settings) and your account is enabled for any " +
          "preview features that you are trying to use.",
        { param },
      );
    }
    const known = methodOf(type);
    const reason = ineligibility(known, {
      ...payment,
      hasCustomer: true,
      isHeld: false,
      isReused: false,
      allowsRedirects: true,
    });
    if (reason === "currency" && known.currencies !== "all") {
      const message = `The currency provided (${payment.currency}) is invalid. Payments with ${type} support the following currencies: ${known.currencies.join(", ")}.`;
      throw invalidRequest(message, { param });
    }
    if (reason === "amount") {
      const code =
        (payment.amount ?? 0) < (known.limits[payment.currency ?? ""]?.min ?? 0)
          ? "amount_too_small"
          : "amount_too_large";
      throw invalidRequest(`The amount is outside of what ${type} accepts in ${payment.currency}.`, {
        code,
        param: "amount",
      });
    }
  }
}

/** Whether an intent takes a payment method of this type. https://docs.stripe.com/error-codes#payment-intent-incompatible-payment-method */
export function checkMethodType(
  intent: { readonly payment_method_types: readonly string[] },
  paymentMethod: PaymentMethod,
  kind: "PaymentIntent" | "SetupIntent",
): void {
  const { type } = paymentMethod;
  if (intent.payment_method_types.includes(type)) return;
  const message =
    `The PaymentMethod provided (${type}) is not allowed for this ${kind}. Please attach a PaymentMethod of one of the ` +
    `following types: ${intent.payment_method_types.join(", ")}. Alternatively update the allowed payment_method_types for this ${kind} to include "${type}".`;
  const details = kind === "PaymentIntent" ? { code: "payment_intent_incompatible_payment_method" } : {};
  throw new ApiError(400, {
    type: "invalid_request_error",
    message,
    param: "payment_method",
    ...details,
  });
}
