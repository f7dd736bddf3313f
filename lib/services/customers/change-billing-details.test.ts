import { describe, expect, test } from "vitest";
import { getBillingDetails } from "@/lib/queries/customers/get-billing-details";
import { anOrder } from "@/test/builders/orders";
import { aShop } from "@/test/builders/shop";
import { answered, refused } from "@/test/support/answered";
import { moneyStage } from "@/test/support/money-stage";
import { changeBillingDetails } from "./change-billing-details";

const stage = moneyStage();

const WISH = {
  locale: "de-AT",
  name: "Vogel GmbH",
  address: "Ring 3\n1010 Wien",
  country: "AT",
  region: "",
  taxId: "ATU 123 456 75",
};

describe("changing billing details", () => {
  test("is the customer's own matter", async () => {
    const shop = await aShop();
    expect(refused(await changeBillingDetails(shop.staff("finance_admin"), WISH))).toMatchObject({
      code: "missing_permission",
      permission: "billing.change_own",
    });
  });

  test("says which field is wrong, and then nothing is changed", async () => {
    const shop = await aShop();
    const ada = await shop.customer();
    expect(refused(await changeBillingDetails(ada, { ...WISH, country: "Austria" }))).toMatchObject({
      fields: { country: "required" },
    });
    expect(await getBillingDetails(ada.actor)).toMatchObject({ locale: null, country: null });
  });

  test("INV-03, INV-05: holds for what is issued from then on, in its language, with address and tax id; what was issued stands", async () => {
    const shop = await aShop();
    const ada = await shop.customer();
    const before = await anOrder(shop, ada);
    answered(await changeBillingDetails(ada, WISH));
    answered(await changeBillingDetails(ada, WISH));
    const after = await anOrder(shop, ada);
    const printed = async (orderId: string) =>
      (
        await stage.rows<{ text: string }>("SELECT printed::text AS text FROM document WHERE order_id = $1", [
          orderId,
        ])
      )
        .map(({ text }) => text)
        .join();
    expect(await printed(before.orderId)).not.toContain("Vogel");
    for (const text of ["Vogel GmbH", "1010 Wien", "Österreich", "ATU12345675", "Rechnungsempfänger"])
      expect(await printed(after.orderId)).toContain(text);
    expect(await getBillingDetails(ada.actor)).toMatchObject({ locale: "de-AT", taxId: "ATU12345675" });
  });
});
