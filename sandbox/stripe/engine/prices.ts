import { emit } from "../events.ts";
import { newId } from "../ids.ts";
import type { Metadata, Price, Product } from "../objects.ts";
import { invalidParameter, invalidRequest } from "../protocol/errors.ts";
import { nowS, type Sandbox } from "../sandbox.ts";

export type TaxBehavior = "exclusive" | "inclusive" | "unspecified";

type NewProduct = {
  readonly id?: string | undefined;
  readonly name: string;
  readonly active?: boolean | undefined;
  readonly description?: string | null | undefined;
  readonly images?: readonly string[] | undefined;
  readonly metadata: Metadata;
  readonly shippable?: boolean | undefined;
  readonly statementDescriptor?: string | undefined;
  readonly taxCode?: string | null | undefined;
  readonly unitLabel?: string | null | undefined;
  readonly url?: string | null | undefined;
};

/** https://docs.stripe.com/api/products/create */
export function createProduct(sandbox: Sandbox, given: NewProduct): Product {
  const id = given.id ?? newId("prod_");
  if (sandbox.store.products.peek(id) !== undefined) {
    throw invalidRequest(`Product already exists: ${id}`, { code: "resource_already_exists", param: "id" });
  }
  const product = sandbox.store.products.insert({
    id,
    object: "product",
    active: given.active ?? true,
    created: nowS(),
    default_price: null,
    description: given.description ?? null,
    images: [...(given.images ?? [])],
    livemode: false,
    marketing_features: [],
    metadata: given.metadata,
    name: given.name,
    package_dimensions: null,
    shippable: given.shippable ?? null,
    statement_descriptor: given.statementDescriptor ?? null,
    tax_code: given.taxCode ?? null,
    tax_details: null,
    type: "service",
    unit_label: given.unitLabel ?? null,
    updated: nowS(),
    url: given.url ?? null,
  });
  emit(sandbox, "product.created", product);
  return product;
}

/** `1050` or `10.5` of the smallest unit, exactly one of them. https://docs.stripe.com/api/prices/create */
export type UnitAmount = {
  readonly unit_amount?: number | undefined;
  readonly unit_amount_decimal?: string | undefined;
};

type NewPrice = {
  readonly product: string;
  readonly currency: string;
  readonly amount: UnitAmount;
  readonly active?: boolean | undefined;
  readonly lookupKey?: string | undefined;
  readonly metadata: Metadata;
  readonly nickname?: string | undefined;
  readonly taxBehavior?: TaxBehavior | undefined;
};

function decimalOf({ unit_amount, unit_amount_decimal }: UnitAmount): string {
  if ((unit_amount === undefined) === (unit_amount_decimal === undefined)) {
    throw invalidParameter(
      unit_amount === undefined
        ? "Prices require an `unit_amount` or `unit_amount_decimal` parameter to be set."
        : "You may only specify one of these parameters: unit_amount, unit_amount_decimal.",
      { code: "parameter_missing", param: "unit_amount" },
    );
  }
  const decimal = unit_amount_decimal ?? String(unit_amount);
  if (!/^\d{1,12}(\.\d{1,12})?$/.test(decimal)) {
    throw invalidParameter("Invalid non-negative integer", {
      code: "parameter_invalid_integer",
      param: unit_amount === undefined ? "unit_amount_decimal" : "unit_amount",
    });
  }
  return decimal;
}

/** A price that exists for one line of one session has no event; `isShared` ones have. */
export function createPrice(sandbox: Sandbox, given: NewPrice, isShared: boolean): Price {
  const decimal = decimalOf(given.amount);
  const price = sandbox.store.prices.insert({
    id: newId("price_"),
    object: "price",
    active: given.active ?? isShared,
    billing_scheme: "per_unit",
    created: nowS(),
    currency: given.currency,
    custom_unit_amount: null,
    livemode: false,
    lookup_key: given.lookupKey ?? null,
    metadata: given.metadata,
    nickname: given.nickname ?? null,
    product: given.product,
    recurring: null,
    tax_behavior: given.taxBehavior ?? "unspecified",
    tiers_mode: null,
    transform_quantity: null,
    type: "one_time",
    unit_amount: decimal.includes(".") ? null : Number(decimal),
    unit_amount_decimal: decimal,
  });
  if (isShared) emit(sandbox, "price.created", price);
  return price;
}

/** Quantity times the exact unit amount, rounded half up to the currency's smallest unit. */
export function amountFor(price: Price, quantity: number): number {
  const [whole = "0", fraction = ""] = (price.unit_amount_decimal ?? "0").split(".");
  const scale = 10n ** BigInt(fraction.length);
  const exact = (BigInt(whole) * scale + BigInt(fraction === "" ? "0" : fraction)) * BigInt(quantity);
  return Number((exact * 2n + scale) / (scale * 2n));
}
