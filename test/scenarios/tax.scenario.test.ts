import { describe, expect, test } from "vitest";
import type { CustomerActor } from "@/lib/domain/actor";
import { money } from "@/lib/domain/money/money";
import type { PaymentTerms } from "@/lib/domain/terms/payment-terms";
import { parsePrintedDocument } from "@/lib/domain/documents/parse-printed-document";
import { printedTexts } from "@/lib/domain/documents/printed-texts";
import { newId } from "@/lib/platform/ids";
import { getCartTax } from "@/lib/queries/tax/get-cart-tax";
import type { ServiceContext } from "@/lib/services/context";
import { changeBillingDetails } from "@/lib/services/customers/change-billing-details";
import { issueCreditNote } from "@/lib/services/documents/issue-credit-note";
import { cancelOrder } from "@/lib/services/orders/cancel-order";
import { placeOrder } from "@/lib/services/orders/place-order";
import { changeOrderTerms } from "@/lib/services/terms/change-order-terms";
import { previewTermsChange } from "@/lib/services/terms/preview-terms-change";
import { startPayment } from "@/lib/services/payments/start-payment";
import { changeTaxSettings } from "@/lib/services/tax/change-tax-settings";
import { advanceOrder } from "../builders/orders";
import { aShop, type Shop } from "../builders/shop";
import { VAT } from "../builders/tax";
import { answered } from "../support/answered";
import { moneyStage } from "../support/money-stage";
import { payAsBrowser } from "../support/pay-as-browser";
import { tellStory } from "../support/scenario";
import { until } from "../support/until";

const stage = moneyStage({ webhooks: true });

type Buyer = ServiceContext<CustomerActor>;

const DEPOSIT: PaymentTerms = {
  kind: "deposit",
  shareBasisPoints: 3_333,
  fixedMinor: 0n,
  minimumMinor: 0n,
  balance: { kind: "standard" },
};

const NET_30: PaymentTerms = { kind: "net", days: 30, end: "none" };
const THREE: PaymentTerms = {
  kind: "installments",
  count: 3,
  unit: "month",
  every: 1,
  starts: "at_once",
  firstShareBasisPoints: 0,
  feeBasisPoints: 0,
  feeMinor: 0n,
};

/** A shop in Germany whose courses include tax, and whose placements do not. */
async function aTaxedShop(): Promise<Shop> {
  const shop = await aShop();
  const finance = shop.staff("finance_admin");
  const reason = "We are registered for VAT.";
  answered(
    await changeTaxSettings(finance, { baseVersion: 0, change: { kind: "add_rate", rate: VAT }, reason }),
  );
  const change = {
    kind: "general",
    driver: "rates",
    homeCountry: "DE",
    homeRegion: null,
    inclusiveKinds: ["course"],
  } as const;
  answered(await changeTaxSettings(finance, { baseVersion: 1, change, reason }));
  return shop;
}

async function pay(buyer: Buyer, orderId: string): Promise<bigint> {
  const started = answered(await startPayment(buyer, { orderId, saveMethod: false }));
  await payAsBrowser(stage, started.clientSecret);
  const completed = "SELECT 1 FROM payment WHERE id = $1 AND state = 'completed'";
  await until(
    "the payment has arrived",
    async () => (await stage.rows(completed, [started.paymentId])).length > 0,
  );
  return started.amount.amountMinor;
}

const documentsOf = async (orderId: string) =>
  (
    await stage.rows<{ kind: string; printed: unknown }>(
      "SELECT kind, printed FROM document WHERE order_id = $1 AND kind <> 'receipt' ORDER BY id",
      [orderId],
    )
  ).map(({ printed }) => printedTexts(parsePrintedDocument(printed)).join(" | "));

