import { beforeAll, describe, expect, test } from "vitest";
import type { CustomerActor } from "@/lib/domain/actor";
import { inTransaction } from "@/lib/db/transaction";
import type { GatewayPayment } from "@/lib/domain/payments/gateway-outcome";
import type { PaymentTerms } from "@/lib/domain/terms/payment-terms";
import { advanceInstallments } from "@/lib/jobs/handlers/advance-installments";
import { newId } from "@/lib/platform/ids";
import { aConsent, aSavedCard, consentWords } from "@/test/builders/kept-cards";
import { anOrder } from "@/test/builders/orders";
import { type Shop, aShop } from "@/test/builders/shop";
import { answered, refused } from "@/test/support/answered";
import { moneyStage } from "@/test/support/money-stage";
import { movedClock } from "@/test/support/moved-clock";
import { payAsBrowser } from "@/test/support/pay-as-browser";
import type { ServiceContext } from "../context";
import { removeMethod } from "../payment-methods/remove-method";
import { applyGatewayResults } from "../payments/apply-gateway-results";
import { createAtGateway } from "../payments/create-at-gateway";
import { startPayment } from "../payments/start-payment";
import { resolveUnknownPayment } from "../payments/resolve-unknown-payment";
import { askCharge } from "./ask-charge";
import { beginCharge } from "./begin-charge";
import { collectInstallment } from "./collect-installment";
import { endCharge } from "./end-charge";
import { giveChargeConsent } from "./give-charge-consent";
import { withdrawChargeConsent } from "./withdraw-charge-consent";

const stage = moneyStage({ webhooks: true });
const clock = movedClock("2027-01-04T12:00:00Z");
let shop: Shop;

beforeAll(async () => {
  shop = await aShop({ clock });
});

const MONTHLY: PaymentTerms = {
  kind: "installments",
  count: 3,
  unit: "month",
  every: 1,
  starts: "after_one_interval",
  firstShareBasisPoints: 0,
  feeBasisPoints: 0,
  feeMinor: 0n,
};

interface Part {
  readonly id: string;
  readonly state: string;
  readonly collection: string;
  readonly charge_count: number;
  readonly retry_at: Date | null;
}

interface Plan {
  readonly ada: ServiceContext<CustomerActor>;
  readonly orderId: string;
  readonly methodId: string;
  readonly parts: () => Promise<Part[]>;
  readonly first: () => Promise<Part>;
  readonly payments: () => Promise<{ id: string; state: string; gateway_payment_id: string }[]>;
  readonly kinds: () => Promise<string[]>;
  /** Moves the clock and takes what has come. */
  readonly sweepOn: (day: string, hour?: string) => Promise<void>;
}

/** An order in three parts from next month on, with a kept card that may be charged. */
async function aPlan(card: string, start = "2027-01-04"): Promise<Plan> {
  clock.moveTo(start);
  const ada = await shop.customer();
  const { orderId } = await anOrder(shop, ada, { termsId: await shop.terms(MONTHLY) });
  const methodId = await aSavedCard(stage, ada, card);
  await aConsent(ada, { orderId, methodId });
  const parts = () =>
    stage.rows<Part>(
      "SELECT id, state, collection, charge_count, retry_at FROM installment WHERE order_id = $1 ORDER BY position",
      [orderId],
    );
  const first = async () => {
    const [part] = await parts();
    if (part === undefined) throw new Error("The order has no installments.");
    return part;
  };
  return {
    ada,
    orderId,
    methodId,
    parts,
    first,
    payments: () =>
      stage.rows("SELECT id, state, gateway_payment_id FROM payment WHERE order_id = $1 ORDER BY id", [
        orderId,
      ]),
    kinds: async () =>
      (
        await stage.rows<{ kind: string }>("SELECT kind FROM order_event WHERE order_id = $1 ORDER BY id", [
          orderId,
        ])
      ).map(({ kind }) => kind),
    sweepOn: async (day, hour = "12") => {
      clock.moveTo(day, hour);
      for (let time = 0; time < 2; time += 1) await advanceInstallments(clock.now());
    },
  };
}

/** What the gateway really took for an order. */
async function charges(plan: Plan): Promise<number> {
  const made = await Promise.all(
    (await plan.payments()).map(async ({ gateway_payment_id: intent }) =>
      intent === null ? [] : (await stage.stripe.charges.list({ payment_intent: intent })).data,
    ),
  );
  return made.flat().filter(({ status }) => status === "succeeded").length;
}

