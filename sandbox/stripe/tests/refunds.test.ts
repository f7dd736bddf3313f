import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { idOf, startForTest, stripeError, type TestSandbox } from "./start.ts";

let sandbox: TestSandbox;

beforeEach(async () => {
  sandbox = await startForTest();
});
afterEach(() => sandbox.close());

const paid = (amount = 10_000, token = "pm_card_visa") =>
  sandbox.stripe.paymentIntents.create({
    amount,
    currency: "usd",
    payment_method: token,
    off_session: true,
    confirm: true,
  });
const chargeOf = async (intentId: string) => {
  const { latest_charge: charge } = await sandbox.stripe.paymentIntents.retrieve(intentId);
  return sandbox.stripe.charges.retrieve(idOf(charge));
};

describe("refunds (https://docs.stripe.com/refunds)", () => {
  it("are made in parts until nothing is left", async () => {
    const { stripe } = sandbox;
    const intent = await paid();
    const first = await stripe.refunds.create({
      payment_intent: intent.id,
      amount: 4_000,
      reason: "requested_by_customer",
      metadata: { a: "1" },
    });
    expect(first).toMatchObject({
      status: "succeeded",
      amount: 4_000,
      reason: "requested_by_customer",
      metadata: { a: "1" },
      payment_intent: intent.id,
    });
    expect(await chargeOf(intent.id)).toMatchObject({ amount_refunded: 4_000, refunded: false });
    const tooMuch = await stripeError(stripe.refunds.create({ payment_intent: intent.id, amount: 6_001 }));
    expect(tooMuch.message).toBe(
      "Refund amount ($60.01) is greater than unrefunded amount on charge ($60.00)",
    );
    await stripe.refunds.create({ charge: idOf(first.charge) });
    expect(await chargeOf(intent.id)).toMatchObject({ amount_refunded: 10_000, refunded: true });
    expect(await stripeError(stripe.refunds.create({ payment_intent: intent.id }))).toMatchObject({
      code: "charge_already_refunded",
    });
    expect((await stripe.refunds.list({ payment_intent: intent.id })).data).toHaveLength(2);
  });

  it("need a successful charge", async () => {
    const open = await sandbox.stripe.paymentIntents.create({ amount: 500, currency: "usd" });
    expect((await stripeError(sandbox.stripe.refunds.create({ payment_intent: open.id }))).message).toContain(
      "does not have a successful charge to refund",
    );
    expect(await stripeError(sandbox.stripe.refunds.create({}))).toMatchObject({ code: "parameter_missing" });
  });

  it("of 4000000000007726 are pending first (https://docs.stripe.com/testing#refunds)", async () => {
    const intent = await paid(900, "pm_card_pendingRefund");
    const refund = await sandbox.stripe.refunds.create({ payment_intent: intent.id });
    expect(refund).toMatchObject({ status: "pending", pending_reason: "processing" });
    await sandbox.control("POST", "settle");
    expect((await sandbox.stripe.refunds.retrieve(refund.id)).status).toBe("succeeded");
  });

  it("of 4000000000005126 fail later and give the money back to the balance", async () => {
    const intent = await paid(900, "pm_card_refundFail");
    const refund = await sandbox.stripe.refunds.create({ payment_intent: intent.id });
    expect(refund.status).toBe("succeeded");
    await sandbox.control("POST", "settle");
    const failed = await sandbox.stripe.refunds.retrieve(refund.id, {
      expand: ["failure_balance_transaction"],
    });
    expect(failed).toMatchObject({
      status: "failed",
      failure_balance_transaction: { type: "refund_failure", amount: 900 },
    });
    expect(await chargeOf(intent.id)).toMatchObject({ amount_refunded: 0, refunded: false });
    const types = (await sandbox.stripe.events.list({ types: ["refund.failed", "refund.updated"] })).data.map(
      (event) => event.type,
    );
    expect(types.toSorted()).toEqual(["refund.failed", "refund.updated"]);
  });
});

