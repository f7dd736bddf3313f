import { balanceObject } from "../engine/balance.ts";
import { invalidRequest, noSuch } from "../protocol/errors.ts";
import { inRange, listPage, pageParams, timeRange } from "../protocol/pagination.ts";
import { text } from "../protocol/params.ts";
import { route } from "../protocol/route.ts";
import type { Sandbox } from "../sandbox.ts";

const retrieveBalance = route({
  method: "GET",
  path: "/v1/balance",
  params: {},
  handle: ({ sandbox }) => balanceObject(sandbox),
});

const retrieve = route({
  method: "GET",
  path: "/v1/balance_transactions/:id",
  params: {},
  handle({ sandbox, id }) {
    const found = sandbox.store.balanceTransactions.find(id);
    if (found === undefined) throw noSuch("balance_transaction", id, "id");
    return found;
  },
});

/** https://docs.stripe.com/api/balance_transactions/list#balance_transaction_list-payout: for automatic payouts only. */
function checkPayout(sandbox: Sandbox, id: string): void {
  const payout = sandbox.store.payouts.peek(id);
  if (payout === undefined) throw noSuch("payout", id, "payout", 400);
  if (!payout.automatic) {
    throw invalidRequest("Balance transaction history can only be filtered on automatic payouts.", {
      param: "payout",
    });
  }
}

const listAll = route({
  method: "GET",
  path: "/v1/balance_transactions",
  params: {
    ...pageParams,
    created: timeRange(),
    currency: text(),
    payout: text(),
    source: text(),
    type: text(),
  },
  handle({ sandbox, params }) {
    if (params.payout !== undefined) checkPayout(sandbox, params.payout);
    return listPage(params, {
      collection: sandbox.store.balanceTransactions,
      url: "/v1/balance_transactions",
      kind: "balance_transaction",
      keep: (row) =>
        inRange(row.created, params.created) &&
        (params.payout === undefined || sandbox.store.paidOutBy.peek(row.id) === params.payout) &&
        (params.currency === undefined || row.currency === params.currency) &&
        (params.source === undefined || row.source === params.source) &&
        (params.type === undefined || row.type === params.type),
    });
  },
});

/** https://docs.stripe.com/api/balance and https://docs.stripe.com/api/balance_transactions */
export const balanceRoutes = [retrieveBalance, retrieve, listAll];
