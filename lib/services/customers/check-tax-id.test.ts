import { describe, expect, test } from "vitest";
import { pool } from "@/lib/db/pool";
import { newId } from "@/lib/platform/ids";
import { getBillingDetails } from "@/lib/queries/customers/get-billing-details";
import { aShop } from "@/test/builders/shop";
import { VAT } from "@/test/builders/tax";
import { answered, refused } from "@/test/support/answered";
import { moneyStage } from "@/test/support/money-stage";
import { placeOrder } from "../orders/place-order";
import { changeTaxSettings } from "../tax/change-tax-settings";
import { changeBillingDetails } from "./change-billing-details";
import { checkTaxId } from "./check-tax-id";

const stage = moneyStage();

const wish = (country: string, taxId: string) => ({
  locale: "en-US",
  name: "Vogel GmbH",
  address: "Ring 3",
  country,
  region: "",
  taxId,
});

/** A shop in Germany that taxes customers in Austria, France and Belgium, whose businesses account for it themselves. */
async function aTaxedShop() {
  const shop = await aShop();
  const finance = shop.staff("finance_admin");
  for (const [index, country] of ["AT", "FR", "BE"].entries()) {
    const rate = { ...VAT, country, isReverseCharge: true };
    const change = { kind: "add_rate", rate } as const;
    answered(await changeTaxSettings(finance, { baseVersion: index, change, reason: "Test" }));
  }
  const change = {
    kind: "general",
    driver: "rates",
    homeCountry: "DE",
    homeRegion: null,
    inclusiveKinds: [],
  } as const;
  answered(await changeTaxSettings(finance, { baseVersion: 3, change, reason: "Test" }));
  return shop;
}

describe("checking a VAT id", () => {
  test("is the customer's own matter", async () => {
    const shop = await aShop();
    expect(refused(await checkTaxId(shop.staff("finance_admin"))).code).toBe("missing_permission");
  });

  test("asks nobody where nothing is taxed, and takes any id there", async () => {
    const shop = await aShop();
    const ada = await shop.customer();
    answered(await changeBillingDetails(ada, wish("AT", "ATU12345670")));
    expect(answered(await checkTaxId(ada))).toEqual({ state: "unchecked" });
  });

  test("refuses an id with wrong check digits before anything is saved", async () => {
    const ada = await (await aTaxedShop()).customer();
    expect(refused(await changeBillingDetails(ada, wish("AT", "ATU13585626")))).toMatchObject({
      fields: { taxId: "tax_id_wrong" },
    });
    expect(await getBillingDetails(ada.actor)).toMatchObject({ country: null });
  });

  test.each([
    { country: "AT", taxId: "ATU13585627", state: "registered", taxMinor: 0n, treatment: "reverse_charge" },
    { country: "FR", taxId: "FR40303265045", state: "not_registered", taxMinor: 2_280n, treatment: "taxed" },
    { country: "BE", taxId: "BE0428759497", state: "not_reached", taxMinor: 2_280n, treatment: "taxed" },
  ])(
    "INV-05: where the register says $state, the order is $treatment",
    async ({ country, taxId, state, taxMinor, treatment }) => {
      const shop = await aTaxedShop();
      const ada = await shop.customer();
      answered(await changeBillingDetails(ada, wish(country, taxId)));
      expect(answered(await checkTaxId(ada))).toEqual({ state });
      expect(await getBillingDetails(ada.actor)).toMatchObject({ taxIdState: state });
      const lines = [{ productId: shop.courseId, quantity: 1 }];
      const { orderId } = answered(await placeOrder(ada, { placementKey: newId(), lines }));
      expect(
        await stage.rows("SELECT treatment, tax_minor FROM order_tax WHERE order_id = $1", [orderId]),
      ).toEqual([{ treatment, tax_minor: taxMinor }]);
      const { rows } = await pool().query<{ printed: string }>(
        "SELECT printed::text FROM document WHERE order_id = $1",
        [orderId],
      );
      expect(rows[0]?.printed.includes("Reverse charge: the recipient")).toBe(treatment === "reverse_charge");
    },
  );

  test("is forgotten with another id or country", async () => {
    const ada = await (await aTaxedShop()).customer();
    answered(await changeBillingDetails(ada, wish("AT", "ATU13585627")));
    answered(await checkTaxId(ada));
    answered(await changeBillingDetails(ada, { ...wish("AT", "ATU13585627"), name: "Vogel AG" }));
    expect(await getBillingDetails(ada.actor)).toMatchObject({ taxIdState: "registered" });
    answered(await changeBillingDetails(ada, wish("DE", "DE136695976")));
    expect(await getBillingDetails(ada.actor)).toMatchObject({ taxIdState: "unchecked" });
  });
});
