import { describe, expect, test } from "vitest";
import type { CustomerActor } from "@/lib/domain/actor";
import type { PaymentScope } from "@/lib/domain/payments/due-installments";
import type { PaymentTerms } from "@/lib/domain/terms/payment-terms";
import { advanceInstallments } from "@/lib/jobs/handlers/advance-installments";
import { newId } from "@/lib/platform/ids";
import type { ServiceContext } from "@/lib/services/context";
import { bounceManualPayment } from "@/lib/services/manual-payments/bounce-manual-payment";
import { recordManualPayment } from "@/lib/services/manual-payments/record-manual-payment";
import { verifyManualPayment } from "@/lib/services/manual-payments/verify-manual-payment";
import { approveSites } from "@/lib/services/orders/approve-sites";
import { attachSite } from "@/lib/services/orders/attach-site";
import { markSitesReady } from "@/lib/services/orders/mark-sites-ready";
import { placeOrder } from "@/lib/services/orders/place-order";
import { startPayment } from "@/lib/services/payments/start-payment";
import { changeOrderTerms } from "@/lib/services/terms/change-order-terms";
import { previewTermsChange } from "@/lib/services/terms/preview-terms-change";
import { siteIdsOf } from "../builders/orders";
import { aShop, type Shop } from "../builders/shop";
import { answered } from "../support/answered";
import { moneyStage } from "../support/money-stage";
import { payAsBrowser } from "../support/pay-as-browser";
import { tellStory } from "../support/scenario";
import { until } from "../support/until";

const stage = moneyStage({ webhooks: true });

/** A clock that a story moves by hand. */
function movedClock(start: string) {
  let now = new Date(start);
  return { now: () => now, moveTo: (day: string) => void (now = new Date(`${day}T12:00:00Z`)) };
}

type Buyer = ServiceContext<CustomerActor>;

const NET_30: PaymentTerms = { kind: "net", days: 30, end: "none" };
const DEPOSIT: PaymentTerms = {
  kind: "deposit",
  shareBasisPoints: 3_333,
  fixedMinor: 0n,
  minimumMinor: 0n,
  balance: { kind: "standard" },
};
const MONTHLY: Extract<PaymentTerms, { kind: "installments" }> = {
  kind: "installments",
  count: 12,
  unit: "month",
  every: 1,
  starts: "at_once",
  firstShareBasisPoints: 0,
  feeBasisPoints: 250,
  feeMinor: 0n,
};

async function order(shop: Shop, buyer: Buyer, productId: string, terms: PaymentTerms): Promise<string> {
  const termsId = await shop.terms(terms);
  const lines = [{ productId, quantity: 1 }];
  return answered(await placeOrder(buyer, { placementKey: newId(), lines, termsId })).orderId;
}

async function pay(buyer: Buyer, orderId: string, scope: PaymentScope = "due"): Promise<bigint> {
  const started = answered(await startPayment(buyer, { orderId, saveMethod: false, scope }));
  await payAsBrowser(stage, started.clientSecret);
  const completed = "SELECT 1 FROM payment WHERE id = $1 AND state = 'completed'";
  await until(
    "the payment has arrived",
    async () => (await stage.rows(completed, [started.paymentId])).length > 0,
  );
  return started.amount.amountMinor;
}

/** Money that one person writes down and another finds at the bank. */
async function receive(
  shop: Shop,
  buyer: Buyer,
  { orderId, amountMinor }: { orderId: string; amountMinor: bigint },
): Promise<string> {
  const recorder = shop.staff("billing_ops");
  const recorded = await recordManualPayment(recorder, {
    recordKey: newId(),
    customerId: buyer.actor.customerId,
    method: "bank_transfer",
    amount: { amountMinor, currency: "USD" },
    receivedOn: recorder.clock.now().toISOString().slice(0, 10),
    reference: "RF 18",
    note: "",
    parts: [{ orderId, amountMinor }],
    evidence: null,
  });
  const { manualPaymentId } = answered(recorded);
  answered(await verifyManualPayment(shop.staff("finance_approver"), { manualPaymentId }));
  return manualPaymentId;
}