describe("taking a refund back (https://docs.stripe.com/refunds#cancel-refund, https://docs.stripe.com/api/refunds/cancel)", () => {
  const cancelInDashboard = (id: string) => sandbox.control("POST", `refunds/${id}/cancel`);

  it.each(["pm_card_visa", "pm_card_pendingRefund", "pm_card_refundFail"])(
    "the API cancels no refund of %s, the Dashboard does",
    async (token) => {
      const { stripe } = sandbox;
      const intent = await paid(900, token);
      const { id, status } = await stripe.refunds.create({ payment_intent: intent.id, amount: 400 });
      expect(await stripeError(stripe.refunds.cancel(id))).toMatchObject({
        statusCode: 400,
        message: "Canceling this refund is unsupported.",
      });
      expect((await stripe.refunds.retrieve(id)).status).toBe(status);
      expect(await cancelInDashboard(id)).toEqual({ refund: id, status: "canceled" });
      await sandbox.control("POST", "settle");
      const canceled = await stripe.refunds.retrieve(id, { expand: ["failure_balance_transaction"] });
      expect(canceled).toMatchObject({
        status: "canceled",
        failure_reason: "merchant_request",
        failure_balance_transaction: { type: "refund_failure", amount: 400 },
      });
      expect(await chargeOf(intent.id)).toMatchObject({ amount_refunded: 0, refunded: false });
      const [updated] = (await stripe.events.list({ type: "refund.updated" })).data;
      expect(updated?.data.previous_attributes).toMatchObject({ status });
      expect(await cancelInDashboard(id)).toHaveProperty("error");
    },
  );

  it("is possible for half an hour", async () => {
    const intent = await paid(900);
    const { id } = await sandbox.stripe.refunds.create({ payment_intent: intent.id });
    await sandbox.control("POST", "clock/advance", { minutes: 31 });
    expect(await cancelInDashboard(id)).toHaveProperty("error");
    expect((await sandbox.stripe.refunds.retrieve(id)).status).toBe("succeeded");
  });

  it("leaves what was refunded besides, and lets the rest be refunded again", async () => {
    const { stripe } = sandbox;
    const intent = await paid(900);
    await stripe.refunds.create({ payment_intent: intent.id, amount: 300 });
    const { id } = await stripe.refunds.create({ payment_intent: intent.id });
    expect(await chargeOf(intent.id)).toMatchObject({ amount_refunded: 900, refunded: true });
    await cancelInDashboard(id);
    expect(await chargeOf(intent.id)).toMatchObject({ amount_refunded: 300, refunded: false });
    expect(await stripe.refunds.create({ payment_intent: intent.id })).toMatchObject({ amount: 600 });
  });
});

describe("the balance (https://docs.stripe.com/api/balance_transactions)", () => {
  it("counts 2.9% + 30 as the fee and keeps it on a refund", async () => {
    const { stripe } = sandbox;
    const intent = await paid(10_000);
    await stripe.refunds.create({ payment_intent: intent.id, amount: 2_500 });
    const { data } = await stripe.balanceTransactions.list();
    expect(data).toMatchObject([
      { type: "refund", amount: -2_500, fee: 0, net: -2_500, reporting_category: "refund" },
      {
        type: "charge",
        amount: 10_000,
        fee: 320,
        net: 9_680,
        status: "pending",
        fee_details: [{ amount: 320, type: "stripe_fee" }],
      },
    ]);
    expect(data[1]?.available_on).toBe((data[1]?.created ?? 0) + 172_800);
  });

  it.each([
    { amount: 1_000, fee: 59 },
    { amount: 1_099, fee: 62 },
    { amount: 50, fee: 31 },
    { amount: 99_999_999, fee: 2_900_030 },
  ])("a charge of $amount costs $fee", async ({ amount, fee }) => {
    await paid(amount);
    await sandbox.control("POST", "settle");
    const { data } = await sandbox.stripe.balanceTransactions.list({ type: "charge" });
    expect(data[0]).toMatchObject({ fee, net: amount - fee });
  });

  it("moves from pending to available, and equals the sum of its transactions", async () => {
    const { stripe } = sandbox;
    await paid(10_000);
    const bypass = await paid(5_000, "pm_card_bypassPending");
    await stripe.refunds.create({ payment_intent: bypass.id, amount: 1_000 });
    const sums = async () => {
      const { available, pending } = await stripe.balance.retrieve();
      const { data } = await stripe.balanceTransactions.list({ limit: 100 });
      const net = data.reduce((sum, transaction) => sum + transaction.net, 0);
      return { available: available[0]?.amount ?? 0, pending: pending[0]?.amount ?? 0, net };
    };
    const before = await sums();
    expect(before.available + before.pending).toBe(before.net);
    await sandbox.control("POST", "settle");
    const after = await sums();
    expect(after).toEqual({ available: after.net, pending: 0, net: 9_680 + 4_825 - 1_000 });
  });

  it("follows a little after an asynchronous capture, with charge.updated (https://docs.stripe.com/payments/payment-intents/asynchronous-capture)", async () => {
    const intent = await paid(1_000);
    expect(await chargeOf(intent.id)).toMatchObject({ balance_transaction: null, captured: true });
    await sandbox.control("POST", "settle");
    const charge = await chargeOf(intent.id);
    expect(charge.balance_transaction).toMatch(/^txn_/);
    const [updated] = (await sandbox.stripe.events.list({ type: "charge.updated" })).data;
    expect(updated?.data.previous_attributes).toEqual({ balance_transaction: null });
  });
});
