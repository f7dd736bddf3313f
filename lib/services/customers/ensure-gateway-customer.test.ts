import { beforeAll, describe, expect, test } from "vitest";
import { publicId } from "@/lib/platform/ids";
import { ensureGatewayCustomer } from "./ensure-gateway-customer";
import { type Shop, aShop } from "@/test/builders/shop";
import { answered, refused } from "@/test/support/answered";
import { moneyStage } from "@/test/support/money-stage";

const stage = moneyStage();
let shop: Shop;

beforeAll(async () => {
  shop = await aShop();
});

const known = async (customerId: string) =>
  (await stage.stripe.customers.list({ limit: 100 })).data.filter(
    (customer) => customer.metadata["customer_id"] === publicId("customer", customerId),
  );

describe("a customer at the gateway", () => {
  test("is made at the first need and known from then on, without asking again", async () => {
    const { actor } = await shop.customer();
    const made = answered(await ensureGatewayCustomer(shop.system(), actor.customerId));
    const before = stage.wire.requests.length;
    expect(answered(await ensureGatewayCustomer(shop.system(), actor.customerId))).toBe(made);
    expect(stage.wire.requests.length).toBe(before);
    expect(await known(actor.customerId)).toMatchObject([{ id: made, name: "Ada Lovelace" }]);
  });

  test("is one, however many need it at the same time", async () => {
    const { actor } = await shop.customer();
    const made = await Promise.all(
      Array.from({ length: 8 }, () => ensureGatewayCustomer(shop.system(), actor.customerId)),
    );
    expect(new Set(made.map(answered)).size).toBe(1);
    expect(await known(actor.customerId)).toHaveLength(1);
  });

  test("is made under another key when the gateway keeps a failure under the first", async () => {
    const { actor } = await shop.customer();
    await stage.control("POST", "faults", {
      kind: "error_500",
      method: "POST",
      path: "/v1/customers",
      count: 1,
    });
    answered(await ensureGatewayCustomer(shop.system(), actor.customerId));
    expect(await known(actor.customerId)).toHaveLength(1);
  });

  test("is one when the reply was lost and it is asked for again", async () => {
    const { actor } = await shop.customer();
    stage.wire.become("loses_replies");
    expect(refused(await ensureGatewayCustomer(shop.system(), actor.customerId))).toEqual({
      kind: "unavailable",
      code: "gateway_not_reached",
    });
    await stage.wire.reset();
    answered(await ensureGatewayCustomer(shop.system(), actor.customerId));
    expect(await known(actor.customerId)).toHaveLength(1);
  });
});