const confirmations = () =>
  stage.wire.requests.filter(({ method, path }) => method === "POST" && path.endsWith("/confirm"));

/** The bank's answer to the card that is always declined: this code, for this reason. */
function declineWith(code: string, reason: string): void {
  stage.wire.rewriteReplies(
    () => true,
    (text) => text.replaceAll("generic_decline", reason).replaceAll("card_declined", code),
  );
}

const collect = (plan: Plan, installmentId: string) =>
  collectInstallment(shop.system(), { orderId: plan.orderId, installmentId });

describe("collecting an installment", () => {
  test("TIM-08: charges the kept card on the day, in the morning, under keys of the installment", async () => {
    const plan = await aPlan("visa");
    await plan.sweepOn("2027-02-04", "08");
    expect(await plan.first()).toMatchObject({ state: "due", charge_count: 0 });
    await plan.sweepOn("2027-02-04", "09");
    const part = await plan.first();
    expect(part).toMatchObject({ state: "paid", collection: "none", charge_count: 1, retry_at: null });
    expect(confirmations().map(({ idempotencyKey }) => idempotencyKey)).toEqual([
      `installment:${part.id}:charge:1`,
    ]);
    expect(await charges(plan)).toBe(1);
    expect(await plan.kinds()).toEqual(expect.arrayContaining(["charge_consent_given", "charge_started"]));
    await plan.sweepOn("2027-03-04");
    expect((await plan.parts()).map(({ state }) => state)).toEqual(["paid", "paid", "scheduled"]);
    expect(await charges(plan)).toBe(2);
  });

  test("charges nothing without consent, once it is withdrawn, or once the card is removed", async () => {
    const withdrawn = await aPlan("visa");
    answered(await withdrawChargeConsent(withdrawn.ada, { orderId: withdrawn.orderId }));
    await withdrawn.sweepOn("2027-02-04");
    const removed = await aPlan("visa");
    answered(await removeMethod(removed.ada, { methodId: removed.methodId }));
    await removed.sweepOn("2027-02-04");
    for (const plan of [withdrawn, removed]) {
      expect(await plan.first()).toMatchObject({
        state: "due",
        collection: "none",
        charge_count: 0,
        retry_at: null,
      });
      expect(await plan.kinds()).toContain("charge_consent_withdrawn");
    }
    expect(confirmations()).toEqual([]);
  });

  test("is nothing that a customer or staff can ask for", async () => {
    const plan = await aPlan("visa");
    const command = { orderId: plan.orderId, installmentId: (await plan.first()).id };
    for (const ctx of [plan.ada, shop.staff("finance_admin")])
      expect(refused(await collectInstallment(ctx, command))).toMatchObject({
        permission: "payment.collect",
      });
  });

  test("charges once, however many sweeps race", async () => {
    const plan = await aPlan("visa");
    await plan.sweepOn("2027-02-04", "08");
    clock.moveTo("2027-02-04", "09");
    const { id } = await plan.first();
    await Promise.all(Array.from({ length: 6 }, () => collect(plan, id)));
    expect(await plan.first()).toMatchObject({ state: "paid", charge_count: 1 });
    expect(await plan.payments()).toHaveLength(1);
    expect(await charges(plan)).toBe(1);
  });

  test("never charges what was paid by hand in the meantime, and gives up an unfinished checkout over it first", async () => {
    const plan = await aPlan("visa");
    clock.moveTo("2027-02-03");
    const early = answered(
      await startPayment(plan.ada, { orderId: plan.orderId, saveMethod: false, scope: "next" }),
    );
    await payAsBrowser(stage, early.clientSecret);
    answered(await resolveUnknownPayment(shop.system(), { paymentId: early.paymentId }));
    await plan.sweepOn("2027-02-04");
    expect(await plan.first()).toMatchObject({ state: "paid", charge_count: 0 });
    // Left lying yesterday, over everything: nobody may be able to pay it beside the charge.
    clock.moveTo("2027-03-03");
    const left = answered(
      await startPayment(plan.ada, { orderId: plan.orderId, saveMethod: false, scope: "all" }),
    );
    await plan.sweepOn("2027-03-04");
    await advanceInstallments(clock.now());
    expect((await plan.payments()).find(({ id }) => id === left.paymentId)?.state).toBe("canceled");
    expect((await plan.parts()).map(({ state }) => state)).toEqual(["paid", "paid", "scheduled"]);
    expect(await charges(plan)).toBe(2);
  });

  test("waits for whoever has the checkout open", async () => {
    const plan = await aPlan("visa");
    await plan.sweepOn("2027-02-04", "08");
    clock.moveTo("2027-02-04", "09");
    const open = answered(await startPayment(plan.ada, { orderId: plan.orderId, saveMethod: false }));
    await advanceInstallments(clock.now());
    expect(await plan.first()).toMatchObject({ charge_count: 0, state: "due" });
    await payAsBrowser(stage, open.clientSecret);
    answered(await resolveUnknownPayment(shop.system(), { paymentId: open.paymentId }));
    await plan.sweepOn("2027-02-04", "12");
    expect(await charges(plan)).toBe(1);
  });
});

