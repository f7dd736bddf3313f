import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { idOf, startForTest, startReceiver, stripeError, type TestSandbox } from "./start.ts";

// https://docs.stripe.com/connect
let sandbox: TestSandbox;

beforeEach(async () => {
  sandbox = await startForTest();
});
afterEach(() => sandbox.close());

const ready = async () => {
  const account = await sandbox.stripe.accounts.create({
    type: "custom",
    country: "US",
    business_type: "company",
    business_profile: { url: "https://seller.example" },
    capabilities: { card_payments: { requested: true }, transfers: { requested: true } },
    external_account: "btok_us_verified",
    tos_acceptance: { date: 1_700_000_000, ip: "127.0.0.1" },
  });
  return account.id;
};
const available = async (account?: string) => {
  const options = account === undefined ? {} : { stripeAccount: account };
  const { available: funds } = await sandbox.stripe.balance.retrieve({}, options);
  return funds[0]?.amount;
};
const pay = (details: object = {}, account?: string) =>
  sandbox.stripe.paymentIntents.create(
    {
      amount: 10_000,
      currency: "usd",
      capture_method: "automatic",
      payment_method: "pm_card_bypassPending",
      off_session: true,
      confirm: true,
      ...details,
    },
    account === undefined ? {} : { stripeAccount: account },
  );
const chargeOf = (intent: { latest_charge: string | { id: string } | null }, account?: string) =>
  sandbox.stripe.charges.retrieve(
    idOf(intent.latest_charge),
    { expand: ["balance_transaction"] },
    account === undefined ? {} : { stripeAccount: account },
  );

describe("accounts (https://docs.stripe.com/api/accounts)", () => {
  it("say what they lack and are enabled once they lack nothing", async () => {
    const { stripe } = sandbox;
    const account = await stripe.accounts.create({
      type: "custom",
      email: "seller@example.com",
      capabilities: { card_payments: { requested: true }, transfers: { requested: true } },
    });
    expect(account).toMatchObject({
      charges_enabled: false,
      payouts_enabled: false,
      capabilities: { card_payments: "inactive", transfers: "inactive" },
      requirements: {
        currently_due: ["business_type", "business_profile.url", "external_account", "tos_acceptance.date"],
      },
    });
    const done = await stripe.accounts.update(account.id, {
      business_type: "individual",
      business_profile: { url: "https://seller.example" },
      external_account: "btok_us_verified",
      tos_acceptance: { date: 1_700_000_000, ip: "127.0.0.1" },
      metadata: { seller: "7" },
    });
    expect(done).toMatchObject({
      charges_enabled: true,
      payouts_enabled: true,
      details_submitted: true,
      capabilities: { card_payments: "active", transfers: "active" },
      requirements: { currently_due: [], disabled_reason: null },
      external_accounts: { data: [{ last4: "6789" }] },
    });
    const [event] = (await stripe.events.list({ type: "account.updated" }, { stripeAccount: account.id }))
      .data;
    expect(event).toMatchObject({
      account: account.id,
      data: { previous_attributes: { charges_enabled: false } },
    });
    expect((await stripe.accounts.list()).data.map(({ id }) => id)).toEqual([account.id]);
    expect(await stripe.accounts.del(account.id)).toMatchObject({ deleted: true });
  });

  it("are set up on a hosted page (https://docs.stripe.com/connect/hosted-onboarding)", async () => {
    const { stripe } = sandbox;
    const account = await stripe.accounts.create({
      controller: { stripe_dashboard: { type: "express" } },
      capabilities: { transfers: { requested: true } },
    });
    const link = await stripe.accountLinks.create({
      account: account.id,
      type: "account_onboarding",
      return_url: "https://platform.example/back",
      refresh_url: "https://platform.example/again",
    });
    expect((await fetch(link.url)).status).toBe(200);
    const sent = await fetch(link.url, { method: "POST", redirect: "manual" });
    expect(sent.headers.get("location")).toBe("https://platform.example/back");
    expect(await stripe.accounts.retrieve(account.id)).toMatchObject({
      type: "express",
      payouts_enabled: true,
    });
    const late = await stripe.accountLinks.create({
      account: account.id,
      type: "account_onboarding",
      return_url: "https://platform.example/back",
      refresh_url: "https://platform.example/again",
    });
    await sandbox.control("POST", "clock/advance", { minutes: 5 });
    const visit = await fetch(late.url, { redirect: "manual" });
    expect(visit.headers.get("location")).toBe("https://platform.example/again");
  });
});