/** The sweep passes over what is locked, such as by news of an earlier payment, and comes back to it. */
async function sweep(orderId: string, now: Date): Promise<void> {
  const waiting = "SELECT 1 FROM installment WHERE order_id = $1 AND next_step_at <= $2";
  await until("every step that has come is taken", async () => {
    await advanceInstallments(now);
    return (await stage.rows(waiting, [orderId, now])).length === 0;
  });
}

const stateOf = async (orderId: string) =>
  (await stage.rows<{ state: string }>('SELECT state FROM "order" WHERE id = $1', [orderId]))[0]?.state;
const partsOf = async (orderId: string) =>
  (
    await stage.rows<{ part: string }>(
      `SELECT concat_ws(' ', state, due_on) AS part FROM installment WHERE order_id = $1 ORDER BY position`,
      [orderId],
    )
  ).map(({ part }) => part);

describe("payment terms", () => {
  test("TIM-02: a deposit, then the work, then the balance", async () => {
    const clock = movedClock("2027-01-04T12:00:00Z");
    const shop = await aShop({ clock });
    const ada = await shop.customer();
    const staff = shop.staff("support");
    await tellStory(stage, { merchantId: shop.merchantId, journal: "deposit-then-balance.txt" }, async () => {
      const orderId = await order(shop, ada, shop.placementId, DEPOSIT);
      expect(await stateOf(orderId)).toBe("deposit_pending");
      expect(await pay(ada, orderId)).toBe(8_333n);
      expect(await stateOf(orderId)).toBe("confirmed");
      clock.moveTo("2027-01-20");
      const siteIds = await siteIdsOf(orderId);
      for (const siteId of siteIds)
        answered(await attachSite(staff, { siteId, url: "https://example.test/site", note: null }));
      answered(await markSitesReady(staff, { orderId }));
      answered(await approveSites(ada, { lookedAt: clock.now(), orderId, siteIds }));
      expect(await partsOf(orderId)).toEqual(["paid 2027-01-04", "due 2027-01-20"]);
      expect(await pay(ada, orderId)).toBe(16_667n);
      expect(await stateOf(orderId)).toBe("paid");
    });
  });

  test("TIM-06: net 30, overdue the day after its day, paid late", async () => {
    const clock = movedClock("2027-01-31T12:00:00Z");
    const shop = await aShop({ clock, timeZone: "America/New_York" });
    const ada = await shop.customer();
    await tellStory(stage, { merchantId: shop.merchantId, journal: "net-30-paid-late.txt" }, async () => {
      const orderId = await order(shop, ada, shop.courseId, NET_30);
      expect(await partsOf(orderId)).toEqual(["due 2027-03-02"]);
      // Midnight in New York, not in Greenwich, makes it late.
      await advanceInstallments(new Date("2027-03-03T04:59:59Z"));
      expect(await partsOf(orderId)).toEqual(["due 2027-03-02"]);
      await sweep(orderId, new Date("2027-03-03T05:00:00Z"));
      await advanceInstallments(new Date("2027-03-03T05:00:00Z"));
      expect(await partsOf(orderId)).toEqual(["overdue 2027-03-02"]);
      const late = await stage.rows(
        "SELECT 1 FROM order_event WHERE order_id = $1 AND kind = 'installment_overdue'",
        [orderId],
      );
      expect(late).toHaveLength(1);
      clock.moveTo("2027-03-10");
      expect(await pay(ada, orderId)).toBe(12_000n);
      expect(await stateOf(orderId)).toBe("paid");
    });
  });

  test("TIM-07, TIM-10: twelve installments through their months, one late, one early, the rest paid off", async () => {
    const clock = movedClock("2027-01-31T12:00:00Z");
    const shop = await aShop({ clock });
    const ada = await shop.customer();
    await tellStory(stage, { merchantId: shop.merchantId, journal: "twelve-installments.txt" }, async () => {
      const orderId = await order(shop, ada, shop.courseId, MONTHLY);
      expect(await pay(ada, orderId)).toBe(1_025n);
      for (const day of ["2027-02-28", "2027-03-31"]) {
        clock.moveTo(day);
        await sweep(orderId, clock.now());
        expect(await pay(ada, orderId)).toBe(1_025n);
      }
      clock.moveTo("2027-05-01");
      await sweep(orderId, clock.now());
      expect((await partsOf(orderId)).slice(2, 5)).toEqual([
        "paid 2027-03-31",
        "overdue 2027-04-30",
        "scheduled 2027-05-31",
      ]);
      expect(await pay(ada, orderId)).toBe(1_025n);
      expect(await pay(ada, orderId, "next")).toBe(1_025n);
      expect(await pay(ada, orderId, "all")).toBe(7_175n);
      expect(await stateOf(orderId)).toBe("paid");
    });
  });

  test("TIM-16: net 30, a part of it by transfer, then other terms for the rest, paid by card", async () => {
    const clock = movedClock("2027-01-10T12:00:00Z");
    const shop = await aShop({ clock });
    const ada = await shop.customer();
    const billing = shop.staff("billing_ops");
    await tellStory(stage, { merchantId: shop.merchantId, journal: "terms-changed-midway.txt" }, async () => {
      const orderId = await order(shop, ada, shop.courseId, NET_30);
      clock.moveTo("2027-01-20");
      await receive(shop, ada, { orderId, amountMinor: 3_000n });
      const { seen } = answered(await previewTermsChange(billing, { orderId, terms: MONTHLY }));
      const change = { changeKey: newId(), orderId, terms: MONTHLY, seen, reason: "A plan was agreed" };
      answered(await changeOrderTerms(billing, change));
      expect((await partsOf(orderId)).slice(0, 4)).toEqual([
        "paid 2027-02-09",
        "due 2027-01-20",
        "scheduled 2027-02-20",
        "scheduled 2027-03-20",
      ]);
      // 120.00 with a fee of 2.5 %, less 30.00.
      expect(await pay(ada, orderId, "all")).toBe(9_300n);
      expect(await stateOf(orderId)).toBe("paid");
    });
  });

  test("net 30 by a check that bounces, paid short by transfer then, and the rest by card", async () => {
    const clock = movedClock("2027-01-10T12:00:00Z");
    const shop = await aShop({ clock });
    const ada = await shop.customer();
    await tellStory(stage, { merchantId: shop.merchantId, journal: "check-bounced.txt" }, async () => {
      const orderId = await order(shop, ada, shop.courseId, NET_30);
      // 10.00 too much become credit, which goes back with the rest.
      const manualPaymentId = await receive(shop, ada, { orderId, amountMinor: 13_000n });
      expect(await stateOf(orderId)).toBe("paid");
      clock.moveTo("2027-01-25");
      const bounced = { manualPaymentId, reason: "Returned by the bank" };
      answered(await bounceManualPayment(shop.staff("billing_ops"), bounced));
      expect(await stateOf(orderId)).toBe("payment_pending");
      expect(await partsOf(orderId)).toEqual(["due 2027-02-09"]);
      await sweep(orderId, new Date("2027-02-10T00:00:00Z"));
      expect(await partsOf(orderId)).toEqual(["overdue 2027-02-09"]);
      clock.moveTo("2027-02-11");
      await receive(shop, ada, { orderId, amountMinor: 5_000n });
      expect(await pay(ada, orderId)).toBe(7_000n);
      expect(await stateOf(orderId)).toBe("paid");
    });
  });

  test.each([
    { currency: "JPY", priceMinor: 10_001n, parts: [3_333n, 6_668n] },
    { currency: "KWD", priceMinor: 12_340n, parts: [4_110n, 8_230n] },
  ])("TIM-03: a deposit in $currency, to the unit", async ({ currency, priceMinor, parts }) => {
    const shop = await aShop({ clock: movedClock("2027-01-04T12:00:00Z") });
    const ada = await shop.customer();
    const journal = `deposit-${currency.toLowerCase()}.txt`;
    await tellStory(stage, { merchantId: shop.merchantId, journal }, async () => {
      const product = await shop.product({ kind: "course", priceMinor, currency });
      const orderId = await order(shop, ada, product, DEPOSIT);
      expect([await pay(ada, orderId), await pay(ada, orderId)]).toEqual(parts);
      expect(await stateOf(orderId)).toBe("paid");
    });
  });
});