describe("a charge that does not work", () => {
  test("CHK-05: waits for its customer where the bank wants to hear from them, with a link and a deadline, and is no decline", async () => {
    const plan = await aPlan("authenticationRequired");
    await plan.sweepOn("2027-02-04");
    expect(await plan.first()).toMatchObject({
      state: "due",
      collection: "action_required",
      charge_count: 1,
    });
    const [payment] = await plan.payments();
    expect(payment?.state).toBe("requires_action");
    const jobs = await stage.rows(
      "SELECT payload->>'kind' AS kind FROM outbox_job WHERE payload->>'kind' IN ('authentication_needed', 'payment_failed')",
    );
    expect(jobs).toEqual([{ kind: "authentication_needed" }]);
    // Days go by and nobody charges again; the customer confirms in time.
    await plan.sweepOn("2027-02-08");
    expect(confirmations()).toHaveLength(1);
    const resumed = answered(await startPayment(plan.ada, { orderId: plan.orderId, saveMethod: false }));
    expect(resumed.paymentId).toBe(payment?.id);
    await payAsBrowser(stage, resumed.clientSecret);
    answered(await resolveUnknownPayment(shop.system(), { paymentId: resumed.paymentId }));
    expect(await plan.first()).toMatchObject({ state: "paid", collection: "none", retry_at: null });
  });

  test("CHK-05: is the customer's to pay once the deadline has passed", async () => {
    const plan = await aPlan("authenticationRequired");
    await plan.sweepOn("2027-02-04");
    await plan.sweepOn("2027-02-12");
    expect(await plan.first()).toMatchObject({
      state: "overdue",
      collection: "customer_needed",
      charge_count: 1,
    });
    expect(confirmations()).toHaveLength(1);
  });

  test("GTW-14, GTW-16: is tried five times, a day, two, four and eight apart, and each attempt is listed", async () => {
    const plan = await aPlan("chargeCustomerFail");
    declineWith("processing_error", "processing_error");
    for (const day of ["02-04", "02-05", "02-07", "02-11", "02-19"]) await plan.sweepOn(`2027-${day}`, "12");
    await plan.sweepOn("2027-03-03");
    expect(await plan.first()).toMatchObject({
      collection: "customer_needed",
      charge_count: 5,
      retry_at: null,
    });
    const attempts = await stage.rows(
      "SELECT outcome FROM payment_attempt a JOIN payment p ON p.id = a.payment_id WHERE p.order_id = $1",
      [plan.orderId],
    );
    expect(attempts).toEqual(Array.from({ length: 5 }, () => ({ outcome: "declined" })));
    expect((await plan.kinds()).filter((kind) => kind === "charge_failed")).toHaveLength(5);
  });

  test.each([
    { name: "insufficient funds", code: "card_declined", reason: "insufficient_funds" },
    { name: "an expired card", code: "expired_card", reason: "expired_card" },
    { name: "a bank that gives no reason", code: "card_declined", reason: "generic_decline" },
  ])("GTW-15: $name is never tried again by itself: the customer is asked", async ({ code, reason }) => {
    const plan = await aPlan("chargeCustomerFail");
    declineWith(code, reason);
    await plan.sweepOn("2027-02-04");
    await plan.sweepOn("2027-03-03");
    expect(await plan.first()).toMatchObject({ collection: "customer_needed", charge_count: 1 });
    expect(confirmations()).toHaveLength(1);
  });
});

