import { mergeMetadata, shippingParams, toShipping } from "../engine/shared-params.ts";
import { changeAndEmit } from "../events.ts";
import type { Charge } from "../objects.ts";
import { inRange, listPage, pageParams, timeRange } from "../protocol/pagination.ts";
import { accepted, clearable, metadata, object, oneOf, text } from "../protocol/params.ts";
import { route } from "../protocol/route.ts";
import { findCharge, findRefund } from "./find.ts";
import { searchPage, searchParams } from "./search.ts";

const retrieve = route({
  method: "GET",
  path: "/v1/charges/:id",
  params: {},
  handle: ({ sandbox, id }) => findCharge(sandbox, id),
});

/** The merchant's own judgment; `null` takes it back. https://docs.stripe.com/api/charges/update#update_charge-fraud_details */
function reported(
  details: Charge["fraud_details"],
  report: "fraudulent" | "safe" | null,
): Charge["fraud_details"] {
  const { user_report: _earlier, ...rest } = details ?? {};
  return report === null ? rest : { ...rest, user_report: report };
}

const update = route({
  method: "POST",
  path: "/v1/charges/:id",
  params: {
    customer: accepted(),
    description: clearable(text(1_000)),
    fraud_details: object({ user_report: clearable(oneOf("fraudulent", "safe")) }),
    metadata: metadata(),
    receipt_email: clearable(text()),
    shipping: shippingParams,
    transfer_group: clearable(text()),
  },
  handle({ sandbox, params, id }) {
    const charge = findCharge(sandbox, id);
    changeAndEmit(sandbox, "charge.updated", charge, (changed) => {
      if (params.description !== undefined) changed.description = params.description;
      if (params.fraud_details?.user_report !== undefined)
        changed.fraud_details = reported(changed.fraud_details, params.fraud_details.user_report);
      if (params.receipt_email !== undefined) changed.receipt_email = params.receipt_email;
      if (params.shipping !== undefined) changed.shipping = toShipping(params.shipping);
      if (params.transfer_group !== undefined) changed.transfer_group = params.transfer_group;
      changed.metadata = mergeMetadata(changed.metadata, params.metadata);
    });
    return charge;
  },
});

const listAll = route({
  method: "GET",
  path: "/v1/charges",
  params: {
    ...pageParams,
    created: timeRange(),
    customer: text(),
    payment_intent: text(),
    transfer_group: text(),
  },
  handle: ({ sandbox, params }) =>
    listPage(params, {
      collection: sandbox.store.charges,
      url: "/v1/charges",
      kind: "charge",
      keep: (row) =>
        inRange(row.created, params.created) &&
        (params.customer === undefined || row.customer === params.customer) &&
        (params.payment_intent === undefined || row.payment_intent === params.payment_intent) &&
        (params.transfer_group === undefined || row.transfer_group === params.transfer_group),
    }),
});

const search = route({
  method: "GET",
  path: "/v1/charges/search",
  params: searchParams,
  handle: ({ sandbox, params }) => searchPage(params, sandbox.store.charges, "/v1/charges/search"),
});

const refunds = route({
  method: "GET",
  path: "/v1/charges/:id/refunds",
  params: pageParams,
  handle({ sandbox, params, id }) {
    findCharge(sandbox, id);
    const keep = (row: { charge: string | null }): boolean => row.charge === id;
    return listPage(params, {
      collection: sandbox.store.refunds,
      url: `/v1/charges/${id}/refunds`,
      kind: "refund",
      keep,
    });
  },
});

const refund = route({
  method: "GET",
  path: "/v1/charges/:id/refunds/:refund",
  params: {},
  handle: ({ sandbox, childId }) => findRefund(sandbox, childId),
});

/** https://docs.stripe.com/api/charges */
export const chargeRoutes = [retrieve, update, listAll, search, refunds, refund];
