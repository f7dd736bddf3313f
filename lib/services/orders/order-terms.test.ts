import { beforeAll, describe, expect, test } from "vitest";
import type { CustomerActor } from "@/lib/domain/actor";
import { money } from "@/lib/domain/money/money";
import type { PaymentTerms } from "@/lib/domain/terms/payment-terms";
import { newId } from "@/lib/platform/ids";
import { getTermsOffer } from "@/lib/queries/terms/get-terms-offer";
import { anOrder } from "@/test/builders/orders";
import { aShop, type Shop } from "@/test/builders/shop";
import { answered, refused } from "@/test/support/answered";
import { moneyStage } from "@/test/support/money-stage";
import { payAsBrowser } from "@/test/support/pay-as-browser";
import type { ServiceContext } from "../context";
import { refreshPayment } from "../payments/refresh-payment";
import type { PaymentScope } from "@/lib/domain/payments/due-installments";
import { startPayment } from "../payments/start-payment";
import { addTermsOption } from "../terms/add-terms-option";
import { grantCustomerTerms } from "../terms/grant-customer-terms";
import { retireTermsOption } from "../terms/retire-terms-option";
import { attachSite } from "./attach-site";
import { cancelOrder } from "./cancel-order";
import { placeOrder } from "./place-order";

const stage = moneyStage();
const CLOCK = { now: () => new Date("2027-01-31T12:00:00Z") };
let shop: Shop;
let ada: ServiceContext<CustomerActor>;

beforeAll(async () => {
  shop = await aShop({ clock: CLOCK });
  ada = await shop.customer();
});

const NET_30: PaymentTerms = { kind: "net", days: 30, end: "none" };
const DEPOSIT: PaymentTerms = {
  kind: "deposit",
  shareBasisPoints: 3_000,
  fixedMinor: 0n,
  minimumMinor: 0n,
  balance: { kind: "standard" },
};
const MONTHLY: PaymentTerms = {
  kind: "installments",
  count: 3,
  unit: "month",
  every: 1,
  starts: "at_once",
  firstShareBasisPoints: 0,
  feeBasisPoints: 500,
  feeMinor: 0n,
};

async function pay(orderId: string, scope: PaymentScope = "due") {
  const started = answered(await startPayment(ada, { orderId, saveMethod: false, scope }));
  await payAsBrowser(stage, started.clientSecret);
  answered(await refreshPayment(ada, { paymentId: started.paymentId }));
  return started.amount.amountMinor;
}

const stateOf = async (orderId: string) =>
  (await stage.rows<{ state: string }>('SELECT state FROM "order" WHERE id = $1', [orderId]))[0]?.state;

const parts = (orderId: string) =>
  stage.rows(
    `SELECT amount_minor::int AS amount, state, due_on::text AS due_on, (SELECT count(*)::int FROM invoice v
       WHERE v.installment_id = i.id AND v.state <> 'void') AS invoices FROM installment i WHERE order_id = $1 ORDER BY position`,
    [orderId],
  );

const courses = (orderId: string) =>
  stage.rows("SELECT 1 FROM access_grant WHERE order_id = $1 AND revoked_at IS NULL", [orderId]);

