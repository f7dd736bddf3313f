import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { idOf, startForTest, stripeError, type TestSandbox } from "./start.ts";

let sandbox: TestSandbox;

beforeEach(async () => {
  sandbox = await startForTest();
});
afterEach(() => sandbox.close());

const paid = (token: string, details: object = {}) =>
  sandbox.stripe.paymentIntents.create({
    amount: 4_200,
    currency: "usd",
    payment_method: token,
    off_session: true,
    confirm: true,
    ...details,
  });
const eventsOf = async (type: string) => (await sandbox.stripe.events.list({ type })).data;

describe("early fraud warnings (https://docs.stripe.com/api/radar/early_fraud_warnings)", () => {
  async function warned() {
    const intent = await paid("pm_card_createIssuerFraudRecord");
    await sandbox.control("POST", "settle");
    const { data } = await sandbox.stripe.radar.earlyFraudWarnings.list({ payment_intent: intent.id });
    const [warning] = data;
    if (warning === undefined) throw new Error("There is no warning.");
    return { intent, warning };
  }
  const retrieve = (id: string) => sandbox.stripe.radar.earlyFraudWarnings.retrieve(id);

  it("come a little after a payment with 4000000000005423, and move no money", async () => {
    const { intent, warning } = await warned();
    expect(warning).toMatchObject({
      object: "radar.early_fraud_warning",
      actionable: true,
      charge: idOf(intent.latest_charge),
      payment_intent: intent.id,
      fraud_type: "misc",
    });
    expect(warning.id).toMatch(/^issfr_/);
    expect(await eventsOf("radar.early_fraud_warning.created")).toHaveLength(1);
    expect((await sandbox.stripe.disputes.list()).data).toEqual([]);
    expect((await sandbox.stripe.balanceTransactions.list()).data.map(({ type }) => type)).toEqual([
      "charge",
    ]);
    const { charge } = await sandbox.stripe.radar.earlyFraudWarnings.retrieve(warning.id, {
      expand: ["charge"],
    });
    expect(charge).toMatchObject({ object: "charge", disputed: false });
  });

  it("are actionable until all was paid back", async () => {
    const { intent, warning } = await warned();
    await sandbox.stripe.refunds.create({ payment_intent: intent.id, amount: 200 });
    expect(await retrieve(warning.id)).toMatchObject({ actionable: true });
    await sandbox.stripe.refunds.create({ payment_intent: intent.id });
    expect(await retrieve(warning.id)).toMatchObject({ actionable: false });
    const [updated] = await eventsOf("radar.early_fraud_warning.updated");
    expect(updated?.data.previous_attributes).toEqual({ actionable: true });
  });

  it("are actionable until the payment was charged back", async () => {
    const { warning } = await warned();
    await sandbox.control("POST", "disputes", { charge: warning.charge, kind: "inquiry" });
    expect(await retrieve(warning.id)).toMatchObject({ actionable: true });
    await sandbox.control("POST", "disputes", { charge: warning.charge });
    expect(await retrieve(warning.id)).toMatchObject({ actionable: false });
  });

  it("can be made for any charge by the control API", async () => {
    const { latest_charge } = await paid("pm_card_visa");
    const charge = idOf(latest_charge);
    expect(await sandbox.control("POST", "early-fraud-warnings", { charge })).toHaveProperty("warning");
    const { data } = await sandbox.stripe.radar.earlyFraudWarnings.list({ charge });
    expect(data).toHaveLength(1);
    const again = await sandbox.control("POST", "early-fraud-warnings", { charge });
    expect(again).toHaveProperty("error");
    expect(await sandbox.control("POST", "early-fraud-warnings", { charge: "ch_none" })).toHaveProperty(
      "error",
    );
  });
});

describe("reviews (https://docs.stripe.com/radar/reviews, https://docs.stripe.com/api/radar/reviews)", () => {
  const elevated = (details: object = {}) =>
    paid("pm_card_riskLevelElevated", { expand: ["review", "latest_charge"], ...details });
  const retrieve = (id: string) => sandbox.stripe.reviews.retrieve(id);

  it("are opened for a payment of elevated risk, which succeeds", async () => {
    const intent = await elevated();
    const review = idOf(intent.review);
    expect(intent).toMatchObject({
      status: "succeeded",
      review: { object: "review", open: true, reason: "rule", opened_reason: "rule", closed_reason: null },
      latest_charge: {
        review,
        outcome: { type: "manual_review", risk_level: "elevated", reason: "elevated_risk_level" },
      },
    });
    expect(review).toMatch(/^prv_/);
    expect(await eventsOf("review.opened")).toHaveLength(1);
    const { data } = await sandbox.stripe.reviews.list();
    expect(data.map(({ id }) => id)).toEqual([review]);
  });

  it("are closed and listed no more when they are approved, once", async () => {
    const id = idOf((await elevated()).review);
    expect(await sandbox.stripe.reviews.approve(id)).toMatchObject({
      open: false,
      reason: "approved",
      closed_reason: "approved",
    });
    expect((await sandbox.stripe.reviews.list()).data).toEqual([]);
    const [closed] = await eventsOf("review.closed");
    expect(closed?.data.previous_attributes).toEqual({ open: true, reason: "rule", closed_reason: null });
    expect(await stripeError(sandbox.stripe.reviews.approve(id))).toMatchObject({ statusCode: 400 });
    expect(await stripeError(retrieve("prv_none"))).toMatchObject({ code: "resource_missing" });
  });

  it.each([
    ["requested_by_customer", "refunded"],
    ["fraudulent", "refunded_as_fraud"],
  ] as const)("a full refund because of %s closes them as %s", async (reason, closedReason) => {
    const { id, review } = await elevated();
    await sandbox.stripe.refunds.create({ payment_intent: id, amount: 200 });
    expect(await retrieve(idOf(review))).toMatchObject({ open: true });
    await sandbox.stripe.refunds.create({ payment_intent: id, reason });
    expect(await retrieve(idOf(review))).toMatchObject({ open: false, closed_reason: closedReason });
  });

  it("a dispute closes them as disputed, a cancellation as canceled", async () => {
    const disputed = await elevated();
    await sandbox.control("POST", "disputes", { charge: idOf(disputed.latest_charge) });
    expect(await retrieve(idOf(disputed.review))).toMatchObject({ closed_reason: "disputed" });
    const held = await elevated({ capture_method: "manual" });
    await sandbox.stripe.paymentIntents.cancel(held.id);
    expect(await retrieve(idOf(held.review))).toMatchObject({ closed_reason: "canceled" });
  });
});

describe("reports of fraud (https://docs.stripe.com/api/charges/update#update_charge-fraud_details)", () => {
  it("are kept with the charge and taken back by an empty value", async () => {
    const id = idOf((await paid("pm_card_visa")).latest_charge);
    const report = (user_report: "safe" | "fraudulent" | "") =>
      sandbox.stripe.charges.update(id, { fraud_details: { user_report } });
    expect((await report("fraudulent")).fraud_details).toEqual({ user_report: "fraudulent" });
    expect((await report("safe")).fraud_details).toEqual({ user_report: "safe" });
    expect((await report("")).fraud_details).toEqual({});
  });

  it("a refund because of fraud is one too", async () => {
    const intent = await paid("pm_card_visa");
    await sandbox.stripe.refunds.create({ payment_intent: intent.id, reason: "fraudulent", amount: 100 });
    const charge = await sandbox.stripe.charges.retrieve(idOf(intent.latest_charge));
    expect(charge.fraud_details).toEqual({ user_report: "fraudulent" });
  });
});
