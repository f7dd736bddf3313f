import { refundFee } from "../engine/application-fees.ts";
import { mergeMetadata } from "../engine/shared-params.ts";
import type { ApplicationFee, FeeRefund } from "../connect-objects.ts";
import { noSuch } from "../protocol/errors.ts";
import { inRange, listPage, pageParams, timeRange } from "../protocol/pagination.ts";
import { integer, metadata, text } from "../protocol/params.ts";
import { route } from "../protocol/route.ts";
import type { Sandbox } from "../sandbox.ts";

const ofFee = (id: string) => (row: FeeRefund) => row.fee === id;

function findFee(sandbox: Sandbox, id: string): ApplicationFee {
  const found = sandbox.store.applicationFees.find(id);
  if (found === undefined) throw noSuch("application fee", id, "id");
  return found;
}

function findRefund(sandbox: Sandbox, fee: string, id: string): FeeRefund {
  const found = sandbox.store.feeRefunds.find(id);
  if (found?.fee !== fee) throw noSuch("fee refund", id, "id");
  return found;
}

/** With the latest of its refunds, as the API shows it. */
function shown(sandbox: Sandbox, fee: ApplicationFee): object {
  const url = `/v1/application_fees/${fee.id}/refunds`;
  return {
    ...fee,
    refunds: listPage(
      {},
      { collection: sandbox.store.feeRefunds, url, kind: "fee refund", keep: ofFee(fee.id) },
    ),
  };
}

const retrieve = route({
  method: "GET",
  path: "/v1/application_fees/:id",
  params: {},
  handle: ({ sandbox, id }) => shown(sandbox, findFee(sandbox, id)),
});

const listAll = route({
  method: "GET",
  path: "/v1/application_fees",
  params: { ...pageParams, charge: text(), created: timeRange() },
  handle({ sandbox, params }) {
    return listPage(params, {
      collection: sandbox.store.applicationFees,
      url: "/v1/application_fees",
      kind: "application fee",
      view: (row) => shown(sandbox, row),
      keep: (row) =>
        inRange(row.created, params.created) && (params.charge === undefined || row.charge === params.charge),
    });
  },
});

const refund = route({
  method: "POST",
  path: "/v1/application_fees/:id/refunds",
  params: { amount: integer(), metadata: metadata() },
  handle: ({ sandbox, params, id }) =>
    refundFee(sandbox, findFee(sandbox, id).id, params.amount, mergeMetadata({}, params.metadata)),
});

const retrieveRefund = route({
  method: "GET",
  path: "/v1/application_fees/:id/refunds/:refund",
  params: {},
  handle: ({ sandbox, id, childId }) => findRefund(sandbox, id, childId),
});

const updateRefund = route({
  method: "POST",
  path: "/v1/application_fees/:id/refunds/:refund",
  params: { metadata: metadata() },
  handle({ sandbox, params, id, childId }) {
    const found = findRefund(sandbox, id, childId);
    found.metadata = mergeMetadata(found.metadata ?? {}, params.metadata);
    return found;
  },
});

const refunds = route({
  method: "GET",
  path: "/v1/application_fees/:id/refunds",
  params: pageParams,
  handle({ sandbox, params, id }) {
    findFee(sandbox, id);
    const url = `/v1/application_fees/${id}/refunds`;
    return listPage(params, {
      collection: sandbox.store.feeRefunds,
      url,
      kind: "fee refund",
      keep: ofFee(id),
    });
  },
});

/** https://docs.stripe.com/api/application_fees and https://docs.stripe.com/api/fee_refunds */
export const applicationFeeRoutes = [retrieve, listAll, refund, retrieveRefund, updateRefund, refunds];