describe("an order on terms", () => {
  test("TIM-04: net 30 proceeds without payment, invoiced at once with its day, and is paid by it", async () => {
    const { orderId } = await anOrder(shop, ada, { termsId: await shop.terms(NET_30) });
    expect(await parts(orderId)).toEqual([
      { amount: 12_000, state: "due", due_on: "2027-03-02", invoices: 1 },
    ]);
    expect(await courses(orderId)).toHaveLength(1);
    expect(await pay(orderId)).toBe(12_000n);
    expect(await stateOf(orderId)).toBe("paid");
  });

  test("TIM-02: with a deposit, no site is shown before it is paid; the balance follows approval", async () => {
    const { orderId, siteIds } = await anOrder(shop, ada, { sites: 1, termsId: await shop.terms(DEPOSIT) });
    const site = { siteId: siteIds[0] ?? "", url: "https://example.test", note: null };
    expect(refused(await attachSite(shop.staff("support"), site)).code).toBe("order_state_refused");
    expect(await parts(orderId)).toMatchObject([
      { amount: 7_500, state: "due", due_on: "2027-01-31", invoices: 1 },
      { amount: 17_500, state: "scheduled", due_on: null, invoices: 0 },
    ]);
    expect(await pay(orderId)).toBe(7_500n);
    expect(await stateOf(orderId)).toBe("confirmed");
    answered(await attachSite(shop.staff("support"), site));
    expect(refused(await startPayment(ada, { orderId, saveMethod: false })).code).toBe("order_not_payable");
  });

  test("a deposit for a course makes it payable, and the balance opens it", async () => {
    const { orderId } = await anOrder(shop, ada, { termsId: await shop.terms(DEPOSIT) });
    expect(await pay(orderId)).toBe(3_600n);
    expect(await stateOf(orderId)).toBe("payment_pending");
    expect(await courses(orderId)).toHaveLength(0);
    expect(await pay(orderId)).toBe(8_400n);
    expect(await stateOf(orderId)).toBe("paid");
    expect(await courses(orderId)).toHaveLength(1);
  });

  test("TIM-07, TIM-10: installments carry their fee, open the course with the first, and are paid early and off", async () => {
    const { orderId } = await anOrder(shop, ada, { termsId: await shop.terms(MONTHLY) });
    expect(await parts(orderId)).toEqual([
      { amount: 4_200, state: "due", due_on: "2027-01-31", invoices: 1 },
      { amount: 4_200, state: "scheduled", due_on: "2027-02-28", invoices: 0 },
      { amount: 4_200, state: "scheduled", due_on: "2027-03-31", invoices: 0 },
    ]);
    expect(await pay(orderId)).toBe(4_200n);
    expect(await courses(orderId)).toHaveLength(1);
    expect(refused(await startPayment(ada, { orderId, saveMethod: false })).code).toBe("nothing_due");
    expect(await pay(orderId, "all")).toBe(8_400n);
    expect(await stateOf(orderId)).toBe("paid");
    expect(await parts(orderId)).toMatchObject([
      { state: "paid", invoices: 1 },
      { state: "paid", invoices: 1 },
      { state: "paid", invoices: 1 },
    ]);
  });

  test("one choice of how much takes the place of another: there is one open payment", async () => {
    const { orderId } = await anOrder(shop, ada, { termsId: await shop.terms(MONTHLY) });
    answered(await startPayment(ada, { orderId, saveMethod: false, scope: "all" }));
    expect(await pay(orderId, "next")).toBe(4_200n);
    const open = await stage.rows("SELECT state FROM payment WHERE order_id = $1 ORDER BY id", [orderId]);
    expect(open).toEqual([{ state: "canceled" }, { state: "completed" }]);
  });

  test("canceling an order that was let go ahead closes its course; one that is partly paid is not canceled", async () => {
    const staff = shop.staff("billing_ops");
    const net = await anOrder(shop, ada, { termsId: await shop.terms(NET_30) });
    answered(await cancelOrder(staff, { orderId: net.orderId, reason: "Never signed." }));
    expect(await courses(net.orderId)).toHaveLength(0);
    const { orderId } = await anOrder(shop, ada, { termsId: await shop.terms(DEPOSIT) });
    await pay(orderId);
    expect(refused(await cancelOrder(staff, { orderId, reason: "Changed." })).code).toBe("order_partly_paid");
  });
});

