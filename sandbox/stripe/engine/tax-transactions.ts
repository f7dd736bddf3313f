import { newId } from "../ids.ts";
import type { Metadata } from "../objects.ts";
import { invalidRequest } from "../protocol/errors.ts";
import { nowS, type Sandbox } from "../sandbox.ts";
import type { TaxCalculation, TaxTransaction, TaxTransactionLine } from "../tax-objects.ts";

type NewTransaction = {
  readonly reference: string;
  readonly metadata: Metadata;
  readonly postedAt: number | undefined;
};

function claimReference(sandbox: Sandbox, reference: string): void {
  const isTaken = [...(sandbox.store.taxTransactions.oldestFirst() ?? [])].some(
    (row) => row.reference === reference,
  );
  if (isTaken)
    throw invalidRequest(`A tax transaction with the reference '${reference}' already exists.`, {
      code: "resource_already_exists",
      param: "reference",
    });
}

/** Records what was calculated. https://docs.stripe.com/api/tax/transactions/create_from_calculation */
export function recordCalculation(
  sandbox: Sandbox,
  calculation: TaxCalculation,
  given: NewTransaction,
): TaxTransaction {
  if ((calculation.expires_at ?? 0) <= nowS())
    throw invalidRequest(`The tax calculation ${calculation.id} has expired.`, {
      code: "taxes_calculation_failed",
      param: "calculation",
    });
  claimReference(sandbox, given.reference);
  const lines = (sandbox.store.taxLines.peek(calculation.id) ?? []).map((line): TaxTransactionLine => ({
    id: newId("tax_li_"),
    object: "tax.transaction_line_item",
    amount: line.amount,
    amount_tax: line.amount_tax,
    livemode: false,
    metadata: line.metadata,
    product: line.product,
    quantity: line.quantity,
    reference: line.reference,
    reversal: null,
    tax_behavior: line.tax_behavior,
    tax_code: line.tax_code,
    type: "transaction",
  }));
  return insert(sandbox, calculation, given, { lines, reversal: null, shipping: calculation.shipping_cost });
}

type Body = {
  readonly lines: readonly TaxTransactionLine[];
  readonly reversal: TaxTransaction["reversal"];
  readonly shipping: TaxTransaction["shipping_cost"];
};

function insert(
  sandbox: Sandbox,
  source: Pick<
    TaxTransaction,
    "currency" | "customer" | "customer_details" | "ship_from_details" | "tax_date"
  >,
  given: NewTransaction,
  { lines, reversal, shipping }: Body,
): TaxTransaction {
  const { currency, customer, customer_details, ship_from_details, tax_date } = source;
  const transaction = sandbox.store.taxTransactions.insert({
    id: newId("tax_"),
    object: "tax.transaction",
    created: nowS(),
    currency,
    customer,
    customer_details,
    livemode: false,
    metadata: given.metadata,
    posted_at: given.postedAt ?? nowS(),
    reference: given.reference,
    reversal,
    ship_from_details,
    shipping_cost: shipping,
    tax_date,
    type: reversal === null ? "transaction" : "reversal",
  });
  sandbox.store.taxTransactionLines.set(transaction.id, [...lines]);
  return transaction;
}

export type ReversedLine = {
  readonly original: string;
  readonly reference: string;
  readonly amount: number;
  readonly tax: number;
  readonly quantity: number | undefined;
  readonly metadata: Metadata;
};

function reversedSoFar(sandbox: Sandbox, lineId: string): number {
  return [...(sandbox.store.taxTransactions.oldestFirst() ?? [])]
    .flatMap(({ id }) => sandbox.store.taxTransactionLines.peek(id) ?? [])
    .filter((line) => line.reversal?.original_line_item === lineId)
    .reduce((sum, line) => sum + line.amount, 0);
}

/** Takes back all of a transaction, or of the lines named. https://docs.stripe.com/api/tax/transactions/create_reversal */
export function reverseTransaction(
  sandbox: Sandbox,
  original: TaxTransaction,
  given: NewTransaction,
  partial: readonly ReversedLine[] | null,
): TaxTransaction {
  if (original.type === "reversal")
    throw invalidRequest("A reversal cannot be reversed.", { param: "original_transaction" });
  claimReference(sandbox, given.reference);
  const lines = sandbox.store.taxTransactionLines.peek(original.id) ?? [];
  const wanted =
    partial ??
    lines.map(({ id, reference, amount, amount_tax, quantity }) => ({
      original: id,
      reference,
      amount: -amount,
      tax: -amount_tax,
      quantity,
      metadata: {},
    }));
  const reversed = wanted.map((line): TaxTransactionLine => {
    const source = lines.find(({ id }) => id === line.original);
    if (source === undefined)
      throw invalidRequest(`No such tax transaction line item: '${line.original}'`, {
        code: "resource_missing",
        param: "line_items",
      });
    if (line.amount > 0 || reversedSoFar(sandbox, source.id) + line.amount < -source.amount)
      throw invalidRequest("You cannot reverse more than was recorded.", { param: "line_items" });
    return {
      ...source,
      id: newId("tax_li_"),
      amount: line.amount,
      amount_tax: line.tax,
      metadata: line.metadata,
      quantity: line.quantity ?? source.quantity,
      reference: line.reference,
      reversal: { original_line_item: source.id },
      type: "reversal",
    };
  });
  const { shipping_cost: cost } = original;
  const shipping =
    partial !== null || cost === null
      ? null
      : { ...cost, amount: -cost.amount, amount_tax: -cost.amount_tax };
  return insert(sandbox, original, given, {
    lines: reversed,
    reversal: { original_transaction: original.id },
    shipping,
  });
}
