import { describe, expect, test } from "vitest";
import { raiseAlert } from "@/lib/services/alerts/raise-alert";
import { drainInbox } from "@/lib/webhooks/drain-inbox";
import { aStartedPayment } from "@/test/builders/orders";
import { aShop } from "@/test/builders/shop";
import { moneyStage } from "@/test/support/money-stage";
import { payAsBrowser } from "@/test/support/pay-as-browser";
import { scanTables } from "./scan-tables";

const stage = moneyStage({ webhooks: true });

describe("the scan for card numbers", () => {
  test("SEC-03, AUD-22, S36: takes nothing in the rows of paid orders for one, and names the table in which one stands", async () => {
    const shop = await aShop();
    for (let index = 0; index < 5; index += 1) {
      const { clientSecret } = await aStartedPayment(shop, await shop.customer());
      await payAsBrowser(stage, clientSecret);
    }
    await stage.control("POST", "settle", { balance: false });
    while ((await drainInbox(100)) > 0);
    const clean = await scanTables();
    expect(clean.foundIn).toEqual([]);
    expect(clean.rowCount).toBeGreaterThan(100);
    await raiseAlert({
      kind: "mode_mismatch",
      merchantId: null,
      subject: "4242 4242 4242 4242",
      details: {},
    });
    expect((await scanTables()).foundIn).toEqual(["public.alert"]);
  });
});
