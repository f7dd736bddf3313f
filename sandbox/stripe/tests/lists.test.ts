import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startForTest, stripeError, type TestSandbox } from "./start.ts";

let sandbox: TestSandbox;
let ids: string[] = [];

beforeAll(async () => {
  sandbox = await startForTest();
  for (let index = 0; index < 7; index += 1) {
    const customer = await sandbox.stripe.customers.create({ metadata: { index: String(index) } });
    ids = [customer.id, ...ids];
  }
});
afterAll(() => sandbox.close());

describe("pagination (https://docs.stripe.com/api/pagination)", () => {
  it("answers the newest first, with a limit and whether there is more", async () => {
    const page = await sandbox.stripe.customers.list({ limit: 3 });
    expect(page).toMatchObject({ object: "list", url: "/v1/customers", has_more: true });
    expect(page.data.map((customer) => customer.id)).toEqual(ids.slice(0, 3));
    expect((await sandbox.stripe.customers.list({ limit: 7 })).has_more).toBe(false);
  });

  it("goes on with starting_after and back with ending_before", async () => {
    const next = await sandbox.stripe.customers.list({ limit: 3, starting_after: ids[2] ?? "" });
    expect(next.data.map((customer) => customer.id)).toEqual(ids.slice(3, 6));
    const back = await sandbox.stripe.customers.list({ limit: 2, ending_before: ids[3] ?? "" });
    expect(back.data.map((customer) => customer.id)).toEqual(ids.slice(1, 3));
    expect(back.has_more).toBe(true);
  });

  it("the official client walks through all pages", async () => {
    const seen: string[] = [];
    for await (const customer of sandbox.stripe.customers.list({ limit: 2 })) seen.push(customer.id);
    expect(seen).toEqual(ids);
  });

  it("limits are from 1 to 100 and cursors must exist", async () => {
    expect(await stripeError(sandbox.stripe.customers.list({ limit: 101 }))).toMatchObject({
      param: "limit",
    });
    expect(await stripeError(sandbox.stripe.customers.list({ limit: 0 }))).toMatchObject({ param: "limit" });
    expect(await stripeError(sandbox.stripe.customers.list({ starting_after: "cus_none" }))).toMatchObject({
      code: "resource_missing",
      param: "starting_after",
    });
  });

  it("created filters by exact time and by range", async () => {
    const [newest] = (await sandbox.stripe.customers.list({ limit: 1 })).data;
    const created = newest?.created ?? 0;
    expect(
      (await sandbox.stripe.customers.list({ created: { gte: created, lt: created + 1 } })).data.length,
    ).toBeGreaterThan(0);
    expect((await sandbox.stripe.customers.list({ created: { gt: created + 100 } })).data).toEqual([]);
    expect((await sandbox.stripe.customers.list({ created: 1 })).data).toEqual([]);
  });
});

describe("expansion (https://docs.stripe.com/expand)", () => {
  it("replaces ids by objects, several levels deep and inside lists", async () => {
    const { stripe } = sandbox;
    const intent = await stripe.paymentIntents.create({
      amount: 1_000,
      currency: "usd",
      customer: ids[0] ?? "",
      capture_method: "automatic",
      payment_method: "pm_card_visa",
      off_session: true,
      confirm: true,
      expand: ["latest_charge.balance_transaction", "customer"],
    });
    expect(intent.customer).toMatchObject({ id: ids[0], object: "customer" });
    expect(intent.latest_charge).toMatchObject({
      object: "charge",
      balance_transaction: { object: "balance_transaction", net: 941 },
    });
    const charges = await stripe.charges.list({
      limit: 1,
      expand: ["data.payment_intent.payment_method", "data.refunds"],
    });
    expect(charges.data[0]).toMatchObject({
      payment_intent: { payment_method: { type: "card" } },
      refunds: { object: "list", data: [] },
    });
  });

  it("refuses what cannot be expanded and more than four levels", async () => {
    const wrong = await stripeError(sandbox.stripe.customers.list({ expand: ["data.emails"] }));
    expect(wrong.message).toBe("This property cannot be expanded (data.emails).");
    const deep = await stripeError(sandbox.stripe.customers.list({ expand: ["data.a.b.c.d.e"] }));
    expect(deep.message).toContain("more than 4 levels");
  });
});

describe("search (https://docs.stripe.com/search)", () => {
  it("finds by metadata, status and amount, joined and negated", async () => {
    const { stripe } = sandbox;
    const wanted = await stripe.paymentIntents.create({
      amount: 4_200,
      currency: "usd",
      metadata: { order: "ord_1" },
    });
    await stripe.paymentIntents.create({ amount: 4_300, currency: "usd", metadata: { order: "ord_2" } });
    const idsOf = async (query: string): Promise<string[]> =>
      (await stripe.paymentIntents.search({ query })).data.map((found) => found.id);
    expect(await idsOf(`metadata["order"]:"ord_1"`)).toEqual([wanted.id]);
    expect(await idsOf(`metadata['order']:'ord_1' AND status:'requires_payment_method'`)).toEqual([
      wanted.id,
    ]);
    expect(await idsOf(`amount>=4200 AND -metadata["order"]:"ord_2"`)).toEqual([wanted.id]);
    expect(await idsOf(`metadata["order"]:"ord_1" OR metadata["order"]:"ord_2"`)).toHaveLength(2);
    expect(await idsOf(`metadata["order"]:"ord_1" AND status:"succeeded"`)).toEqual([]);
  });

  it("pages through the matches and refuses what it cannot read", async () => {
    const query = `currency:"usd"`;
    const first = await sandbox.stripe.paymentIntents.search({ query, limit: 2 });
    expect(first).toMatchObject({ object: "search_result", has_more: true });
    const second = await sandbox.stripe.paymentIntents.search({
      query,
      limit: 2,
      page: first.next_page ?? "",
    });
    expect(second.data[0]?.id).not.toBe(first.data[0]?.id);
    expect(await stripeError(sandbox.stripe.paymentIntents.search({ query: "what is this" }))).toMatchObject({
      param: "query",
    });
  });
});