describe("what is offered", () => {
  const line = () => [{ productId: shop.courseId, quantity: 1 }];

  test("TIM-15: is decided again when the order is placed", async () => {
    const termsId = await shop.terms(NET_30, { approvedOnly: true });
    const command = { placementKey: newId(), lines: line(), termsId };
    expect(refused(await placeOrder(ada, command)).code).toBe("terms_not_offered");
  });

  test("TIM-05, TIM-14: what staff grant to an account holds, and the order says so", async () => {
    const bob = await shop.customer("Bob");
    const grant = {
      customerId: bob.actor.customerId,
      terms: { ...NET_30, days: 45 },
      isApproved: true,
      creditLimit: money(20_000n, "USD"),
      reason: "Long-standing customer.",
    };
    expect(refused(await grantCustomerTerms(shop.staff("support"), grant)).code).toBe("missing_permission");
    expect(
      refused(await grantCustomerTerms(shop.staff("finance_admin"), { ...grant, reason: " " })).code,
    ).toBe("reason_required");
    expect(
      refused(await grantCustomerTerms(shop.staff("finance_admin"), { ...grant, customerId: newId() })).code,
    ).toBe("customer_not_found");
    expect(answered(await grantCustomerTerms(shop.staff("finance_admin"), grant))).toEqual({
      isChanged: true,
    });
    expect(answered(await grantCustomerTerms(shop.staff("finance_admin"), grant))).toEqual({
      isChanged: false,
    });
    const { orderId } = answered(await placeOrder(bob, { placementKey: newId(), lines: line() }));
    const rows = await stage.rows(
      `SELECT terms_source, terms_reason, due_on::text FROM "order" o JOIN installment i ON i.order_id = o.id WHERE o.id = $1`,
      [orderId],
    );
    expect(rows).toEqual([
      { terms_source: "override", terms_reason: "Long-standing customer.", due_on: "2027-03-17" },
    ]);
    const offer = await getTermsOffer(bob.actor, {
      subtotal: money(12_000n, "USD"),
      needsApproval: false,
      now: CLOCK.now(),
    });
    expect(offer.withheld[0]).toMatchObject({
      id: "account",
      reasons: [{ code: "credit_limit_exceeded", room: money(8_000n, "USD") }],
    });
  });

  test("TIM-15: two orders at once do not both fit under one credit limit", async () => {
    const eve = await shop.customer("Eve");
    const termsId = await shop.terms(NET_30, { creditLimitNeeded: true });
    const credit = { terms: null, isApproved: true, creditLimit: money(12_000n, "USD"), reason: "Checked." };
    answered(
      await grantCustomerTerms(shop.staff("finance_admin"), { customerId: eve.actor.customerId, ...credit }),
    );
    const placed = await Promise.all(
      [1, 2, 3].map(() => placeOrder(eve, { placementKey: newId(), lines: line(), termsId })),
    );
    expect(placed.filter(({ ok }) => ok)).toHaveLength(1);
  });

  test("is added once, to take the default's place, and retired with a reason", async () => {
    const other = await aShop();
    const buyer = await other.customer();
    const admin = other.staff("finance_admin");
    const option = {
      additionKey: newId(),
      terms: NET_30,
      rules: {
        minMinor: null,
        maxMinor: null,
        currencies: null,
        approvedOnly: false,
        paidOrdersMin: 0,
        noneOverdue: false,
        creditLimitNeeded: false,
      },
      isDefault: true,
      reason: "New policy",
    };
    expect(refused(await addTermsOption(admin, { ...option, reason: "" })).code).toBe("reason_required");
    const broken = { ...option, rules: { ...option.rules, minMinor: 2n, maxMinor: 1n } };
    expect(refused(await addTermsOption(admin, broken)).code).toBe("terms_malformed");
    expect(refused(await addTermsOption(other.staff("support"), option)).code).toBe("missing_permission");
    const { optionId } = answered(await addTermsOption(admin, option));
    expect(answered(await addTermsOption(admin, option))).toEqual({ optionId });
    const offered = async () =>
      (
        await getTermsOffer(buyer.actor, {
          subtotal: money(12_000n, "USD"),
          needsApproval: true,
          now: new Date(),
        })
      ).offered.map(({ name, source }) => `${name} ${source}`);
    expect(await offered()).toEqual(["Net 30 default"]);
    expect(refused(await retireTermsOption(admin, { optionId, reason: "" })).code).toBe("reason_required");
    answered(await retireTermsOption(admin, { optionId, reason: "Old policy" }));
    answered(await retireTermsOption(admin, { optionId, reason: "Old policy" }));
    expect(await offered()).toEqual(["Pay when it is done default"]);
  });
});
