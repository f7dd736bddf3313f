import { checkCurrency } from "../engine/money.ts";
import { createPrice, createProduct } from "../engine/prices.ts";
import { mergeMetadata } from "../engine/shared-params.ts";
import { changeAndEmit, emit } from "../events.ts";
import type { Product } from "../objects.ts";
import { invalidRequest, noSuch } from "../protocol/errors.ts";
import { inRange, listPage, pageParams, timeRange } from "../protocol/pagination.ts";
import {
  boolean,
  clearable,
  decimal,
  integer,
  list,
  metadata,
  notSimulated,
  object,
  oneOf,
  required,
  text,
} from "../protocol/params.ts";
import { route } from "../protocol/route.ts";
import { nowS, type Sandbox } from "../sandbox.ts";
import { searchPage, searchParams } from "./search.ts";

export const taxBehavior = oneOf("exclusive", "inclusive", "unspecified");

/** A price as it is described without its product. Recurring ones belong to Billing, which is left out. */
export const priceSpec = {
  currency: required(text()),
  currency_options: notSimulated(),
  custom_unit_amount: notSimulated(),
  metadata: metadata(),
  recurring: notSimulated(),
  tax_behavior: taxBehavior,
  unit_amount: integer(),
  unit_amount_decimal: decimal(),
};

const shared = {
  active: boolean(),
  description: clearable(text()),
  images: list(text()),
  marketing_features: list(object({ name: required(text(80)) })),
  metadata: metadata(),
  package_dimensions: notSimulated(),
  shippable: boolean(),
  statement_descriptor: text(22),
  tax_code: clearable(text()),
  tax_details: notSimulated(),
  unit_label: clearable(text(12)),
  url: clearable(text()),
};

export function findProduct(sandbox: Sandbox, id: string, param = "id", status: 400 | 404 = 404): Product {
  const found = sandbox.store.products.find(id);
  if (found === undefined) throw noSuch("product", id, param, status);
  return found;
}

const create = route({
  method: "POST",
  path: "/v1/products",
  params: {
    ...shared,
    default_price_data: object(priceSpec),
    id: text(),
    name: required(text()),
    type: oneOf("good", "service"),
  },
  handle({ sandbox, params }) {
    const product = createProduct(sandbox, {
      ...params,
      metadata: mergeMetadata({}, params.metadata),
      statementDescriptor: params.statement_descriptor,
      taxCode: params.tax_code,
      unitLabel: params.unit_label,
    });
    if (params.type !== undefined) product.type = params.type;
    product.marketing_features = [...(params.marketing_features ?? [])];
    const { default_price_data: price } = params;
    if (price === undefined) return product;
    const { id } = createPrice(
      sandbox,
      {
        product: product.id,
        currency: checkCurrency(price.currency),
        amount: price,
        metadata: mergeMetadata({}, price.metadata),
        taxBehavior: price.tax_behavior,
      },
      true,
    );
    changeAndEmit(sandbox, "product.updated", product, (changed) => (changed.default_price = id));
    return product;
  },
});

const retrieve = route({
  method: "GET",
  path: "/v1/products/:id",
  params: {},
  handle: ({ sandbox, id }) => findProduct(sandbox, id),
});

function checkDefaultPrice(sandbox: Sandbox, product: Product, id: string | undefined): void {
  if (id === undefined) return;
  const price = sandbox.store.prices.peek(id);
  if (price === undefined) throw noSuch("price", id, "default_price", 400);
  if (price.product === product.id) return;
  throw invalidRequest(`The price ${id} belongs to another product.`, { param: "default_price" });
}

const update = route({
  method: "POST",
  path: "/v1/products/:id",
  params: { ...shared, default_price: text(), name: text() },
  handle({ sandbox, params, id }) {
    const product = findProduct(sandbox, id);
    checkDefaultPrice(sandbox, product, params.default_price);
    changeAndEmit(sandbox, "product.updated", product, (changed) => {
      const { metadata: change, images, marketing_features: features, ...plain } = params;
      Object.assign(
        changed,
        Object.fromEntries(Object.entries(plain).filter(([, value]) => value !== undefined)),
      );
      if (images !== undefined) changed.images = [...images];
      if (features !== undefined) changed.marketing_features = [...features];
      changed.metadata = mergeMetadata(changed.metadata, change);
      changed.updated = nowS();
    });
    return product;
  },
});

/** https://docs.stripe.com/api/products/delete: only what has no prices. */
const remove = route({
  method: "DELETE",
  path: "/v1/products/:id",
  params: {},
  handle({ sandbox, id }) {
    const product = findProduct(sandbox, id);
    if ([...(sandbox.store.prices.oldestFirst() ?? [])].some((price) => price.product === id)) {
      throw invalidRequest("This product cannot be deleted because it has one or more user-created prices.");
    }
    sandbox.store.products.remove(id);
    emit(sandbox, "product.deleted", product);
    return { id, object: "product", deleted: true };
  },
});

const listAll = route({
  method: "GET",
  path: "/v1/products",
  params: {
    ...pageParams,
    active: boolean(),
    created: timeRange(),
    ids: list(text()),
    shippable: boolean(),
    type: oneOf("good", "service"),
    url: text(),
  },
  handle: ({ sandbox, params }) =>
    listPage(params, {
      collection: sandbox.store.products,
      url: "/v1/products",
      kind: "product",
      keep: (row) =>
        inRange(row.created, params.created) &&
        (params.ids === undefined || params.ids.includes(row.id)) &&
        (["active", "shippable", "type", "url"] as const).every(
          (key) => params[key] === undefined || row[key] === params[key],
        ),
    }),
});

const search = route({
  method: "GET",
  path: "/v1/products/search",
  params: searchParams,
  handle: ({ sandbox, params }) => searchPage(params, sandbox.store.products, "/v1/products/search"),
});

/** https://docs.stripe.com/api/products */
export const productRoutes = [create, retrieve, update, remove, listAll, search];
