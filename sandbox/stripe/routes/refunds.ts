import { createRefund } from "../engine/refunds.ts";
import { mergeMetadata } from "../engine/shared-params.ts";
import { changeAndEmit } from "../events.ts";
import type { Charge } from "../objects.ts";
import { invalidParameter, invalidRequest } from "../protocol/errors.ts";
import { inRange, listPage, pageParams, timeRange } from "../protocol/pagination.ts";
import { accepted, boolean, integer, metadata, oneOf, text, type Parsed } from "../protocol/params.ts";
import { route } from "../protocol/route.ts";
import type { Sandbox } from "../sandbox.ts";
import { findCharge, findPaymentIntent, findRefund } from "./find.ts";

const createSpec = {
  amount: integer(),
  charge: text(),
  currency: accepted(),
  customer: accepted(),
  instructions_email: accepted(),
  metadata: metadata(),
  origin: accepted(),
  payment_intent: text(),
  reason: oneOf("duplicate", "fraudulent", "requested_by_customer"),
  refund_application_fee: boolean(),
  reverse_transfer: boolean(),
};

function chargeToRefund(sandbox: Sandbox, params: Parsed<typeof createSpec>): Charge {
  if (params.charge !== undefined) return findCharge(sandbox, params.charge, "charge", 404);
  if (params.payment_intent === undefined) {
    throw invalidParameter(
      "One of the following params should be provided for this request: payment_intent or charge.",
      {
        code: "parameter_missing",
      },
    );
  }
  const intent = findPaymentIntent(sandbox, params.payment_intent, "payment_intent", 404);
  const charge = intent.latest_charge === null ? undefined : sandbox.store.charges.find(intent.latest_charge);
  if (charge === undefined || !charge.paid) {
    throw invalidRequest(`This PaymentIntent (${intent.id}) does not have a successful charge to refund.`, {
      code: "payment_intent_unexpected_state",
      payment_intent: intent,
    });
  }
  return charge;
}

const create = route({
  method: "POST",
  path: "/v1/refunds",
  params: createSpec,
  handle: ({ sandbox, params }) =>
    createRefund(sandbox, {
      charge: chargeToRefund(sandbox, params),
      amount: params.amount,
      reason: params.reason ?? null,
      metadata: mergeMetadata({}, params.metadata),
      refundsFee: params.refund_application_fee === true,
      reversesTransfer: params.reverse_transfer === true,
    }),
});

const retrieve = route({
  method: "GET",
  path: "/v1/refunds/:id",
  params: {},
  handle: ({ sandbox, id }) => findRefund(sandbox, id),
});

const update = route({
  method: "POST",
  path: "/v1/refunds/:id",
  params: { metadata: metadata() },
  handle({ sandbox, params, id }) {
    const refund = findRefund(sandbox, id);
    changeAndEmit(sandbox, "refund.updated", refund, (changed) => {
      changed.metadata = mergeMetadata(changed.metadata ?? {}, params.metadata);
    });
    return refund;
  },
});

const cancel = route({
  method: "POST",
  path: "/v1/refunds/:id/cancel",
  params: {},
  handle({ sandbox, id }) {
    findRefund(sandbox, id);
    // Refunds of cards never wait for the customer, which is when Stripe cancels one.
    throw invalidRequest("Canceling this refund is unsupported.");
  },
});

const listAll = route({
  method: "GET",
  path: "/v1/refunds",
  params: { ...pageParams, charge: text(), created: timeRange(), payment_intent: text() },
  handle: ({ sandbox, params }) =>
    listPage(params, {
      collection: sandbox.store.refunds,
      url: "/v1/refunds",
      kind: "refund",
      keep: (row) =>
        inRange(row.created, params.created) &&
        (params.charge === undefined || row.charge === params.charge) &&
        (params.payment_intent === undefined || row.payment_intent === params.payment_intent),
    }),
});

/** https://docs.stripe.com/api/refunds */
export const refundRoutes = [create, retrieve, update, cancel, listAll];
