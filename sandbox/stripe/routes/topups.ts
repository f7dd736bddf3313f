import { bankOfToken } from "../engine/bank-details.ts";
import { checkAmount, checkCurrency } from "../engine/money.ts";
import { payoutFailureOf } from "../engine/payout-failures.ts";
import { mergeMetadata } from "../engine/shared-params.ts";
import { cancelTopup, createTopup } from "../engine/topups.ts";
import type { Topup } from "../objects.ts";
import { noSuch } from "../protocol/errors.ts";
import { inRange, listPage, pageParams, timeRange } from "../protocol/pagination.ts";
import { clearable, integer, metadata, notSimulated, oneOf, required, text } from "../protocol/params.ts";
import { route } from "../protocol/route.ts";
import type { Sandbox } from "../sandbox.ts";

function findTopup(sandbox: Sandbox, id: string): Topup {
  const found = sandbox.store.topups.find(id);
  if (found === undefined) throw noSuch("topup", id, "topup");
  return found;
}

const create = route({
  method: "POST",
  path: "/v1/topups",
  params: {
    amount: required(integer()),
    currency: required(text()),
    description: clearable(text()),
    metadata: metadata(),
    payment_method: notSimulated(),
    payment_method_options: notSimulated(),
    source: text(),
    statement_descriptor: text(15),
    transfer_group: text(),
  },
  handle({ sandbox, params }) {
    const currency = checkCurrency(params.currency);
    checkAmount(params.amount, currency);
    const bank = params.source === undefined ? null : bankOfToken(params.source);
    if (params.source !== undefined && bank === null) throw noSuch("source", params.source, "source", 400);
    return createTopup(sandbox, {
      amount: params.amount,
      currency,
      description: params.description ?? null,
      metadata: mergeMetadata({}, params.metadata),
      statementDescriptor: params.statement_descriptor ?? null,
      transferGroup: params.transfer_group ?? null,
      failure: bank === null ? undefined : payoutFailureOf(bank.number),
    });
  },
});

const retrieve = route({
  method: "GET",
  path: "/v1/topups/:id",
  params: {},
  handle: ({ sandbox, id }) => findTopup(sandbox, id),
});

const update = route({
  method: "POST",
  path: "/v1/topups/:id",
  params: { description: clearable(text()), metadata: metadata() },
  handle({ sandbox, params, id }) {
    const topup = findTopup(sandbox, id);
    if (params.description !== undefined) topup.description = params.description;
    topup.metadata = mergeMetadata(topup.metadata, params.metadata);
    return topup;
  },
});

const cancel = route({
  method: "POST",
  path: "/v1/topups/:id/cancel",
  params: {},
  handle({ sandbox, id }) {
    const topup = findTopup(sandbox, id);
    cancelTopup(sandbox, topup);
    return topup;
  },
});

const listAll = route({
  method: "GET",
  path: "/v1/topups",
  params: {
    ...pageParams,
    amount: timeRange(),
    created: timeRange(),
    status: oneOf("canceled", "failed", "pending", "succeeded"),
  },
  handle: ({ sandbox, params }) =>
    listPage(params, {
      collection: sandbox.store.topups,
      url: "/v1/topups",
      kind: "topup",
      keep: (row) =>
        inRange(row.created, params.created) &&
        inRange(row.amount, params.amount) &&
        (params.status === undefined || row.status === params.status),
    }),
});

/** https://docs.stripe.com/api/topups */
export const topupRoutes = [create, retrieve, update, cancel, listAll];
