import { newId } from "../ids.ts";
import type { LineItem, Metadata, Price } from "../objects.ts";
import { invalidRequest } from "../protocol/errors.ts";
import type { Sandbox } from "../sandbox.ts";
import { checkAmount } from "./money.ts";
import { amountFor } from "./prices.ts";

type NewLineItem = { readonly price: Price; readonly quantity: number; readonly metadata: Metadata };

const QUANTITY_MAX = 999_999;

/** One line: so many of a price, named like its product. */
export function buildLineItem(sandbox: Sandbox, { price, quantity, metadata }: NewLineItem): LineItem {
  if (quantity < 1 || quantity > QUANTITY_MAX) {
    throw invalidRequest(`Quantity must be between 1 and ${QUANTITY_MAX}.`, {
      param: "line_items[quantity]",
    });
  }
  const amount = amountFor(price, quantity);
  return {
    id: newId("li_"),
    object: "item",
    adjustable_quantity: null,
    amount_discount: 0,
    amount_subtotal: amount,
    amount_tax: 0,
    amount_total: amount,
    currency: price.currency,
    description: sandbox.store.products.peek(price.product)?.name ?? null,
    metadata,
    price: { ...price },
    quantity,
  };
}

/** The currency of all lines, which must be one. */
export function currencyOf(items: readonly LineItem[]): string {
  const [first = "usd", ...others] = new Set(items.map(({ currency }) => currency));
  if (others.length === 0) return first;
  throw invalidRequest(
    `All prices on a Checkout Session must have the same currency; these are in ${[first, ...others].join(", ")}.`,
    { param: "line_items" },
  );
}

/** The sum of the lines. Nothing at all is free; anything else must be an amount that can be charged. */
export function totalOf(items: readonly LineItem[], currency: string): number {
  const total = items.reduce((sum, { amount_total }) => sum + amount_total, 0);
  if (total === 0) return 0;
  checkAmount(total, currency);
  return total;
}
