import { returnCash } from "../engine/bank-transfers.ts";
import { cancelChallenge } from "../engine/confirm-payment-intent.ts";
import { checkAmount, checkCurrency } from "../engine/money.ts";
import { mergeOptions } from "../engine/method-options.ts";
import { offerPaymentTypes } from "../engine/offered-types.ts";
import { unexpectedState } from "../engine/payment-intents.ts";
import { checkUsable } from "../engine/payment-methods.ts";
import { mergeMetadata, toShipping } from "../engine/shared-params.ts";
import type { PaymentIntent } from "../objects.ts";
import { route, type Call } from "../protocol/route.ts";
import { applyConnect } from "./connect-params.ts";
import { findCustomer, findPaymentIntent } from "./find.ts";
import { intentPaymentMethod } from "./intent-payment-method.ts";
import { refuseMethodTypes } from "./method-type-params.ts";
import { checkDescriptors, updateSpec } from "./payment-intent-params.ts";
import { chooseTypes } from "./type-choice.ts";

function applyUpdate({ sandbox, params, context }: Call<typeof updateSpec>, intent: PaymentIntent): void {
  const currency = params.currency === undefined ? intent.currency : checkCurrency(params.currency);
  const amount = params.amount ?? intent.amount;
  checkAmount(amount, currency);
  checkDescriptors(params);
  const customer =
    params.customer === undefined
      ? intent.customer
      : params.customer === null
        ? null
        : findCustomer(sandbox, params.customer).id;
  const method = intentPaymentMethod(sandbox, context, params);
  if (method !== null) checkUsable(sandbox, method, customer, "PaymentIntent");
  Object.assign(intent, { amount, currency, customer });
  if (params.description !== undefined) intent.description = params.description;
  if (params.receipt_email !== undefined) intent.receipt_email = params.receipt_email;
  if (params.setup_future_usage !== undefined) intent.setup_future_usage = params.setup_future_usage;
  if (params.shipping !== undefined) intent.shipping = toShipping(params.shipping);
  if (params.capture_method !== undefined) intent.capture_method = params.capture_method;
  if (params.statement_descriptor !== undefined) intent.statement_descriptor = params.statement_descriptor;
  if (params.statement_descriptor_suffix !== undefined)
    intent.statement_descriptor_suffix = params.statement_descriptor_suffix;
  if (params.transfer_group !== undefined) intent.transfer_group = params.transfer_group;
  intent.payment_method_options = mergeOptions(intent.payment_method_options, params.payment_method_options);
  chooseTypes(sandbox, intent, params);
  offerPaymentTypes(sandbox, intent);
  applyConnect(sandbox, intent, { ...params, on_behalf_of: undefined });
  intent.metadata = mergeMetadata(intent.metadata, params.metadata);
  if (method === null && params.payment_method !== null) return;
  intent.payment_method = method?.id ?? null;
  intent.status = method === null ? "requires_payment_method" : "requires_confirmation";
}

const UPDATABLE = ["requires_payment_method", "requires_confirmation", "requires_action"];

/** https://docs.stripe.com/api/payment_intents/update */
export const updatePaymentIntent = route({
  method: "POST",
  path: "/v1/payment_intents/:id",
  params: updateSpec,
  refuse: refuseMethodTypes,
  handle(call) {
    const { sandbox, params, id } = call;
    const intent = findPaymentIntent(sandbox, id);
    const isAlwaysAllowed = Object.keys(params).every((key) =>
      ["description", "metadata", "receipt_email", "shipping"].includes(key),
    );
    if (!isAlwaysAllowed && !UPDATABLE.includes(intent.status)) {
      throw unexpectedState(
        intent,
        `This PaymentIntent's ${Object.keys(params)[0] ?? "parameters"} could not be updated because it has a status of ` +
          `${intent.status}. You may only update the ${Object.keys(params)[0] ?? "parameters"} of a PaymentIntent with one of the ` +
          `following statuses: ${UPDATABLE.join(", ")}.`,
      );
    }
    // What the customer authenticates is an amount to a merchant: a change ends the open challenge.
    if (intent.status === "requires_action" && !isAlwaysAllowed) {
      cancelChallenge(sandbox, intent.id);
      returnCash(sandbox, intent);
      intent.next_action = null;
      intent.status = "requires_confirmation";
    }
    applyUpdate(call, intent);
    return intent;
  },
});
