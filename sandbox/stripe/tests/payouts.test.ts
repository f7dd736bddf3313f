import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { idOf, startForTest, stripeError, type TestSandbox } from "./start.ts";

// https://docs.stripe.com/payouts, https://docs.stripe.com/api/payouts, https://docs.stripe.com/connect/testing#account-numbers
let sandbox: TestSandbox;

/** A Monday, so that no weekend is in the way. */
const MONDAY = "2027-03-01T09:00:00Z";

beforeEach(async () => {
  sandbox = await startForTest();
  await sandbox.control("POST", "clock/freeze");
  await sandbox.control("POST", "clock", { time: MONDAY });
});
afterEach(() => sandbox.close());

const at = (iso: string): number => Date.parse(iso) / 1_000;
const goTo = (iso: string) => sandbox.control("POST", "clock/advance", { to: iso });
const paid = (amount = 10_000, token = "pm_card_visa") =>
  sandbox.stripe.paymentIntents.create({
    amount,
    currency: "usd",
    capture_method: "automatic",
    payment_method: token,
    off_session: true,
    confirm: true,
  });
/** 10,000 less the fee of 320. */
const fund = () => paid(10_000, "pm_card_bypassPending");
const manually = () =>
  sandbox.stripe.balanceSettings.update({ payments: { payouts: { schedule: { interval: "manual" } } } });
const balance = async () => {
  const { available, pending } = await sandbox.stripe.balance.retrieve();
  return { available: available[0]?.amount, pending: pending[0]?.amount };
};
const eventTypes = async (id: string): Promise<readonly string[]> => {
  const { data } = await sandbox.stripe.events.list({ limit: 100 });
  return data
    .filter(({ data: { object } }) => "id" in object && object.id === id)
    .map(({ type }) => type)
    .toReversed();
};

describe("funds (https://docs.stripe.com/payouts#payout-speed)", () => {
  it("become available two days after the payment, with balance.available", async () => {
    await manually();
    await paid();
    expect(await balance()).toEqual({ available: 0, pending: 9_680 });
    await goTo("2027-03-03T08:59:59Z");
    expect(await balance()).toEqual({ available: 0, pending: 9_680 });
    await goTo("2027-03-03T09:00:00Z");
    expect(await balance()).toEqual({ available: 9_680, pending: 0 });
    const { data } = await sandbox.stripe.balanceTransactions.list({ type: "charge" });
    expect(data).toMatchObject([{ status: "available", available_on: at("2027-03-03T09:00:00Z") }]);
    expect((await sandbox.stripe.events.list({ type: "balance.available" })).data).toHaveLength(1);
  });
});

