import { checkAmount, checkCurrency } from "../engine/money.ts";
import { mergeMetadata } from "../engine/shared-params.ts";
import { createTransfer, reverseTransfer } from "../engine/transfers.ts";
import type { Transfer, TransferReversal } from "../connect-objects.ts";
import { changeAndEmit } from "../events.ts";
import { invalidParameter, invalidRequest, noSuch } from "../protocol/errors.ts";
import { inRange, listPage, pageParams, timeRange } from "../protocol/pagination.ts";
import { boolean, clearable, integer, metadata, oneOf, required, text } from "../protocol/params.ts";
import { route } from "../protocol/route.ts";
import type { Sandbox } from "../sandbox.ts";
import { findCharge } from "./find.ts";

const ofTransfer = (id: string) => (row: TransferReversal) => row.transfer === id;

function findTransfer(sandbox: Sandbox, id: string): Transfer {
  const found = sandbox.store.transfers.find(id);
  if (found === undefined) throw noSuch("transfer", id, "transfer");
  return found;
}

function findReversal(sandbox: Sandbox, transfer: string, id: string): TransferReversal {
  const found = sandbox.store.transferReversals.find(id);
  if (found?.transfer !== transfer) throw noSuch("transfer reversal", id, "reversal");
  return found;
}

/** With the latest of its reversals, as the API shows it. */
function shown(sandbox: Sandbox, transfer: Transfer): object {
  const url = `/v1/transfers/${transfer.id}/reversals`;
  const kind = "transfer reversal";
  const reversals = listPage(
    {},
    { collection: sandbox.store.transferReversals, url, kind, keep: ofTransfer(transfer.id) },
  );
  return { ...transfer, reversals };
}

const create = route({
  method: "POST",
  path: "/v1/transfers",
  params: {
    amount: integer(),
    currency: required(text()),
    description: text(),
    destination: required(text()),
    metadata: metadata(),
    source_transaction: text(),
    source_type: oneOf("card"),
    transfer_group: text(),
  },
  handle({ sandbox, params }) {
    const currency = checkCurrency(params.currency);
    const source =
      params.source_transaction === undefined
        ? null
        : findCharge(sandbox, params.source_transaction, "source_transaction", 400);
    const amount = params.amount ?? source?.amount_captured;
    if (amount === undefined)
      throw invalidParameter("Missing required param: amount.", {
        code: "parameter_missing",
        param: "amount",
      });
    if (amount < 1) checkAmount(amount, currency);
    const destination = sandbox.store.accounts.peek(params.destination);
    if (destination === undefined) throw noSuch("destination", params.destination, "destination", 400);
    if (source !== null && source.currency !== currency)
      throw invalidRequest(
        "The currency of source_transaction's balance transaction must be the same as the transfer currency.",
        { param: "currency" },
      );
    const transfer = createTransfer(sandbox, {
      amount,
      currency,
      destination,
      description: params.description ?? null,
      metadata: mergeMetadata({}, params.metadata),
      source,
      transferGroup: params.transfer_group ?? source?.transfer_group ?? null,
    });
    return shown(sandbox, transfer);
  },
});

const retrieve = route({
  method: "GET",
  path: "/v1/transfers/:id",
  params: {},
  handle: ({ sandbox, id }) => shown(sandbox, findTransfer(sandbox, id)),
});

const update = route({
  method: "POST",
  path: "/v1/transfers/:id",
  params: { description: clearable(text()), metadata: metadata() },
  handle({ sandbox, params, id }) {
    const transfer = findTransfer(sandbox, id);
    changeAndEmit(sandbox, "transfer.updated", transfer, (changed) => {
      if (params.description !== undefined) changed.description = params.description;
      changed.metadata = mergeMetadata(changed.metadata, params.metadata);
    });
    return shown(sandbox, transfer);
  },
});

const listAll = route({
  method: "GET",
  path: "/v1/transfers",
  params: { ...pageParams, created: timeRange(), destination: text(), transfer_group: text() },
  handle({ sandbox, params }) {
    return listPage(params, {
      collection: sandbox.store.transfers,
      url: "/v1/transfers",
      kind: "transfer",
      view: (row) => shown(sandbox, row),
      keep: (row) =>
        inRange(row.created, params.created) &&
        (params.destination === undefined || row.destination === params.destination) &&
        (params.transfer_group === undefined || row.transfer_group === params.transfer_group),
    });
  },
});

const reverse = route({
  method: "POST",
  path: "/v1/transfers/:id/reversals",
  params: { amount: integer(), description: text(), metadata: metadata(), refund_application_fee: boolean() },
  handle({ sandbox, params, id }) {
    if (params.refund_application_fee === true)
      throw invalidRequest("This transfer has no application fee that could be refunded.", {
        param: "refund_application_fee",
      });
    return reverseTransfer(sandbox, findTransfer(sandbox, id), {
      amount: params.amount,
      metadata: mergeMetadata({}, params.metadata),
      sourceRefund: null,
    });
  },
});

const retrieveReversal = route({
  method: "GET",
  path: "/v1/transfers/:id/reversals/:reversal",
  params: {},
  handle: ({ sandbox, id, childId }) => findReversal(sandbox, id, childId),
});

const updateReversal = route({
  method: "POST",
  path: "/v1/transfers/:id/reversals/:reversal",
  params: { metadata: metadata() },
  handle({ sandbox, params, id, childId }) {
    const reversal = findReversal(sandbox, id, childId);
    reversal.metadata = mergeMetadata(reversal.metadata ?? {}, params.metadata);
    return reversal;
  },
});

const reversals = route({
  method: "GET",
  path: "/v1/transfers/:id/reversals",
  params: pageParams,
  handle({ sandbox, params, id }) {
    findTransfer(sandbox, id);
    const url = `/v1/transfers/${id}/reversals`;
    return listPage(params, {
      collection: sandbox.store.transferReversals,
      url,
      kind: "transfer reversal",
      keep: ofTransfer(id),
    });
  },
});

/** https://docs.stripe.com/api/transfers and https://docs.stripe.com/api/transfer_reversals */
export const transferRoutes = [
  create,
  retrieve,
  update,
  listAll,
  reverse,
  retrieveReversal,
  updateReversal,
  reversals,
];