describe("the header Stripe-Account (https://docs.stripe.com/connect/authentication)", () => {
  it("keeps the objects of accounts apart, and their idempotency keys", async () => {
    const { stripe } = sandbox;
    const account = await ready();
    const options = { stripeAccount: account };
    const theirs = await stripe.customers.create({ name: "Theirs" }, options);
    expect(await stripeError(stripe.customers.retrieve(theirs.id))).toMatchObject({
      code: "resource_missing",
    });
    expect((await stripe.customers.list({}, options)).data).toHaveLength(1);
    expect((await stripe.customers.list()).data).toHaveLength(0);
    const keyed = { idempotencyKey: "same" };
    const one = await stripe.customers.create({ name: "A" }, keyed);
    const two = await stripe.customers.create({ name: "A" }, { ...keyed, ...options });
    expect(two.id).not.toBe(one.id);
    expect(await stripeError(stripe.customers.list({}, { stripeAccount: "acct_unknown" }))).toMatchObject({
      code: "account_invalid",
      statusCode: 403,
    });
  });

  it("makes events of the account, for endpoints made for that (https://docs.stripe.com/connect/webhooks)", async () => {
    const { stripe } = sandbox;
    const [own, connect] = [await startReceiver(), await startReceiver()];
    await stripe.webhookEndpoints.create({ url: own.url, enabled_events: ["customer.created"] });
    await stripe.webhookEndpoints.create({
      url: connect.url,
      enabled_events: ["customer.created"],
      connect: true,
    });
    const account = await ready();
    await stripe.customers.create({}, { stripeAccount: account });
    await stripe.customers.create();
    await sandbox.control("POST", "settle");
    expect(own.received.map(({ body }) => body.includes(`"account": "${account}"`))).toEqual([false]);
    expect(connect.received.map(({ body }) => body.includes(`"account": "${account}"`))).toEqual([true]);
    await own.close();
    await connect.close();
  });
});

describe("direct charges (https://docs.stripe.com/connect/direct-charges)", () => {
  it("are the account's, with the platform's fee taken from them", async () => {
    const { stripe } = sandbox;
    const account = await ready();
    const charge = await chargeOf(await pay({ application_fee_amount: 500 }, account), account);
    expect(charge.balance_transaction).toMatchObject({
      amount: 10_000,
      fee: 820,
      net: 9_180,
      fee_details: [
        { type: "stripe_fee", amount: 320 },
        { type: "application_fee", amount: 500 },
      ],
    });
    expect(await available(account)).toBe(9_180);
    expect(await available()).toBe(500);
    const [fee] = (await stripe.applicationFees.list({ charge: charge.id })).data;
    expect(fee).toMatchObject({ id: charge.application_fee, account, amount: 500, refunded: false });
    // https://docs.stripe.com/api/fee_refunds/create
    await stripe.applicationFees.createRefund(fee?.id ?? "", { amount: 200 });
    expect(await stripe.applicationFees.retrieve(fee?.id ?? "")).toMatchObject({
      amount_refunded: 200,
      refunded: false,
      refunds: { data: [{ amount: 200 }] },
    });
    expect(await available()).toBe(300);
    expect(await available(account)).toBe(9_380);
    expect(
      await stripeError(stripe.applicationFees.createRefund(fee?.id ?? "", { amount: 301 })),
    ).toMatchObject({ param: "amount" });
  });

  it("ask for 3-D Secure in the account, too", async () => {
    const { stripe } = sandbox;
    const account = await ready();
    const held = await pay(
      {
        payment_method: "pm_card_authenticationRequired",
        off_session: undefined,
        return_url: "https://seller.example",
      },
      account,
    );
    await sandbox.control("POST", "authenticate", { intent: held.id, outcome: "succeeded" });
    expect((await stripe.paymentIntents.retrieve(held.id, {}, { stripeAccount: account })).status).toBe(
      "succeeded",
    );
  });
});

describe("destination charges (https://docs.stripe.com/connect/destination-charges)", () => {
  it("pass the payment on, less the platform's fee", async () => {
    const { stripe } = sandbox;
    const account = await ready();
    const intent = await pay({
      application_fee_amount: 1_230,
      transfer_data: { destination: account },
      on_behalf_of: account,
    });
    const charge = await chargeOf(intent);
    expect(charge).toMatchObject({
      application_fee_amount: 1_230,
      on_behalf_of: account,
      transfer_data: { destination: account },
    });
    const transfer = await stripe.transfers.retrieve(idOf(charge.transfer ?? null));
    expect(transfer).toMatchObject({ amount: 10_000, destination: account, source_transaction: charge.id });
    expect(await available(account)).toBe(8_770);
    expect(await available()).toBe(1_230 - 320);
    // https://docs.stripe.com/connect/destination-charges#issue-refunds
    const refund = await stripe.refunds.create({
      charge: charge.id,
      amount: 5_000,
      reverse_transfer: true,
      refund_application_fee: true,
    });
    expect(refund.transfer_reversal).toMatch(/^trr_/);
    expect(await stripe.transfers.retrieve(transfer.id)).toMatchObject({
      amount_reversed: 5_000,
      reversed: false,
    });
    expect(await available(account)).toBe(8_770 - 5_000 + 615);
    expect(await available()).toBe(910 - 615);
  });

  it("may pass on a part", async () => {
    const account = await ready();
    await pay({ transfer_data: { destination: account, amount: 8_000 } });
    expect(await available(account)).toBe(8_000);
    expect(await available()).toBe(10_000 - 320 - 8_000);
  });

  it.each([
    {
      name: "a fee without anybody to take it from",
      details: { application_fee_amount: 5 },
      param: "application_fee_amount",
    },
    {
      name: "an unknown destination",
      details: { transfer_data: { destination: "acct_1" } },
      param: "transfer_data[destination]",
    },
    { name: "an unknown account to act for", details: { on_behalf_of: "acct_1" }, param: "on_behalf_of" },
  ])("refuse $name", async ({ details, param }) => {
    expect(await stripeError(pay(details))).toMatchObject({ param, statusCode: 400 });
  });
});

