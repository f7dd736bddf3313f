import { checkCurrency } from "../engine/money.ts";
import { addressParams, mergeMetadata, toAddress } from "../engine/shared-params.ts";
import { createCalculation, type NewCalculation } from "../engine/tax-calculations.ts";
import { recordCalculation, reverseTransaction } from "../engine/tax-transactions.ts";
import { invalidParameter, noSuch } from "../protocol/errors.ts";
import { listRows, pageParams } from "../protocol/pagination.ts";
import {
  integer,
  list,
  metadata,
  notSimulated,
  object,
  oneOf,
  required,
  text,
  type Parsed,
} from "../protocol/params.ts";
import { route } from "../protocol/route.ts";
import { nowS, type Sandbox } from "../sandbox.ts";
import type { TaxCalculation, TaxTransaction } from "../tax-objects.ts";
import { findCustomer } from "./find.ts";

const behavior = oneOf("exclusive", "inclusive");
const calculationSpec = {
  currency: required(text()),
  customer: text(),
  customer_details: object({
    address: addressParams,
    address_source: oneOf("billing", "shipping"),
    ip_address: notSimulated(),
    tax_ids: list(object({ type: required(text()), value: required(text()) })),
    taxability_override: oneOf("customer_exempt", "none", "reverse_charge"),
  }),
  line_items: required(
    list(
      object({
        amount: required(integer()),
        metadata: metadata(),
        performance_location: notSimulated(),
        product: text(),
        quantity: integer(),
        reference: text(),
        tax_behavior: behavior,
        tax_code: text(),
      }),
    ),
  ),
  ship_from_details: object({ address: required(addressParams) }),
  shipping_cost: object({
    amount: required(integer()),
    shipping_rate: notSimulated(),
    tax_behavior: behavior,
    tax_code: text(),
  }),
  tax_date: integer(),
};

function readCalculation(sandbox: Sandbox, given: Parsed<typeof calculationSpec>): NewCalculation {
  if ((given.customer === undefined) === (given.customer_details === undefined)) {
    throw invalidParameter("You must specify either `customer` or `customer_details`.", {
      code: "parameter_missing",
      param: "customer_details",
    });
  }
  const customer = given.customer === undefined ? null : findCustomer(sandbox, given.customer);
  const details = given.customer_details;
  const shipping = given.shipping_cost;
  return {
    currency: checkCurrency(given.currency),
    customer: customer?.id ?? null,
    details: {
      address:
        customer === null
          ? toAddress(details?.address)
          : (customer.shipping?.address ?? customer.address ?? null),
      address_source: details?.address_source ?? (customer?.shipping ? "shipping" : "billing"),
      ip_address: null,
      tax_ids: [...(details?.tax_ids ?? [])],
      taxability_override:
        details?.taxability_override ?? (customer?.tax_exempt === "exempt" ? "customer_exempt" : "none"),
    },
    lines: given.line_items.map((line, index) => ({
      amount: line.amount,
      behavior: line.tax_behavior ?? "exclusive",
      code: line.tax_code ?? sandbox.store.products.peek(line.product ?? "")?.tax_code ?? undefined,
      metadata: mergeMetadata({}, line.metadata),
      product: line.product ?? null,
      quantity: line.quantity ?? 1,
      reference: line.reference ?? `L${index + 1}`,
    })),
    shipFrom: given.ship_from_details === undefined ? null : toAddress(given.ship_from_details.address),
    shipping:
      shipping === undefined
        ? null
        : {
            amount: shipping.amount,
            behavior: shipping.tax_behavior ?? "exclusive",
            code: shipping.tax_code,
          },
    taxDate: given.tax_date ?? nowS(),
  };
}

function findCalculation(sandbox: Sandbox, id: string, param: string, status: 400 | 404): TaxCalculation {
  const found = sandbox.store.taxCalculations.find(id);
  if (found === undefined) throw noSuch("tax calculation", id, param, status);
  return found;
}