describe("a consent", () => {
  test("CHK-05: keeps the words as they were shown, once, and gives way to another card, which is charged for what failed", async () => {
    const plan = await aPlan("chargeCustomerFail");
    await plan.sweepOn("2027-02-04");
    expect(await plan.first()).toMatchObject({ collection: "customer_needed", charge_count: 1 });
    const methodId = await aSavedCard(stage, plan.ada, "mastercard");
    const text = await consentWords(plan.ada, plan.orderId);
    const command = { consentKey: newId(), orderId: plan.orderId, methodId, text };
    const given = answered(await giveChargeConsent(plan.ada, command));
    expect(answered(await giveChargeConsent(plan.ada, command))).toEqual(given);
    await plan.sweepOn("2027-02-05");
    expect(await plan.first()).toMatchObject({ state: "paid", charge_count: 2 });
    const consents = await stage.rows(
      "SELECT text, given_by, withdrawn_reason FROM charge_consent WHERE order_id = $1 ORDER BY given_at",
      [plan.orderId],
    );
    expect(consents).toMatchObject([
      { given_by: "Ada Lovelace", withdrawn_reason: "Another one took its place." },
      { text, withdrawn_reason: null },
    ]);
    await expect(stage.rows("UPDATE charge_consent SET text = text || '.'")).rejects.toThrow(
      "permission denied",
    );
  });

  test("is refused for another's order or card, for words that are not those of now, and where nothing is to come", async () => {
    const plan = await aPlan("visa");
    const { orderId, methodId } = plan;
    const eve = await shop.customer("Eve");
    const text = await consentWords(plan.ada, orderId);
    const consentKey = newId();
    const command = { consentKey, orderId, methodId, text };
    expect(refused(await giveChargeConsent(eve, command))).toMatchObject({ code: "order_not_found" });
    expect(refused(await withdrawChargeConsent(eve, { orderId }))).toMatchObject({ code: "order_not_found" });
    const hers = await aSavedCard(stage, eve);
    expect(refused(await giveChargeConsent(plan.ada, { ...command, methodId: hers }))).toMatchObject({
      code: "payment_method_not_found",
    });
    expect(
      refused(await giveChargeConsent(plan.ada, { ...command, text: `${text} And more.` })),
    ).toMatchObject({
      code: "page_outdated",
    });
    const plain = await anOrder(shop, plan.ada);
    expect(refused(await giveChargeConsent(plan.ada, { ...command, orderId: plain.orderId }))).toMatchObject({
      code: "nothing_due",
    });
  });
});

