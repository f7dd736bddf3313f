import { checkCurrency } from "../engine/money.ts";
import { createPrice, createProduct } from "../engine/prices.ts";
import { mergeMetadata } from "../engine/shared-params.ts";
import { changeAndEmit } from "../events.ts";
import type { Price } from "../objects.ts";
import { invalidParameter, invalidRequest, noSuch } from "../protocol/errors.ts";
import { inRange, listPage, pageParams, timeRange } from "../protocol/pagination.ts";
import {
  boolean,
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
import type { Sandbox } from "../sandbox.ts";
import { findProduct, priceSpec, taxBehavior } from "./products.ts";
import { searchPage, searchParams } from "./search.ts";

const createSpec = {
  ...priceSpec,
  active: boolean(),
  billing_scheme: oneOf("per_unit"),
  lookup_key: text(200),
  nickname: text(),
  product: text(),
  product_data: object({
    active: boolean(),
    id: text(),
    metadata: metadata(),
    name: required(text()),
    statement_descriptor: text(22),
    tax_code: text(),
    tax_details: notSimulated(),
    unit_label: text(12),
  }),
  tiers: notSimulated(),
  tiers_mode: notSimulated(),
  transfer_lookup_key: boolean(),
  transform_quantity: notSimulated(),
};

export function findPrice(sandbox: Sandbox, id: string, param = "price", status: 400 | 404 = 404): Price {
  const found = sandbox.store.prices.find(id);
  if (found === undefined) throw noSuch("price", id, param, status);
  return found;
}

function productOf(sandbox: Sandbox, { product, product_data: data }: Parsed<typeof createSpec>): string {
  if ((product === undefined) === (data === undefined)) {
    throw invalidParameter(
      product === undefined
        ? "You must specify either `product` or `product_data` when creating a price."
        : "You may only specify one of these parameters: product, product_data.",
      { code: "parameter_missing", param: "product" },
    );
  }
  if (product !== undefined) return findProduct(sandbox, product, "product", 400).id;
  return createProduct(sandbox, {
    ...data,
    name: data?.name ?? "",
    metadata: mergeMetadata({}, data?.metadata),
    statementDescriptor: data?.statement_descriptor,
    taxCode: data?.tax_code,
    unitLabel: data?.unit_label,
  }).id;
}

/** A lookup key leads to one price; it moves when that is asked for. https://docs.stripe.com/products-prices/manage-prices#lookup-keys */
function claimLookupKey(sandbox: Sandbox, key: string | undefined, isMoved: boolean, ownId?: string): void {
  if (key === undefined) return;
  const holder = [...(sandbox.store.prices.oldestFirst() ?? [])].find(
    (price) => price.lookup_key === key && price.id !== ownId,
  );
  if (holder === undefined) return;
  if (!isMoved) {
    throw invalidRequest(
      `A price (\`${holder.id}\`) already uses that lookup key. Set \`transfer_lookup_key\` to move it.`,
      { code: "resource_already_exists", param: "lookup_key" },
    );
  }
  changeAndEmit(sandbox, "price.updated", findPrice(sandbox, holder.id), (changed) => {
    changed.lookup_key = null;
  });
}

const create = route({
  method: "POST",
  path: "/v1/prices",
  params: createSpec,
  handle({ sandbox, params }) {
    const currency = checkCurrency(params.currency);
    claimLookupKey(sandbox, params.lookup_key, params.transfer_lookup_key === true);
    return createPrice(
      sandbox,
      {
        product: productOf(sandbox, params),
        currency,
        amount: params,
        active: params.active,
        lookupKey: params.lookup_key,
        metadata: mergeMetadata({}, params.metadata),
        nickname: params.nickname,
        taxBehavior: params.tax_behavior,
      },
      true,
    );
  },
});

const retrieve = route({
  method: "GET",
  path: "/v1/prices/:id",
  params: {},
  handle: ({ sandbox, id }) => findPrice(sandbox, id),
});

const update = route({
  method: "POST",
  path: "/v1/prices/:id",
  params: {
    active: boolean(),
    currency_options: notSimulated(),
    lookup_key: text(200),
    metadata: metadata(),
    nickname: text(),
    tax_behavior: taxBehavior,
    transfer_lookup_key: boolean(),
  },
  handle({ sandbox, params, id }) {
    const price = findPrice(sandbox, id);
    // https://docs.stripe.com/api/prices/update#update_price-tax_behavior
    if (params.tax_behavior !== undefined && price.tax_behavior !== "unspecified")
      throw invalidRequest("The tax behavior of a price cannot be changed once it is set.", {
        param: "tax_behavior",
      });
    claimLookupKey(sandbox, params.lookup_key, params.transfer_lookup_key === true, id);
    changeAndEmit(sandbox, "price.updated", price, (changed) => {
      if (params.active !== undefined) changed.active = params.active;
      if (params.lookup_key !== undefined) changed.lookup_key = params.lookup_key;
      if (params.nickname !== undefined) changed.nickname = params.nickname;
      if (params.tax_behavior !== undefined) changed.tax_behavior = params.tax_behavior;
      changed.metadata = mergeMetadata(changed.metadata, params.metadata);
    });
    return price;
  },
});

const listAll = route({
  method: "GET",
  path: "/v1/prices",
  params: {
    ...pageParams,
    active: boolean(),
    created: timeRange(),
    currency: text(),
    lookup_keys: list(text()),
    product: text(),
    recurring: notSimulated(),
    type: oneOf("one_time", "recurring"),
  },
  handle: ({ sandbox, params }) =>
    listPage(params, {
      collection: sandbox.store.prices,
      url: "/v1/prices",
      kind: "price",
      keep: (row) =>
        inRange(row.created, params.created) &&
        (params.lookup_keys === undefined || params.lookup_keys.includes(row.lookup_key ?? "")) &&
        (["active", "currency", "product", "type"] as const).every(
          (key) => params[key] === undefined || row[key] === params[key],
        ),
    }),
});

const search = route({
  method: "GET",
  path: "/v1/prices/search",
  params: searchParams,
  handle: ({ sandbox, params }) => searchPage(params, sandbox.store.prices, "/v1/prices/search"),
});

/** https://docs.stripe.com/api/prices */
export const priceRoutes = [create, retrieve, update, listAll, search];
