import { usePaymentMethod } from "../engine/payment-methods.ts";
import type { PaymentMethod } from "../objects.ts";
import type { Parsed } from "../protocol/params.ts";
import type { RequestContext, Sandbox } from "../sandbox.ts";
import { paymentMethodFrom, type paymentMethodSpec } from "./payment-method-data.ts";

type Given = {
  readonly payment_method?: string | null | undefined;
  readonly payment_method_data?: Parsed<typeof paymentMethodSpec> | undefined;
};

/** The payment method that a request names by id or token, or describes in `payment_method_data`. */
export function intentPaymentMethod(
  sandbox: Sandbox,
  context: RequestContext,
  given: Given,
): PaymentMethod | null {
  if (given.payment_method_data !== undefined)
    return paymentMethodFrom(sandbox, context, given.payment_method_data);
  return typeof given.payment_method === "string" ? usePaymentMethod(sandbox, given.payment_method) : null;
}