describe("automatic payouts (https://docs.stripe.com/payouts#payout-schedule)", () => {
  it("pay out each day what is available, and name the movements that they are made of", async () => {
    const { stripe } = sandbox;
    const first = await paid();
    await paid(5_000);
    await stripe.refunds.create({ payment_intent: first.id, amount: 1_000 });
    await goTo("2027-03-04T00:00:00Z");
    const [payout] = (await stripe.payouts.list()).data;
    expect(payout).toMatchObject({
      amount: 9_680 + 4_825 - 1_000,
      automatic: true,
      status: "in_transit",
      arrival_date: at("2027-03-08T00:00:00Z"),
      reconciliation_status: "completed",
    });
    expect(await balance()).toEqual({ available: 0, pending: 0 });
    const { data } = await stripe.balanceTransactions.list({ payout: payout?.id ?? "" });
    expect(data.map(({ type }) => type)).toEqual(["payout", "refund", "charge", "charge"]);
    expect(data.reduce((sum, { net }) => sum + net, 0)).toBe(0);
    await goTo("2027-03-08T00:00:00Z");
    expect(await eventTypes(payout?.id ?? "")).toEqual([
      "payout.created",
      "payout.updated",
      "payout.reconciliation_completed",
      "payout.updated",
      "payout.paid",
    ]);
  });

  it("follow the schedule of the balance settings (https://docs.stripe.com/api/balance-settings/update)", async () => {
    const { stripe } = sandbox;
    const settings = await stripe.balanceSettings.update({
      payments: {
        payouts: {
          schedule: { interval: "weekly", weekly_payout_days: ["friday"] },
          statement_descriptor: "REMIT",
        },
      },
    });
    expect(settings.payments.payouts?.schedule).toEqual({
      interval: "weekly",
      weekly_payout_days: ["friday"],
    });
    await fund();
    await goTo("2027-03-04T23:59:59Z");
    expect((await stripe.payouts.list()).data).toEqual([]);
    await goTo("2027-03-05T00:00:00Z");
    expect((await stripe.payouts.list()).data).toMatchObject([
      { amount: 9_680, statement_descriptor: "REMIT" },
    ]);
    const [changed] = (await stripe.events.list({ type: "balance_settings.updated" })).data;
    expect(changed?.data.previous_attributes).toMatchObject({
      payments: { payouts: { schedule: { interval: "daily" } } },
    });
    const wrong = stripe.balanceSettings.update({
      payments: { payouts: { schedule: { interval: "daily", monthly_payout_days: [3] } } },
    });
    expect(await stripeError(wrong)).toMatchObject({ param: "monthly_payout_days" });
  });

  it("leave the minimum balance, and are none when nothing more is there", async () => {
    await sandbox.stripe.balanceSettings.update({
      payments: { payouts: { minimum_balance_by_currency: { usd: 9_000 } } },
    });
    await fund();
    await goTo("2027-03-02T00:00:00Z");
    expect((await sandbox.stripe.payouts.list()).data).toMatchObject([{ amount: 680 }]);
    await goTo("2027-03-05T00:00:00Z");
    expect((await sandbox.stripe.payouts.list()).data).toHaveLength(1);
  });

  it("are none on a manual schedule, and begin again when the schedule does", async () => {
    await manually();
    await fund();
    await goTo("2027-03-20T00:00:00Z");
    expect((await sandbox.stripe.payouts.list()).data).toEqual([]);
    await sandbox.stripe.balanceSettings.update({
      payments: { payouts: { schedule: { interval: "monthly", monthly_payout_days: [31] } } },
    });
    await goTo("2027-03-31T00:00:00Z");
    expect((await sandbox.stripe.payouts.list()).data).toMatchObject([{ amount: 9_680, automatic: true }]);
  });
});

