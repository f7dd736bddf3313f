import { describe, expect, test } from "vitest";
import { newId } from "@/lib/platform/ids";
import { openMerchant } from "../merchants/open-merchant";
import { addProduct } from "./add-product";
import { aShop } from "@/test/builders/shop";
import { answered, refused } from "@/test/support/answered";
import { moneyStage } from "@/test/support/money-stage";

const stage = moneyStage();

const product = (merchantId: string, changes: { priceMinor?: bigint; currency?: string } = {}) => ({
  merchantId,
  id: newId(),
  slug: newId(),
  kind: "course" as const,
  name: "Course",
  summary: "Course",
  description: "Course",
  priceMinor: 100n,
  currency: "USD",
  details: {},
  ...changes,
});

describe("adding a product", () => {
  test.each([0n, -1n])("refuses a price of %d", async (priceMinor) => {
    const { merchantId } = await aShop();
    expect(refused(await addProduct(product(merchantId, { priceMinor })))).toEqual({
      kind: "rejected",
      code: "amount_must_be_positive",
    });
  });

  test("VAL-09, VAL-10: refuses a currency that the merchant does not sell in", async () => {
    const { merchantId } = await aShop();
    expect(refused(await addProduct(product(merchantId, { currency: "EUR" })))).toEqual({
      kind: "rejected",
      code: "currency_not_enabled",
    });
  });

  test("puts it on sale", async () => {
    const { merchantId } = await aShop();
    const { productId } = answered(await addProduct(product(merchantId)));
    expect(await stage.rows("SELECT is_active, price_minor FROM product WHERE id = $1", [productId])).toEqual(
      [{ is_active: true, price_minor: 100n }],
    );
  });
});

describe("opening a merchant", () => {
  const merchant = (changes: { currencies?: string[] } = {}) => ({
    id: newId(),
    slug: `shop-${newId()}`,
    name: "Acme",
    legalName: "Acme Ltd",
    statementDescriptor: "ACME",
    supportEmail: "help@acme.test",
    timeZone: "UTC",
    locale: "en-US",
    currencies: ["USD", "JPY"],
    hosts: [],
    paymentAmountMaxMinor: 1_000n,
    ...changes,
  });

  test("opens the whole chart of accounts in each currency, once", async () => {
    const given = merchant();
    await openMerchant(given);
    await openMerchant(given);
    const accounts = await stage.rows<{ currency: string; count: bigint }>(
      "SELECT currency, count(*) AS count FROM ledger_account WHERE merchant_id = $1 GROUP BY currency ORDER BY currency",
      [given.id],
    );
    expect(accounts.map((row) => row.currency)).toEqual(["JPY", "USD"]);
    expect(new Set(accounts.map((row) => row.count)).size).toBe(1);
  });

  test.each([{ currencies: [] }, { currencies: ["usd"] }, { currencies: ["USD", "XYZ"] }])(
    "refuses $currencies as currencies",
    async (changes) => {
      await expect(openMerchant(merchant(changes))).rejects.toThrow("ISO 4217");
    },
  );
});
