import { applyCustomerBalance, receiveTransfer } from "../engine/bank-transfers.ts";
import { cashBalanceOf } from "../engine/cash-balances.ts";
import { financialAddresses, TRANSFER_TYPES, transferCountry } from "../engine/funding-instructions.ts";
import { checkCurrency } from "../engine/money.ts";
import { invalidParameter, invalidRequest, noSuch } from "../protocol/errors.ts";
import { listPage, pageParams } from "../protocol/pagination.ts";
import { integer, object, oneOf, required, text } from "../protocol/params.ts";
import { route } from "../protocol/route.ts";
import { findCustomer, findPaymentIntent } from "./find.ts";
import { bankTransferParams } from "./method-options-params.ts";

const retrieve = route({
  method: "GET",
  path: "/v1/customers/:id/cash_balance",
  params: {},
  handle: ({ sandbox, id }) => cashBalanceOf(sandbox, findCustomer(sandbox, id, "customer", 404).id),
});

const update = route({
  method: "POST",
  path: "/v1/customers/:id/cash_balance",
  params: {
    settings: object({ reconciliation_mode: oneOf("automatic", "manual", "merchant_default") }),
  },
  handle({ sandbox, params, id }) {
    const balance = cashBalanceOf(sandbox, findCustomer(sandbox, id, "customer", 404).id);
    const mode = params.settings?.reconciliation_mode;
    if (mode !== undefined) {
      balance.settings = {
        reconciliation_mode: mode === "manual" ? "manual" : "automatic",
        using_merchant_default: mode === "merchant_default",
      };
    }
    return balance;
  },
});

const transactions = route({
  method: "GET",
  path: "/v1/customers/:id/cash_balance_transactions",
  params: pageParams,
  handle({ sandbox, params, id }) {
    findCustomer(sandbox, id, "customer", 404);
    return listPage(params, {
      collection: sandbox.store.cashTransactions,
      url: `/v1/customers/${id}/cash_balance_transactions`,
      kind: "customer_cash_balance_transaction",
      keep: (row) => row.customer === id,
    });
  },
});

const transaction = route({
  method: "GET",
  path: "/v1/customers/:id/cash_balance_transactions/:transaction",
  params: {},
  handle({ sandbox, id, childId }) {
    const found = sandbox.store.cashTransactions.find(childId);
    if (found?.customer !== id) throw noSuch("customer_cash_balance_transaction", childId, "transaction");
    return found;
  },
});

const fundingInstructions = route({
  method: "POST",
  path: "/v1/customers/:id/funding_instructions",
  params: {
    bank_transfer: required(bankTransferParams),
    currency: required(text()),
    funding_type: required(oneOf("bank_transfer")),
  },
  handle({ sandbox, params, id }) {
    const customer = findCustomer(sandbox, id, "customer", 404);
    const currency = checkCurrency(params.currency);
    const { type, eu_bank_transfer: eu } = params.bank_transfer;
    if (TRANSFER_TYPES[currency] !== type)
      throw invalidRequest(`Bank transfers of type ${type} cannot be used with ${currency}.`, {
        param: "currency",
      });
    return {
      object: "funding_instructions",
      bank_transfer: {
        country: transferCountry(type, eu?.country),
        financial_addresses: financialAddresses(customer.id, type, eu?.country),
        type,
      },
      currency,
      funding_type: "bank_transfer",
      livemode: false,
    };
  },
});

/** https://docs.stripe.com/api/cash_balance_transactions/fund_cash_balance */
const fund = route({
  method: "POST",
  path: "/v1/test_helpers/customers/:id/fund_cash_balance",
  params: { amount: required(integer()), currency: required(text()), reference: text() },
  handle({ sandbox, params, id }) {
    const customer = findCustomer(sandbox, id, "customer", 404);
    const currency = checkCurrency(params.currency);
    if (params.amount < 1)
      throw invalidParameter("This value must be greater than or equal to 1.", {
        code: "parameter_invalid_integer",
        param: "amount",
      });
    if (TRANSFER_TYPES[currency] === undefined)
      throw invalidRequest(`Bank transfers cannot be made in ${currency}.`, { param: "currency" });
    const funds = { amount: params.amount, currency, reference: params.reference ?? null };
    return receiveTransfer(sandbox, customer.id, funds);
  },
});

const apply = route({
  method: "POST",
  path: "/v1/payment_intents/:id/apply_customer_balance",
  params: { amount: integer(), currency: text() },
  handle({ sandbox, params, id }) {
    const intent = findPaymentIntent(sandbox, id);
    applyCustomerBalance(sandbox, intent, { amount: params.amount, currency: params.currency });
    return intent;
  },
});

/** https://docs.stripe.com/api/cash_balance */
export const cashBalanceRoutes = [
  retrieve,
  update,
  transactions,
  transaction,
  fundingInstructions,
  fund,
  apply,
];
