import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startForTest, stripeError, type TestSandbox } from "./start.ts";

let sandbox: TestSandbox;

beforeEach(async () => {
  sandbox = await startForTest();
});
afterEach(() => sandbox.close());

describe("products (https://docs.stripe.com/api/products)", () => {
  it("are created with a default price, changed, found and listed", async () => {
    const { stripe } = sandbox;
    const product = await stripe.products.create({
      name: "Site placement",
      description: "One month",
      default_price_data: { currency: "usd", unit_amount: 4_900 },
      metadata: { sku: "site" },
      expand: ["default_price"],
    });
    expect(product).toMatchObject({
      active: true,
      name: "Site placement",
      default_price: { unit_amount: 4_900, currency: "usd", type: "one_time", active: true },
    });
    const changed = await stripe.products.update(product.id, {
      name: "Placement",
      description: "",
      active: false,
    });
    expect(changed).toMatchObject({
      name: "Placement",
      description: null,
      active: false,
      metadata: { sku: "site" },
    });
    const [event] = (await stripe.events.list({ type: "product.updated" })).data;
    expect(event?.data.previous_attributes).toMatchObject({ name: "Site placement", active: true });
    expect((await stripe.products.list({ active: false })).data).toHaveLength(1);
    expect((await stripe.products.list({ active: true })).data).toHaveLength(0);
    expect((await stripe.products.search({ query: 'metadata["sku"]:"site"' })).data).toHaveLength(1);
  });

  it("with prices cannot be deleted (https://docs.stripe.com/api/products/delete)", async () => {
    const { stripe } = sandbox;
    const product = await stripe.products.create({ id: "course", name: "Course" });
    expect(await stripeError(stripe.products.create({ id: "course", name: "Again" }))).toMatchObject({
      code: "resource_already_exists",
    });
    const other = await stripe.products.create({ name: "Other" });
    await stripe.prices.create({ product: product.id, currency: "eur", unit_amount: 100 });
    expect((await stripeError(stripe.products.del(product.id))).message).toContain("user-created prices");
    expect(await stripe.products.del(other.id)).toMatchObject({ deleted: true });
    expect(await stripeError(stripe.products.retrieve(other.id))).toMatchObject({ statusCode: 404 });
  });
});

describe("prices (https://docs.stripe.com/api/prices)", () => {
  it("belong to a product that exists or is described", async () => {
    const { stripe } = sandbox;
    const price = await stripe.prices.create({
      currency: "USD",
      unit_amount: 1_050,
      product_data: { name: "Hour" },
      nickname: "hourly",
      expand: ["product"],
    });
    expect(price).toMatchObject({
      currency: "usd",
      unit_amount: 1_050,
      nickname: "hourly",
      product: { name: "Hour" },
    });
    expect(String(price.unit_amount_decimal)).toBe("1050");
    expect(await stripeError(stripe.prices.create({ currency: "usd", unit_amount: 5 }))).toMatchObject({
      param: "product",
    });
    const unknown = stripe.prices.create({ currency: "usd", unit_amount: 5, product: "prod_unknown" });
    expect(await stripeError(unknown)).toMatchObject({ code: "resource_missing", statusCode: 400 });
    const half = await sandbox.request(
      "POST",
      "/v1/prices",
      "currency=usd&unit_amount_decimal=0.5&product_data[name]=Call",
    );
    expect(half.body).toMatchObject({ unit_amount: null, unit_amount_decimal: "0.5" });
  });

  it("are found by lookup keys, which move only when asked to (https://docs.stripe.com/products-prices/manage-prices)", async () => {
    const { prices } = sandbox.stripe;
    const data = { currency: "usd", unit_amount: 100, product_data: { name: "A" }, lookup_key: "standard" };
    const first = await prices.create(data);
    expect(await stripeError(prices.create(data))).toMatchObject({ param: "lookup_key" });
    const second = await prices.create({ ...data, transfer_lookup_key: true });
    expect((await prices.list({ lookup_keys: ["standard"] })).data.map(({ id }) => id)).toEqual([second.id]);
    expect((await prices.retrieve(first.id)).lookup_key).toBeNull();
  });

  it("that recur belong to Billing, which is left out", async () => {
    const refused = sandbox.stripe.prices.create({
      currency: "usd",
      unit_amount: 100,
      product_data: { name: "A" },
      recurring: { interval: "month" },
    });
    expect(await stripeError(refused)).toMatchObject({ code: "parameter_not_simulated", param: "recurring" });
  });
});

describe("Billing (https://docs.stripe.com/api/subscriptions) is left out", () => {
  it.each([
    "subscriptions",
    "subscription_items",
    "subscription_schedules",
    "invoices",
    "invoiceitems",
    "quotes",
    "plans",
    "coupons",
    "promotion_codes",
    "credit_notes",
    "billing_portal/sessions",
    "billing/meters",
  ])("/v1/%s is an unknown URL", async (path) => {
    for (const method of ["GET", "POST"]) {
      const answer = await sandbox.request(method, `/v1/${path}`);
      expect(answer.status).toBe(404);
      expect(answer.body).toMatchObject({ error: { type: "invalid_request_error" } });
      expect(answer.text).toContain(`Unrecognized request URL (${method}: /v1/${path})`);
    }
  });
});