describe("what breaks in between", () => {
  const isConfirm = ({ method, path }: { method: string; path: string }) =>
    method === "POST" && path.endsWith("/confirm");

  test("F01: killed after it was begun, it is charged once, as the same attempt, when its lease runs out", async () => {
    const plan = await aPlan("visa");
    await plan.sweepOn("2027-02-04", "08");
    clock.moveTo("2027-02-04", "09");
    const { id } = await plan.first();
    const charge = { orderId: plan.orderId, installmentId: id };
    const begun = await inTransaction((tx) => beginCharge(tx, shop.system(), charge));
    await advanceInstallments(clock.now());
    expect(await plan.first()).toMatchObject({ state: "due", collection: "charging", charge_count: 1 });
    await plan.sweepOn("2027-02-04", "10");
    expect(await plan.first()).toMatchObject({ state: "paid", charge_count: 1 });
    // Whoever was slow rather than dead asks now, twice: under the same key, and what it came to is known.
    if (begun.kind !== "begun") throw new Error("The charge was not begun.");
    await Promise.all([askCharge(shop.system(), begun), askCharge(shop.system(), begun)]);
    await endCharge(shop.system(), begun, {
      kind: "declined",
      decline: { failureCode: "late", declineCode: null },
    });
    expect(await plan.first()).toMatchObject({ state: "paid", collection: "none", charge_count: 1 });
    expect(await plan.payments()).toHaveLength(1);
    expect(await charges(plan)).toBe(1);
  });

  test("F09: a charge whose answer is lost is unknown, is asked about, and is never charged again", async () => {
    const plan = await aPlan("visa");
    await plan.sweepOn("2027-02-04", "08");
    stage.wire.become("loses_replies", 10, 1);
    await plan.sweepOn("2027-02-04", "09");
    const [payment] = await plan.payments();
    expect(payment?.state).toBe("outcome_unknown");
    expect(await plan.first()).toMatchObject({ state: "due", collection: "charging" });
    await plan.sweepOn("2027-02-04", "12");
    stage.wire.become("carries");
    answered(await resolveUnknownPayment(shop.system(), { paymentId: payment?.id ?? "" }));
    expect(await plan.first()).toMatchObject({ state: "paid", collection: "none", charge_count: 1 });
    expect(await charges(plan)).toBe(1);
  });

  test("F09: a charge that never arrived is asked for again under the same key", async () => {
    const plan = await aPlan("visa");
    await plan.sweepOn("2027-02-04", "08");
    stage.wire.become("loses_requests", 10, 1);
    await plan.sweepOn("2027-02-04", "09");
    stage.wire.become("carries");
    const [payment] = await plan.payments();
    answered(await resolveUnknownPayment(shop.system(), { paymentId: payment?.id ?? "" }));
    await plan.sweepOn("2027-02-04", "12");
    expect(await plan.first()).toMatchObject({ state: "paid", charge_count: 1 });
    expect(new Set(confirmations().map(({ idempotencyKey }) => idempotencyKey)).size).toBe(1);
    expect(await charges(plan)).toBe(1);
  });

  test.each([
    { name: "that it worked", card: "visa", state: "paid", collection: "none", mails: [] },
    {
      name: "that it did not",
      card: "chargeCustomerFail",
      state: "due",
      collection: "customer_needed",
      mails: ["charge_failed"],
    },
  ])("the webhook comes before the answer and says $name", async ({ card, state, collection, mails }) => {
    const plan = await aPlan(card);
    stage.wire.beforeReply(isConfirm, () => stage.settle());
    await plan.sweepOn("2027-02-04");
    await stage.settle();
    expect(await plan.first()).toMatchObject({ state, collection, charge_count: 1 });
    const sent = await stage.rows<{ kind: string }>(
      `SELECT payload->>'kind' AS kind FROM outbox_job JOIN pay_link l ON l.id::text = payload->>'payLinkId' WHERE l.order_id = $1`,
      [plan.orderId],
    );
    expect(sent.map(({ kind }) => kind)).toEqual(mails);
    expect((await plan.kinds()).filter((kind) => kind === "charge_started")).toHaveLength(1);
  });

  test("F31: money that is on its way for days is waited for; when it fails, the customer is asked", async () => {
    const plan = await aPlan("visa");
    await plan.sweepOn("2027-02-04", "08");
    clock.moveTo("2027-02-04", "09");
    const { id: installmentId } = await plan.first();
    const system = shop.system();
    const begun = await inTransaction((tx) =>
      beginCharge(tx, system, { orderId: plan.orderId, installmentId }),
    );
    if (begun.kind !== "begun") throw new Error("The charge was not begun.");
    const { id: paymentId } = begun.payment;
    const [customer] = await stage.rows<{ id: string }>(
      "SELECT gateway_customer_id AS id FROM customer WHERE id = $1",
      [plan.ada.actor.customerId],
    );
    const made = await createAtGateway(system, begun, customer?.id ?? "");
    if (made.outcome !== "succeeded") throw new Error("The payment was not made.");
    // What a bank's debit looks like: accepted, and underway until the bank says otherwise.
    const news = (seen: Partial<GatewayPayment>) =>
      applyGatewayResults(system, [
        { paymentId, seen: { ...made.value, ...seen }, cause: { kind: "gateway_read", by: "janitor" } },
      ]);
    await news({ status: "processing" });
    for (const day of ["04", "05", "07"]) await plan.sweepOn(`2027-02-${day}`);
    expect(confirmations()).toEqual([]);
    expect(await plan.first()).toMatchObject({ state: "overdue", collection: "charging", charge_count: 1 });
    const lastDecline = { failureCode: "insufficient_funds", declineCode: null, message: "No money." };
    for (let time = 0; time < 2; time += 1) await news({ status: "requires_payment_method", lastDecline });
    expect(await plan.first()).toMatchObject({ collection: "customer_needed", retry_at: null });
    expect((await plan.kinds()).filter((kind) => kind === "charge_failed")).toHaveLength(1);
    await plan.sweepOn("2027-02-20");
    expect(confirmations()).toEqual([]);
  });
});
