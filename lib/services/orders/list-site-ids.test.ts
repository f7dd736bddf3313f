import { beforeAll, describe, expect, test } from "vitest";
import { newId } from "@/lib/platform/ids";
import { listSiteIds } from "./list-site-ids";
import { anOrder } from "@/test/builders/orders";
import { type Shop, aShop } from "@/test/builders/shop";
import { answered, refused } from "@/test/support/answered";
import { moneyStage } from "@/test/support/money-stage";

moneyStage();
let shop: Shop;

beforeAll(async () => {
  shop = await aShop();
});

describe("listing an order's sites", () => {
  test("answers them by position, to its customer and to staff", async () => {
    const ada = await shop.customer();
    const { orderId, siteIds } = await anOrder(shop, ada, { sites: 3 });
    for (const ctx of [ada, shop.staff("auditor")])
      expect(answered(await listSiteIds(ctx, { orderId }))).toEqual(siteIds);
  });

  test("does not find another customer's order, another merchant's, or one that is not there", async () => {
    const { orderId } = await anOrder(shop, await shop.customer(), { sites: 1 });
    const foreign = (await aShop()).staff("finance_admin");
    for (const [ctx, id] of [
      [await shop.customer("Mallory"), orderId],
      [foreign, orderId],
      [foreign, newId()],
    ] as const) {
      expect(refused(await listSiteIds(ctx, { orderId: id }))).toEqual({
        kind: "not_found",
        code: "order_not_found",
      });
    }
  });
});