describe("payouts by hand (https://docs.stripe.com/api/payouts/create)", () => {
  beforeEach(manually);

  it("take what is available, go to the bank at midnight and arrive two banking days later", async () => {
    const { stripe } = sandbox;
    await fund();
    const payout = await stripe.payouts.create({ amount: 4_000, currency: "usd", metadata: { run: "7" } });
    expect(payout).toMatchObject({
      amount: 4_000,
      automatic: false,
      status: "pending",
      method: "standard",
      type: "bank_account",
      reconciliation_status: "not_applicable",
      arrival_date: at("2027-03-03T00:00:00Z"),
      metadata: { run: "7" },
    });
    expect(await balance()).toEqual({ available: 5_680, pending: 0 });
    const moved = await stripe.balanceTransactions.retrieve(idOf(payout.balance_transaction));
    expect(moved).toMatchObject({ type: "payout", amount: -4_000, net: -4_000, source: payout.id });
    await goTo("2027-03-02T00:00:00Z");
    expect(await stripe.payouts.retrieve(payout.id)).toMatchObject({
      status: "in_transit",
      trace_id: { status: "supported" },
    });
    await goTo("2027-03-03T00:00:00Z");
    expect((await stripe.payouts.retrieve(payout.id)).status).toBe("paid");
    expect(
      (await stripe.payouts.list({ status: "paid", arrival_date: payout.arrival_date })).data,
    ).toHaveLength(1);
  });

  it("cannot be more than what is available", async () => {
    await paid();
    const refused = await stripeError(sandbox.stripe.payouts.create({ amount: 1, currency: "usd" }));
    expect(refused).toMatchObject({ code: "balance_insufficient", statusCode: 400 });
    expect((await sandbox.stripe.payouts.list()).data).toEqual([]);
    const nothing = await stripeError(sandbox.stripe.payouts.create({ amount: 0, currency: "usd" }));
    expect(nothing).toMatchObject({ param: "amount" });
  });

  it("are canceled while they are pending, and the money comes back (https://docs.stripe.com/api/payouts/cancel)", async () => {
    const { stripe } = sandbox;
    await fund();
    const payout = await stripe.payouts.create({ amount: 4_000, currency: "usd" });
    const canceled = await stripe.payouts.cancel(payout.id, { expand: ["failure_balance_transaction"] });
    expect(canceled).toMatchObject({
      status: "canceled",
      failure_balance_transaction: {
        type: "payout_cancel",
        amount: 4_000,
        reporting_category: "payout_reversal",
      },
    });
    expect(await balance()).toEqual({ available: 9_680, pending: 0 });
    await goTo("2027-03-04T00:00:00Z");
    expect((await stripe.payouts.retrieve(payout.id)).status).toBe("canceled");
    const sent = await stripe.payouts.create({ amount: 4_000, currency: "usd" });
    await goTo("2027-03-05T00:00:00Z");
    expect((await stripe.payouts.retrieve(sent.id)).status).toBe("in_transit");
    expect((await stripeError(stripe.payouts.cancel(sent.id))).message).toContain("in_transit");
  });

  it("arrive within half an hour when instant, for 1.5% (https://docs.stripe.com/payouts/instant-payouts)", async () => {
    const { stripe } = sandbox;
    await fund();
    const payout = await stripe.payouts.create({
      amount: 8_000,
      currency: "usd",
      method: "instant",
      expand: ["balance_transaction"],
    });
    expect(payout).toMatchObject({
      method: "instant",
      balance_transaction: { amount: -8_000, fee: 120, net: -8_120 },
    });
    await goTo("2027-03-01T09:30:00Z");
    expect((await stripe.payouts.retrieve(payout.id)).status).toBe("paid");
  });

  it("keep metadata, and nothing else, up to date", async () => {
    await fund();
    const { id } = await sandbox.stripe.payouts.create({
      amount: 500,
      currency: "usd",
      metadata: { a: "1" },
    });
    expect((await sandbox.stripe.payouts.update(id, { metadata: { b: "2" } })).metadata).toEqual({
      a: "1",
      b: "2",
    });
    const unknown = await sandbox.request("POST", `/v1/payouts/${id}`, "amount=5");
    expect(unknown.body).toMatchObject({ error: { code: "parameter_unknown", param: "amount" } });
  });

  it("do not filter movements, since nobody knows which they were (https://docs.stripe.com/api/balance_transactions/list)", async () => {
    await fund();
    const { id } = await sandbox.stripe.payouts.create({ amount: 500, currency: "usd" });
    const refused = await stripeError(sandbox.stripe.balanceTransactions.list({ payout: id }));
    expect(refused.message).toBe("Balance transaction history can only be filtered on automatic payouts.");
  });
});

