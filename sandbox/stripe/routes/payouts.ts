import { bankAccountFor } from "../engine/bank-accounts.ts";
import { checkCurrency } from "../engine/money.ts";
import { cancelPayout, createPayout, reversePayout } from "../engine/payouts.ts";
import { mergeMetadata } from "../engine/shared-params.ts";
import { changeAndEmit } from "../events.ts";
import type { BankAccount, Payout } from "../objects.ts";
import { invalidParameter, invalidRequest, noSuch } from "../protocol/errors.ts";
import { inRange, listPage, pageParams, timeRange } from "../protocol/pagination.ts";
import { integer, metadata, notSimulated, oneOf, required, text, type Parsed } from "../protocol/params.ts";
import { route } from "../protocol/route.ts";
import type { Sandbox } from "../sandbox.ts";

const createSpec = {
  amount: required(integer()),
  currency: required(text()),
  description: text(),
  destination: text(),
  metadata: metadata(),
  method: oneOf("instant", "standard"),
  payout_method: notSimulated(),
  source_type: oneOf("bank_account", "card", "fpx"),
  statement_descriptor: text(22),
};

function findPayout(sandbox: Sandbox, id: string): Payout {
  const found = sandbox.store.payouts.find(id);
  if (found === undefined) throw noSuch("payout", id, "payout");
  return found;
}

function destinationOf(sandbox: Sandbox, currency: string, given: string | undefined): BankAccount {
  if (given === undefined) {
    const usual = bankAccountFor(sandbox, currency);
    if (usual !== undefined) return usual;
    throw invalidRequest(`Sorry, you don't have any external accounts in that currency (${currency}).`, {
      param: "currency",
    });
  }
  const named = sandbox.store.bankAccounts.find(given);
  if (named === undefined) throw noSuch("external account", given, "destination", 400);
  if (named.currency === currency) return named;
  throw invalidRequest(`The bank account ${given} is paid in ${named.currency}, not in ${currency}.`, {
    param: "destination",
  });
}

function newPayout(sandbox: Sandbox, params: Parsed<typeof createSpec>): Payout {
  const currency = checkCurrency(params.currency);
  if (params.amount < 1) {
    throw invalidParameter("This value must be greater than or equal to 1.", {
      code: "parameter_invalid_integer",
      param: "amount",
    });
  }
  const destination = destinationOf(sandbox, currency, params.destination);
  const method = params.method ?? "standard";
  if (destination.available_payout_methods?.some((known) => known === method) !== true) {
    throw invalidRequest(`The bank account ${destination.id} cannot be paid by the method ${method}.`, {
      code: "instant_payouts_unsupported",
      param: "method",
    });
  }
  if (params.source_type !== undefined && params.source_type !== "card") {
    throw invalidRequest(`You have no ${params.source_type} balance to pay out from.`, {
      code: "balance_insufficient",
      param: "source_type",
    });
  }
  return createPayout(sandbox, {
    amount: params.amount,
    destination,
    isAutomatic: false,
    method,
    description: params.description ?? null,
    metadata: mergeMetadata({}, params.metadata),
    statementDescriptor: params.statement_descriptor ?? null,
    originalPayout: null,
  });
}

const create = route({
  method: "POST",
  path: "/v1/payouts",
  params: createSpec,
  handle: ({ sandbox, params }) => newPayout(sandbox, params),
});

const retrieve = route({
  method: "GET",
  path: "/v1/payouts/:id",
  params: {},
  handle: ({ sandbox, id }) => findPayout(sandbox, id),
});

const update = route({
  method: "POST",
  path: "/v1/payouts/:id",
  params: { metadata: metadata() },
  handle({ sandbox, params, id }) {
    const payout = findPayout(sandbox, id);
    changeAndEmit(sandbox, "payout.updated", payout, (changed) => {
      changed.metadata = mergeMetadata(changed.metadata ?? {}, params.metadata);
    });
    return payout;
  },
});

const cancel = route({
  method: "POST",
  path: "/v1/payouts/:id/cancel",
  params: {},
  handle({ sandbox, id }) {
    const payout = findPayout(sandbox, id);
    cancelPayout(sandbox, payout);
    return payout;
  },
});

const reverse = route({
  method: "POST",
  path: "/v1/payouts/:id/reverse",
  params: { metadata: metadata() },
  handle: ({ sandbox, params, id }) =>
    reversePayout(sandbox, findPayout(sandbox, id), mergeMetadata({}, params.metadata)),
});

const listAll = route({
  method: "GET",
  path: "/v1/payouts",
  params: {
    ...pageParams,
    arrival_date: timeRange(),
    created: timeRange(),
    destination: text(),
    status: oneOf("pending", "in_transit", "paid", "failed", "canceled"),
  },
  handle: ({ sandbox, params }) =>
    listPage(params, {
      collection: sandbox.store.payouts,
      url: "/v1/payouts",
      kind: "payout",
      keep: (row) =>
        inRange(row.created, params.created) &&
        inRange(row.arrival_date, params.arrival_date) &&
        (params.destination === undefined || row.destination === params.destination) &&
        (params.status === undefined || row.status === params.status),
    }),
});

/** https://docs.stripe.com/api/payouts */
export const payoutRoutes = [create, retrieve, update, cancel, reverse, listAll];