const taxPayable = (merchantId: string) =>
  stage.rows<{ code: string; owed_minor: bigint }>(
    `SELECT a.code, -sum(p.amount_minor)::bigint AS owed_minor FROM posting p
       JOIN ledger_account a ON a.merchant_id = p.merchant_id AND a.id = p.account_id
       WHERE a.merchant_id = $1 AND a.code LIKE 'tax_payable:%' GROUP BY a.code`,
    [merchantId],
  );

describe("a taxed sale", () => {
  test("INV-04, TIM-03: from the cart to deposit, balance and credit note, to the cent, in the books too", async () => {
    const shop = await aTaxedShop();
    const ada = await shop.customer();
    await tellStory(
      stage,
      { merchantId: shop.merchantId, journal: "taxed-deposit-and-credit.txt" },
      async () => {
        // 250.00 + 19 % = 297.50; 120.00 with 19.16 in it: 417.50, of which 66.66 are tax.
        const lines = [
          { kind: "site_placement", amount: money(25_000n, "USD") },
          { kind: "course", amount: money(12_000n, "USD") },
        ] as const;
        const cart = await getCartTax(
          { merchantId: shop.merchantId, timeZone: "UTC", actor: ada.actor },
          { lines, currency: "USD", now: new Date("2027-01-04T12:00:00Z") },
        );
        expect(cart).toMatchObject({
          total: money(41_750n, "USD"),
          added: money(4_750n, "USD"),
          country: "DE",
        });
        const termsId = await shop.terms(DEPOSIT);
        const { orderId } = answered(
          await placeOrder(ada, {
            placementKey: newId(),
            lines: [
              { productId: shop.placementId, quantity: 1 },
              { productId: shop.courseId, quantity: 1 },
            ],
            termsId,
          }),
        );
        expect(
          await stage.rows(
            'SELECT subtotal_minor, tax_minor, tax_included_minor, total_minor FROM "order" WHERE id = $1',
            [orderId],
          ),
        ).toEqual([
          { subtotal_minor: 37_000n, tax_minor: 4_750n, tax_included_minor: 1_916n, total_minor: 41_750n },
        ]);
        expect(await pay(ada, orderId)).toBe(13_915n);
        await advanceOrder(shop, ada, { orderId });
        const [balance] = await stage.rows<{ id: string; tax_minor: bigint; amount_minor: bigint }>(
          "SELECT id, tax_minor, amount_minor FROM invoice WHERE order_id = $1 ORDER BY number DESC LIMIT 1",
          [orderId],
        );
        expect(balance).toMatchObject({ amount_minor: 27_835n, tax_minor: 4_445n });
        expect(await taxPayable(shop.merchantId)).toEqual([{ code: "tax_payable:DE", owed_minor: 6_666n }]);
        const wish = { invoiceId: balance?.id ?? "", amount: money(10_000n, "USD"), reason: "It was late." };
        answered(await issueCreditNote(shop.staff("finance_admin"), { ...wish, creditKey: newId() }));
        // 4,445 × 10,000 / 27,835, half up.
        expect(await taxPayable(shop.merchantId)).toEqual([{ code: "tax_payable:DE", owed_minor: 5_069n }]);
        expect(await pay(ada, orderId)).toBe(17_835n);
        const [deposit, rest, note] = await documentsOf(orderId);
        expect(deposit).toContain("VAT 19% | $47.50");
        expect(deposit).toContain("includes VAT 19% | $19.16");
        expect(deposit).toContain("Tax | $22.21 | With tax | $139.15");
        expect(rest).toContain("Tax | $44.45 | With tax | $278.35");
        expect(note).toContain("Tax | $15.97 | With tax | $100.00");
      },
    );
  });

  test("canceled, it leaves no tax owed; placed before a rate ended, it keeps its tax", async () => {
    const shop = await aTaxedShop();
    const ada = await shop.customer();
    const { orderId } = answered(
      await placeOrder(ada, { placementKey: newId(), lines: [{ productId: shop.courseId, quantity: 1 }] }),
    );
    const change = { kind: "end_rate", position: 1, validUntil: "2020-12-31" } as const;
    answered(
      await changeTaxSettings(shop.staff("finance_admin"), {
        baseVersion: 2,
        change,
        reason: "Moved abroad.",
      }),
    );
    expect(await taxPayable(shop.merchantId)).toEqual([{ code: "tax_payable:DE", owed_minor: 1_916n }]);
    answered(await cancelOrder(shop.staff("billing_ops"), { orderId, reason: "Asked by the customer." }));
    expect(await taxPayable(shop.merchantId)).toEqual([{ code: "tax_payable:DE", owed_minor: 0n }]);
    expect(
      await stage.rows(
        `SELECT sum(tax_minor)::bigint AS tax_minor, sum(taxable_minor)::bigint AS taxable_minor FROM document_tax
           WHERE merchant_id = $1`,
        [shop.merchantId],
      ),
    ).toEqual([{ tax_minor: 0n, taxable_minor: 0n }]);
    const after = answered(
      await placeOrder(ada, { placementKey: newId(), lines: [{ productId: shop.courseId, quantity: 1 }] }),
    );
    expect(await documentsOf(after.orderId)).toHaveLength(1);
    expect((await documentsOf(after.orderId))[0]).not.toContain("VAT");
  });

  test("TIM-16: keeps all of its tax, each cent claimed once, when its terms change after a part was paid", async () => {
    const shop = await aTaxedShop();
    const ada = await shop.customer();
    await tellStory(stage, { merchantId: shop.merchantId, journal: "taxed-terms-changed.txt" }, async () => {
      const termsId = await shop.terms(THREE);
      const { orderId } = answered(
        await placeOrder(ada, {
          placementKey: newId(),
          lines: [{ productId: shop.courseId, quantity: 1 }],
          termsId,
        }),
      );
      expect(await pay(ada, orderId)).toBe(4_000n);
      const wish = { orderId, terms: NET_30 };
      const billing = shop.staff("billing_ops");
      const { seen } = answered(await previewTermsChange(billing, wish));
      answered(await changeOrderTerms(billing, { ...wish, changeKey: newId(), seen, reason: "As agreed." }));
      expect(await taxPayable(shop.merchantId)).toEqual([{ code: "tax_payable:DE", owed_minor: 1_916n }]);
      const later = { orderId, terms: { kind: "net", days: 60, end: "none" } as const };
      const again = answered(await previewTermsChange(billing, later)).seen;
      answered(
        await changeOrderTerms(billing, { ...later, changeKey: newId(), seen: again, reason: "As agreed." }),
      );
      expect(await taxPayable(shop.merchantId)).toEqual([{ code: "tax_payable:DE", owed_minor: 1_916n }]);
      expect(await pay(ada, orderId)).toBe(8_000n);
      expect(
        await stage.rows(
          `SELECT sum(tax_minor)::bigint AS tax_minor, sum(taxable_minor)::bigint AS taxable_minor FROM document_tax
             WHERE merchant_id = $1`,
          [shop.merchantId],
        ),
      ).toEqual([{ tax_minor: 1_916n, taxable_minor: 10_084n }]);
    });
  });

  test("INV-04: follows the country that the customer says, and a shop without settings taxes nothing", async () => {
    const shop = await aTaxedShop();
    const ada = await shop.customer();
    const home = { locale: "en-US", name: "Ada", address: "Rue 1", country: "FR", region: "", taxId: "" };
    answered(await changeBillingDetails(ada, home));
    const plain = await aShop();
    for (const [where, buyer] of [
      [shop, ada],
      [plain, await plain.customer()],
    ] as const) {
      const lines = [{ productId: where.placementId, quantity: 1 }];
      const { orderId } = answered(await placeOrder(buyer, { placementKey: newId(), lines }));
      expect(
        await stage.rows('SELECT tax_minor, total_minor, tax_basis FROM "order" WHERE id = $1', [orderId]),
      ).toEqual([{ tax_minor: 0n, total_minor: 25_000n, tax_basis: null }]);
    }
  });
});
