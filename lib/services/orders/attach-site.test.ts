import { beforeAll, describe, expect, test } from "vitest";
import { attachSite } from "./attach-site";
import { anOrder } from "@/test/builders/orders";
import { type Shop, aShop } from "@/test/builders/shop";
import { answered } from "@/test/support/answered";
import { moneyStage } from "@/test/support/money-stage";

const stage = moneyStage();
let shop: Shop;

beforeAll(async () => {
  shop = await aShop();
});

describe("the address of a site", () => {
  test.each([
    { name: "nominal", given: "https://example.test/a?b=1#c", kept: "https://example.test/a?b=1#c" },
    { name: "in capitals", given: "HTTPS://EXAMPLE.test/A", kept: "https://example.test/A" },
    { name: "without slashes", given: "https:example.test", kept: "https://example.test/" },
    { name: "with spaces", given: " https://example.test/a b ", kept: "https://example.test/a%20b" },
    { name: "in another script", given: "https://bücher.test/", kept: "https://xn--bcher-kva.test/" },
    {
      name: "with what no column takes",
      given: "https://example.test/\u0000a",
      kept: "https://example.test/%00a",
    },
  ])("is kept as browsers read it: $name", async ({ given, kept }) => {
    const { orderId, siteIds } = await anOrder(shop, await shop.customer(), { sites: 1 });
    answered(await attachSite(shop.staff("support"), { siteId: siteIds[0] ?? "", url: given, note: null }));
    expect(await stage.rows("SELECT url, state FROM site WHERE order_id = $1", [orderId])).toEqual([
      { url: kept, state: "ready" },
    ]);
  });
});