describe("payouts to test bank accounts (https://docs.stripe.com/connect/testing#account-numbers)", () => {
  beforeEach(manually);

  const OWN = "acct_3SandboxPlatform";
  const bankOf = (number: string) => ({
    object: "bank_account" as const,
    account_number: number,
    routing_number: "110000000",
    country: "US",
    currency: "usd",
  });

  it.each([
    { number: "000111111116", code: "no_account" },
    { number: "000111111113", code: "account_closed" },
    { number: "000222222227", code: "insufficient_funds" },
    { number: "000333333335", code: "debit_not_authorized" },
    { number: "000444444440", code: "invalid_currency" },
  ])("to $number fail with $code, and give the money back", async ({ number, code }) => {
    const { stripe } = sandbox;
    await fund();
    const bank = await stripe.accounts.createExternalAccount(OWN, {
      external_account: bankOf(number),
      default_for_currency: true,
    });
    const payout = await stripe.payouts.create({ amount: 9_680, currency: "usd" });
    expect(payout.destination).toBe(bank.id);
    await goTo("2027-03-03T00:00:00Z");
    const failed = await stripe.payouts.retrieve(payout.id, { expand: ["failure_balance_transaction"] });
    expect(failed).toMatchObject({
      status: "failed",
      failure_code: code,
      failure_balance_transaction: { type: "payout_failure", net: 9_680 },
    });
    expect(failed.failure_message).not.toBe("");
    expect(await balance()).toEqual({ available: 9_680, pending: 0 });
    expect(await stripe.accounts.retrieveExternalAccount(OWN, bank.id)).toMatchObject({ status: "errored" });
    expect(await eventTypes(payout.id)).toEqual([
      "payout.created",
      "payout.updated",
      "payout.updated",
      "payout.failed",
    ]);
    // https://docs.stripe.com/payouts#payout-failures
    const again = await stripeError(stripe.payouts.create({ amount: 100, currency: "usd" }));
    expect(again.code).toBe("bank_account_unusable");
  });

  it("to a token arrive, and a token is good for one account (https://docs.stripe.com/api/tokens/create_bank_account)", async () => {
    const { stripe } = sandbox;
    await fund();
    const token = await sandbox.browser.tokens.create({
      bank_account: {
        account_number: "000123456789",
        routing_number: "110000000",
        country: "US",
        currency: "usd",
        account_holder_name: "Ada",
      },
    });
    expect(token).toMatchObject({ type: "bank_account", used: false, bank_account: { last4: "6789" } });
    const bank = await stripe.accounts.createExternalAccount(OWN, { external_account: token.id });
    expect(bank).toMatchObject({ account_holder_name: "Ada", last4: "6789", account: OWN });
    const twice = await stripeError(
      stripe.accounts.createExternalAccount(OWN, { external_account: token.id }),
    );
    expect(twice.code).toBe("token_already_used");
    const payout = await stripe.payouts.create({ amount: 100, currency: "usd", destination: bank.id });
    await goTo("2027-03-03T00:00:00Z");
    expect((await stripe.payouts.retrieve(payout.id)).status).toBe("paid");
  });

  it("which are no bank accounts are refused", async () => {
    const { stripe } = sandbox;
    const add = (details: object) =>
      stripeError(
        stripe.accounts.createExternalAccount(OWN, {
          external_account: { ...bankOf("000123456789"), ...details },
        }),
      );
    expect(await add({ account_number: "x" })).toMatchObject({ code: "account_number_invalid" });
    expect(await add({ routing_number: "12" })).toMatchObject({ code: "routing_number_invalid" });
    const unknown = stripe.accounts.createExternalAccount("acct_unknown", { external_account: "btok_us" });
    expect(await stripeError(unknown)).toMatchObject({ code: "account_invalid", statusCode: 403 });
  });

  it("are listed, made the default, and removed (https://docs.stripe.com/api/external_accounts)", async () => {
    const { accounts } = sandbox.stripe;
    const first = await accounts.createExternalAccount(OWN, { external_account: "btok_us" });
    const second = await accounts.createExternalAccount(OWN, { external_account: "btok_us_verified" });
    expect([first, second].map((bank) => bank.default_for_currency)).toEqual([true, false]);
    await stripeError(accounts.deleteExternalAccount(OWN, first.id));
    await accounts.updateExternalAccount(OWN, second.id, {
      default_for_currency: true,
      metadata: { a: "1" },
    });
    expect(await accounts.deleteExternalAccount(OWN, first.id)).toMatchObject({
      id: first.id,
      deleted: true,
    });
    const { data } = await accounts.listExternalAccounts(OWN, { object: "bank_account" });
    expect(data).toMatchObject([{ id: second.id, default_for_currency: true, metadata: { a: "1" } }]);
  });
});

describe("fees (https://stripe.com/pricing)", () => {
  it("are 1.5% more for a card of another country", async () => {
    const intent = await paid(10_000, "pm_card_de");
    const charge = await sandbox.stripe.charges.retrieve(idOf(intent.latest_charge), {
      expand: ["balance_transaction"],
    });
    expect(charge.balance_transaction).toMatchObject({ fee: 470, net: 9_530 });
  });
});