describe("transfers (https://docs.stripe.com/connect/separate-charges-and-transfers)", () => {
  it("move what is available to an account, and back", async () => {
    const { stripe } = sandbox;
    const account = await ready();
    await pay();
    const transfer = await stripe.transfers.create({
      amount: 4_000,
      currency: "usd",
      destination: account,
      transfer_group: "order_7",
    });
    expect(transfer).toMatchObject({
      amount: 4_000,
      reversed: false,
      reversals: { data: [] },
      transfer_group: "order_7",
    });
    expect([await available(), await available(account)]).toEqual([5_680, 4_000]);
    const reversal = await stripe.transfers.createReversal(transfer.id, {
      amount: 1_000,
      metadata: { a: "1" },
    });
    expect(reversal).toMatchObject({ amount: 1_000, transfer: transfer.id });
    expect([await available(), await available(account)]).toEqual([6_680, 3_000]);
    expect((await stripe.transfers.listReversals(transfer.id)).data.map(({ id }) => id)).toEqual([
      reversal.id,
    ]);
    expect(await stripeError(stripe.transfers.createReversal(transfer.id, { amount: 3_001 }))).toMatchObject({
      param: "amount",
    });
    await stripe.transfers.createReversal(transfer.id);
    expect(await stripe.transfers.retrieve(transfer.id)).toMatchObject({
      amount_reversed: 4_000,
      reversed: true,
    });
    expect((await stripe.transfers.list({ transfer_group: "order_7" })).data).toHaveLength(1);
  });

  it("need funds, or a charge that brings them (https://docs.stripe.com/connect/separate-charges-and-transfers#transfer-availability)", async () => {
    const { stripe } = sandbox;
    const account = await ready();
    const charge = await chargeOf(await pay({ payment_method: "pm_card_visa" }));
    const given = { amount: 4_000, currency: "usd", destination: account };
    expect(await stripeError(stripe.transfers.create(given))).toMatchObject({ code: "balance_insufficient" });
    await stripe.transfers.create({ ...given, source_transaction: charge.id });
    expect(await available(account)).toBe(0);
    expect(
      await stripeError(stripe.transfers.create({ ...given, amount: 6_001, source_transaction: charge.id })),
    ).toMatchObject({ param: "amount" });
    await stripe.balanceSettings.update(
      { payments: { payouts: { schedule: { interval: "manual" } } } },
      { stripeAccount: account },
    );
    await sandbox.control("POST", "clock/advance", { days: 2 });
    expect(await available(account)).toBe(4_000);
  });

  it("need an account that can take them (https://docs.stripe.com/connect/account-capabilities)", async () => {
    const account = await sandbox.stripe.accounts.create({ type: "custom" });
    await pay();
    const refused = sandbox.stripe.transfers.create({
      amount: 100,
      currency: "usd",
      destination: account.id,
    });
    expect(await stripeError(refused)).toMatchObject({ code: "insufficient_capabilities_for_transfer" });
  });
});

describe("payouts of accounts (https://docs.stripe.com/connect/payout-reversals)", () => {
  it("are reversed to the account's balance, and only theirs are", async () => {
    const { stripe } = sandbox;
    const account = await ready();
    const options = { stripeAccount: account };
    await pay({}, account);
    const payout = await stripe.payouts.create({ amount: 9_000, currency: "usd" }, options);
    await sandbox.control("POST", "clock/advance", { days: 5 });
    expect((await stripe.payouts.retrieve(payout.id, {}, options)).status).toBe("paid");
    const reversal = await stripe.payouts.reverse(payout.id, {}, options);
    expect(reversal).toMatchObject({ amount: -9_000, original_payout: payout.id });
    expect((await stripe.payouts.retrieve(payout.id, {}, options)).reversed_by).toBe(reversal.id);
    await pay();
    const own = await stripe.payouts.create({ amount: 100, currency: "usd" });
    await sandbox.control("POST", "clock/advance", { days: 5 });
    expect((await stripeError(stripe.payouts.reverse(own.id))).message).toContain("connected accounts");
  });
});