function findTransaction(sandbox: Sandbox, id: string, param: string, status: 400 | 404): TaxTransaction {
  const found = sandbox.store.taxTransactions.find(id);
  if (found === undefined) throw noSuch("tax transaction", id, param, status);
  return found;
}

const calculate = route({
  method: "POST",
  path: "/v1/tax/calculations",
  params: calculationSpec,
  handle: ({ sandbox, params }) => createCalculation(sandbox, readCalculation(sandbox, params)),
});

const calculation = route({
  method: "GET",
  path: "/v1/tax/calculations/:id",
  params: {},
  handle: ({ sandbox, id }) => findCalculation(sandbox, id, "calculation", 404),
});

const calculationLines = route({
  method: "GET",
  path: "/v1/tax/calculations/:id/line_items",
  params: pageParams,
  handle({ sandbox, params, id }) {
    findCalculation(sandbox, id, "calculation", 404);
    const rows = sandbox.store.taxLines.peek(id) ?? [];
    return listRows(params, { rows, url: `/v1/tax/calculations/${id}/line_items`, kind: "tax line item" });
  },
});

const record = route({
  method: "POST",
  path: "/v1/tax/transactions/create_from_calculation",
  params: {
    calculation: required(text()),
    metadata: metadata(),
    posted_at: integer(),
    reference: required(text(500)),
  },
  handle: ({ sandbox, params }) =>
    recordCalculation(sandbox, findCalculation(sandbox, params.calculation, "calculation", 400), {
      reference: params.reference,
      metadata: mergeMetadata({}, params.metadata),
      postedAt: params.posted_at,
    }),
});

const reverse = route({
  method: "POST",
  path: "/v1/tax/transactions/create_reversal",
  params: {
    flat_amount: notSimulated(),
    line_items: list(
      object({
        amount: required(integer()),
        amount_tax: required(integer()),
        metadata: metadata(),
        original_line_item: required(text()),
        quantity: integer(),
        reference: required(text()),
      }),
    ),
    metadata: metadata(),
    mode: required(oneOf("full", "partial")),
    original_transaction: required(text()),
    reference: required(text(500)),
    shipping_cost: notSimulated(),
  },
  handle({ sandbox, params }) {
    const { mode, line_items: lines } = params;
    if (mode === "partial" && lines === undefined)
      throw invalidParameter("Missing required param: line_items.", {
        code: "parameter_missing",
        param: "line_items",
      });
    const original = findTransaction(sandbox, params.original_transaction, "original_transaction", 400);
    const given = {
      reference: params.reference,
      metadata: mergeMetadata({}, params.metadata),
      postedAt: undefined,
    };
    const partial = (lines ?? []).map((line) => ({
      original: line.original_line_item,
      reference: line.reference,
      amount: line.amount,
      tax: line.amount_tax,
      quantity: line.quantity,
      metadata: mergeMetadata({}, line.metadata),
    }));
    return reverseTransaction(sandbox, original, given, mode === "full" ? null : partial);
  },
});

const transaction = route({
  method: "GET",
  path: "/v1/tax/transactions/:id",
  params: {},
  handle: ({ sandbox, id }) => findTransaction(sandbox, id, "transaction", 404),
});

const transactionLines = route({
  method: "GET",
  path: "/v1/tax/transactions/:id/line_items",
  params: pageParams,
  handle({ sandbox, params, id }) {
    findTransaction(sandbox, id, "transaction", 404);
    const rows = sandbox.store.taxTransactionLines.peek(id) ?? [];
    return listRows(params, { rows, url: `/v1/tax/transactions/${id}/line_items`, kind: "tax line item" });
  },
});

/** https://docs.stripe.com/api/tax/calculations and https://docs.stripe.com/api/tax/transactions */
export const taxRoutes = [
  calculate,
  calculation,
  calculationLines,
  record,
  reverse,
  transaction,
  transactionLines,
];
