import { attachPaymentMethod, detachPaymentMethod, usePaymentMethod } from "../engine/payment-methods.ts";
import { billingParams, mergeMetadata, toBilling } from "../engine/shared-params.ts";
import { changeAndEmit } from "../events.ts";
import type { PaymentMethod } from "../objects.ts";
import { noSuch } from "../protocol/errors.ts";
import { listPage, pageParams } from "../protocol/pagination.ts";
import { accepted, integer, metadata, object, oneOf, text } from "../protocol/params.ts";
import { route } from "../protocol/route.ts";
import type { Sandbox } from "../sandbox.ts";
import { findCustomer } from "./find.ts";
import { paymentMethodFrom, paymentMethodSpec } from "./payment-method-data.ts";

function find(sandbox: Sandbox, id: string): PaymentMethod {
  const found = sandbox.store.paymentMethods.find(id);
  if (found === undefined) throw noSuch("PaymentMethod", id, "payment_method");
  return found;
}

const create = route({
  method: "POST",
  path: "/v1/payment_methods",
  keys: "any",
  params: paymentMethodSpec,
  handle: ({ sandbox, params, context }) => paymentMethodFrom(sandbox, context, params),
});

const retrieve = route({
  method: "GET",
  path: "/v1/payment_methods/:id",
  params: {},
  handle: ({ sandbox, id }) => usePaymentMethod(sandbox, id, 404),
});

const update = route({
  method: "POST",
  path: "/v1/payment_methods/:id",
  params: {
    allow_redisplay: oneOf("always", "limited", "unspecified"),
    billing_details: billingParams,
    card: object({ exp_month: integer(), exp_year: integer(), networks: accepted() }),
    metadata: metadata(),
  },
  handle({ sandbox, params, id }) {
    const method = find(sandbox, id);
    changeAndEmit(sandbox, "payment_method.updated", method, (changed) => {
      if (params.allow_redisplay !== undefined) changed.allow_redisplay = params.allow_redisplay;
      if (params.billing_details !== undefined)
        changed.billing_details = toBilling(params.billing_details, changed.billing_details);
      if (changed.card !== undefined) {
        changed.card.exp_month = params.card?.exp_month ?? changed.card.exp_month;
        changed.card.exp_year = params.card?.exp_year ?? changed.card.exp_year;
      }
      changed.metadata = mergeMetadata(changed.metadata ?? {}, params.metadata);
    });
    return method;
  },
});

const attach = route({
  method: "POST",
  path: "/v1/payment_methods/:id/attach",
  params: { customer: text(), customer_account: accepted() },
  handle({ sandbox, params, id }) {
    const customer = findCustomer(sandbox, params.customer ?? "", "customer", 404);
    const method = usePaymentMethod(sandbox, id, 404);
    attachPaymentMethod(sandbox, method, customer.id);
    return method;
  },
});

const detach = route({
  method: "POST",
  path: "/v1/payment_methods/:id/detach",
  params: {},
  handle({ sandbox, id }) {
    const method = find(sandbox, id);
    detachPaymentMethod(sandbox, method);
    return method;
  },
});

const listAll = route({
  method: "GET",
  path: "/v1/payment_methods",
  params: { ...pageParams, customer: text(), customer_account: text(), type: text() },
  handle({ sandbox, params }) {
    if (params.customer !== undefined) findCustomer(sandbox, params.customer, "customer", 404);
    return listPage(params, {
      collection: sandbox.store.paymentMethods,
      url: "/v1/payment_methods",
      kind: "payment_method",
      // Without a customer Stripe lists none of the card methods, which belong to customers.
      keep: (row) =>
        params.customer !== undefined &&
        row.customer === params.customer &&
        (params.type ?? row.type) === row.type,
    });
  },
});

/** https://docs.stripe.com/api/payment_methods */
export const paymentMethodRoutes = [create, retrieve, update, attach, detach, listAll];
