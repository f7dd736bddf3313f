import { buildLineItem } from "../engine/line-items.ts";
import { checkCurrency } from "../engine/money.ts";
import { createPrice, createProduct } from "../engine/prices.ts";
import { mergeMetadata } from "../engine/shared-params.ts";
import type { LineItem, Price } from "../objects.ts";
import { invalidParameter, invalidRequest } from "../protocol/errors.ts";
import type { Parsed } from "../protocol/params.ts";
import type { Sandbox } from "../sandbox.ts";
import type { lineItemParams } from "./checkout-session-params.ts";
import { findPrice } from "./prices.ts";
import { findProduct } from "./products.ts";

type Given = NonNullable<Parsed<{ items: typeof lineItemParams }>["items"]>[number];

function priceOf(sandbox: Sandbox, { price, price_data: data }: Given, name: string): Price {
  if ((price === undefined) === (data === undefined)) {
    throw invalidParameter("You must specify either `price` or `price_data` for each line item.", {
      code: "parameter_missing",
      param: `${name}[price]`,
    });
  }
  if (data === undefined) {
    const named = findPrice(sandbox, price ?? "", `${name}[price]`, 400);
    if (named.active) return named;
    throw invalidRequest(`The price specified is inactive. This field only accepts active prices.`, {
      param: `${name}[price]`,
    });
  }
  if ((data.product === undefined) === (data.product_data === undefined)) {
    throw invalidParameter("You must specify either `product` or `product_data` when creating a price.", {
      code: "parameter_missing",
      param: `${name}[price_data][product]`,
    });
  }
  const product =
    data.product === undefined
      ? createProduct(sandbox, {
          ...data.product_data,
          name: data.product_data?.name ?? "",
          active: false,
          metadata: mergeMetadata({}, data.product_data?.metadata),
          taxCode: data.product_data?.tax_code,
          unitLabel: data.product_data?.unit_label,
        })
      : findProduct(sandbox, data.product, `${name}[price_data][product]`, 400);
  return createPrice(
    sandbox,
    {
      product: product.id,
      currency: checkCurrency(data.currency),
      amount: data,
      metadata: mergeMetadata({}, data.metadata),
      taxBehavior: data.tax_behavior,
    },
    false,
  );
}

/** The lines that a form describes. https://docs.stripe.com/api/checkout/sessions/create#create_checkout_session-line_items */
export function readLineItems(sandbox: Sandbox, given: readonly Given[]): readonly LineItem[] {
  return given.map((item, index) => {
    const name = `line_items[${index}]`;
    if (item.quantity === undefined) {
      throw invalidParameter(`Missing required param: ${name}[quantity].`, {
        code: "parameter_missing",
        param: `${name}[quantity]`,
      });
    }
    return buildLineItem(sandbox, {
      price: priceOf(sandbox, item, name),
      quantity: item.quantity,
      metadata: mergeMetadata({}, item.metadata),
    });
  });
}
