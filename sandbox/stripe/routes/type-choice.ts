import { findConfiguration } from "../engine/method-configurations.ts";
import { checkFixedTypes } from "../engine/offered-types.ts";
import type { PaymentIntent, SetupIntent } from "../objects.ts";
import type { Sandbox } from "../sandbox.ts";
import { refuseMixedChoices } from "./method-type-params.ts";

type Given = {
  readonly allowed_payment_method_types?: readonly string[] | undefined;
  readonly automatic_payment_methods?: unknown;
  readonly excluded_payment_method_types?: readonly string[] | undefined;
  readonly payment_method_configuration?: string | undefined;
  readonly payment_method_types?: readonly string[] | undefined;
};

/** Writes down which types a request wants; what of it is offered follows from that and from the payment. */
export function chooseTypes(sandbox: Sandbox, intent: PaymentIntent | SetupIntent, given: Given): void {
  refuseMixedChoices(given);
  const { allowed_payment_method_types: allowed, excluded_payment_method_types: excluded } = given;
  if (given.payment_method_configuration !== undefined) {
    const { id } = findConfiguration(sandbox, given.payment_method_configuration);
    intent.payment_method_configuration_details = { id, parent: null };
  }
  if (excluded !== undefined)
    intent.excluded_payment_method_types = excluded.length === 0 ? null : [...excluded];
  if (allowed !== undefined && allowed.length > 0) {
    intent.allowed_payment_method_types = [...allowed];
    intent.automatic_payment_methods = null;
    intent.payment_method_configuration_details = null;
  }
  const fixed = given.payment_method_types;
  if (fixed === undefined) return;
  const isPayment = intent.object === "payment_intent";
  checkFixedTypes(fixed, isPayment ? intent : { amount: null, currency: null });
  intent.payment_method_types = [...fixed];
  intent.allowed_payment_method_types = null;
  intent.automatic_payment_methods = null;
  intent.payment_method_configuration_details = null;
}
