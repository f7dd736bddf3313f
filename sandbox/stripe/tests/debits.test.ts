import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SEPA_TEST_ACCOUNTS, US_TEST_ACCOUNTS } from "../methods/test-accounts.ts";
import { idOf, startForTest, stripeError, type TestSandbox } from "./start.ts";

let sandbox: TestSandbox;

beforeAll(async () => {
  sandbox = await startForTest();
});
afterAll(() => sandbox.close());

const mandate_data = {
  customer_acceptance: {
    type: "online" as const,
    online: { ip_address: "203.0.113.7", user_agent: "Firefox" },
  },
};
const billing_details = { name: "Ada Lovelace", email: "ada@example.test" };
const never = { automatic_payment_methods: { enabled: true, allow_redirects: "never" as const } };
const settle = () => sandbox.control("POST", "settle", { balance: false });

const debit = (payment_method: string, details: object = {}) =>
  sandbox.stripe.paymentIntents.create({
    amount: 3_000,
    currency: payment_method.startsWith("pm_usBankAccount") ? "usd" : "eur",
    payment_method,
    confirm: true,
    mandate_data,
    ...never,
    ...details,
  });

const byNumbers = (account_number: string) =>
  sandbox.stripe.paymentIntents.create({
    amount: 3_000,
    currency: "usd",
    confirm: true,
    mandate_data,
    ...never,
    payment_method_data: {
      type: "us_bank_account",
      billing_details,
      us_bank_account: { account_number, routing_number: "110000000", account_holder_type: "individual" },
    },
  });

const eventsOf = async (id: string): Promise<string[]> => {
  const events = await sandbox.stripe.events.list({ limit: 100 });
  return events.data
    .filter(({ data }) => JSON.stringify(data.object).includes(id))
    .map(({ type }) => type)
    .toReversed();
};

describe("ACH Direct Debit (https://docs.stripe.com/payments/ach-direct-debit/accept-a-payment)", () => {
  it("is processing until the bank answers", async () => {
    const intent = await debit("pm_usBankAccount_success");
    expect(intent.status).toBe("processing");
    const charge = await sandbox.stripe.charges.retrieve(idOf(intent.latest_charge));
    expect(charge).toMatchObject({ status: "pending", paid: false, balance_transaction: null });
    await settle();
    expect((await sandbox.stripe.paymentIntents.retrieve(intent.id)).status).toBe("succeeded");
    const settled = await sandbox.stripe.charges.retrieve(charge.id);
    expect(settled).toMatchObject({ status: "succeeded", paid: true });
    expect(settled.balance_transaction).not.toBeNull();
    expect(await eventsOf(intent.id)).toEqual([
      "payment_intent.created",
      "charge.pending",
      "payment_intent.processing",
      "charge.succeeded",
      "payment_intent.succeeded",
      "charge.updated",
    ]);
  });

  const failing = US_TEST_ACCOUNTS.filter(({ failure }) => failure !== null);
  it.each(failing)(
    "$token fails with $failure.code (https://docs.stripe.com/testing#ach-direct-debit)",
    async ({ token, failure }) => {
      const intent = await debit(token);
      expect(intent.status).toBe("processing");
      await settle();
      const failed = await sandbox.stripe.paymentIntents.retrieve(intent.id, { expand: ["latest_charge"] });
      expect(failed).toMatchObject({
        status: "requires_payment_method",
        last_payment_error: { payment_method_type: "us_bank_account", message: failure?.message },
        latest_charge: { status: "failed", paid: false, failure_code: failure?.code },
      });
      expect(await eventsOf(intent.id)).toEqual(
        expect.arrayContaining(["charge.failed", "payment_intent.payment_failed"]),
      );
    },
  );

  it("stays in processing with the account made for that, until it is canceled", async () => {
    const intent = await debit("pm_usBankAccount_processing");
    await settle();
    expect((await sandbox.stripe.paymentIntents.retrieve(intent.id)).status).toBe("processing");
    expect((await sandbox.stripe.paymentIntents.cancel(intent.id)).status).toBe("canceled");
    expect((await sandbox.stripe.charges.retrieve(idOf(intent.latest_charge))).status).toBe("failed");
  });

  it("is disputed with the account made for that", async () => {
    const intent = await debit("pm_usBankAccount_dispute");
    await settle();
    const [dispute] = (await sandbox.stripe.disputes.list({ payment_intent: intent.id })).data;
    expect(dispute).toMatchObject({ charge: idOf(intent.latest_charge), amount: 3_000 });
  });

  it("is refunded by a transfer that takes its time (https://docs.stripe.com/payments/ach-direct-debit#refunds)", async () => {
    const intent = await debit("pm_usBankAccount_success");
    const tooEarly = sandbox.stripe.refunds.create({ payment_intent: intent.id });
    expect(await stripeError(tooEarly)).toMatchObject({ statusCode: 400 });
    await settle();
    const refund = await sandbox.stripe.refunds.create({ payment_intent: intent.id });
    expect(refund).toMatchObject({
      status: "pending",
      destination_details: { type: "us_bank_transfer", us_bank_transfer: { reference: null } },
    });
    await settle();
    expect((await sandbox.stripe.refunds.retrieve(refund.id)).status).toBe("succeeded");
  });

  it("needs a mandate and leaves the intent to be confirmed (https://docs.stripe.com/error-codes#payment-intent-mandate-invalid)", async () => {
    const refused = debit("pm_usBankAccount_success", { mandate_data: undefined });
    expect(await stripeError(refused)).toMatchObject({
      code: "payment_intent_mandate_invalid",
      payment_intent: { status: "requires_confirmation" },
    });
  });

  it("takes test accounts and known routing numbers only (https://docs.stripe.com/testing#ach-direct-debit)", async () => {
    expect(await stripeError(byNumbers("123456789012"))).toMatchObject({ code: "account_number_invalid" });
    const create = sandbox.stripe.paymentMethods.create({
      type: "us_bank_account",
      us_bank_account: { account_number: "000123456789", routing_number: "110000001" },
    });
    expect(await stripeError(create)).toMatchObject({ code: "routing_number_invalid" });
  });
});

describe("microdeposits (https://docs.stripe.com/testing#test-microdeposit-amounts-and-descriptor-codes)", () => {
  it.each([
    { name: "the code", proof: { descriptor_code: "SM11AA" } },
    { name: "both amounts", proof: { amounts: [45, 32] } },
  ])("$name verifies the account and sends the debit", async ({ proof }) => {
    const intent = await byNumbers("000123456789");
    expect(intent).toMatchObject({
      status: "requires_action",
      next_action: {
        type: "verify_with_microdeposits",
        verify_with_microdeposits: { microdeposit_type: "descriptor_code" },
      },
    });
    const verified = await sandbox.stripe.paymentIntents.verifyMicrodeposits(intent.id, proof);
    expect(verified.status).toBe("processing");
    await settle();
    expect((await sandbox.stripe.paymentIntents.retrieve(intent.id)).status).toBe("succeeded");
  });

  it.each([
    { name: "a wrong code", proof: { descriptor_code: "SM99ZZ" }, code: "descriptor_code_mismatch" },
    { name: "wrong amounts", proof: { amounts: [1, 2] }, code: "amounts_mismatch" },
    { name: "one amount", proof: { amounts: [32] }, code: "amounts_invalid" },
  ])("$name is refused and can be tried again", async ({ proof, code }) => {
    const intent = await byNumbers("000123456789");
    const refused = sandbox.stripe.paymentIntents.verifyMicrodeposits(intent.id, proof);
    expect(await stripeError(refused)).toMatchObject({
      code: `payment_method_microdeposit_verification_${code}`,
    });
    expect((await sandbox.stripe.paymentIntents.retrieve(intent.id)).status).toBe("requires_action");
  });

  it.each([
    { name: "too many attempts", proof: { descriptor_code: "SM33CC" }, code: "attempts_exceeded" },
    { name: "too late", proof: { amounts: [40, 41] }, code: "timeout" },
  ])("$name ends the attempt", async ({ proof, code }) => {
    const intent = await byNumbers("000123456789");
    await sandbox.stripe.paymentIntents.verifyMicrodeposits(intent.id, proof);
    expect(await sandbox.stripe.paymentIntents.retrieve(intent.id)).toMatchObject({
      status: "requires_payment_method",
      last_payment_error: { code: `payment_method_microdeposit_verification_${code}` },
    });
  });

  it("ends after ten wrong guesses", async () => {
    const intent = await byNumbers("000123456789");
    const guess = () =>
      sandbox.stripe.paymentIntents.verifyMicrodeposits(intent.id, { descriptor_code: "SM00AA" });
    for (let count = 1; count < 10; count += 1) await stripeError(guess());
    expect((await guess()).status).toBe("requires_payment_method");
  });

  it("cannot be sent to the account made for that", async () => {
    expect(await byNumbers("000666666661")).toMatchObject({
      status: "requires_payment_method",
      last_payment_error: { code: "payment_method_microdeposit_failed" },
    });
  });

  it("are only verified while they are waited for (https://docs.stripe.com/error-codes#payment-intent-unexpected-state)", async () => {
    const intent = await debit("pm_usBankAccount_success");
    const verify = sandbox.stripe.paymentIntents.verifyMicrodeposits(intent.id, { amounts: [32, 45] });
    expect(await stripeError(verify)).toMatchObject({ code: "payment_intent_unexpected_state" });
  });

  it("can be verified on the hosted page", async () => {
    const intent = await byNumbers("000123456789");
    const url = intent.next_action?.verify_with_microdeposits?.hosted_verification_url ?? "";
    const send = (code: string) => fetch(url, { method: "POST", body: new URLSearchParams({ code }) });
    expect(await (await send("SM99ZZ")).text()).toContain("does not match");
    expect(await (await send("sm11aa")).text()).toContain("The account is verified");
    expect((await sandbox.stripe.paymentIntents.retrieve(intent.id)).status).toBe("processing");
  });
});

describe("saving a US bank account (https://docs.stripe.com/payments/ach-direct-debit/set-up-payment)", () => {
  it("verifies it, keeps a mandate for later and debits it off-session without another", async () => {
    const { stripe } = sandbox;
    const customer = await stripe.customers.create();
    const setup = await stripe.setupIntents.create({
      customer: customer.id,
      confirm: true,
      mandate_data,
      payment_method_data: {
        type: "us_bank_account",
        billing_details,
        us_bank_account: { account_number: "000123456789", routing_number: "110000000" },
      },
      ...never,
    });
    expect(setup.next_action?.type).toBe("verify_with_microdeposits");
    const mandateId = idOf(setup.mandate);
    expect((await stripe.mandates.retrieve(mandateId)).status).toBe("pending");
    const done = await stripe.setupIntents.verifyMicrodeposits(setup.id, { descriptor_code: "SM11AA" });
    expect(done.status).toBe("succeeded");
    expect(await stripe.mandates.retrieve(mandateId)).toMatchObject({
      status: "active",
      type: "multi_use",
      customer_acceptance: { online: { ip_address: "203.0.113.7" } },
    });
    const again = stripe.setupIntents.verifyMicrodeposits(setup.id, { descriptor_code: "SM11AA" });
    expect(await stripeError(again)).toMatchObject({ code: "intent_invalid_state" });
    const paid = await stripe.paymentIntents.create({
      amount: 900,
      currency: "usd",
      customer: customer.id,
      payment_method: idOf(done.payment_method),
      off_session: true,
      confirm: true,
    });
    expect(paid.status).toBe("processing");
    const charge = await stripe.charges.retrieve(idOf(paid.latest_charge));
    expect(charge.payment_method_details?.us_bank_account?.mandate).toBe(mandateId);
  });
});

describe("SEPA Direct Debit (https://docs.stripe.com/payments/sepa-debit/accept-a-payment)", () => {
  const austrian = SEPA_TEST_ACCOUNTS.filter(({ token }) => token.endsWith("_at"));
  it.each(austrian)("$number ends as documented", async ({ number, failure, isDisputed }) => {
    const intent = await sandbox.stripe.paymentIntents.create({
      amount: 3_000,
      currency: "eur",
      confirm: true,
      mandate_data,
      ...never,
      payment_method_data: { type: "sepa_debit", billing_details, sepa_debit: { iban: number } },
    });
    expect(intent.status).toBe("processing");
    await settle();
    const ended = await sandbox.stripe.paymentIntents.retrieve(intent.id, { expand: ["latest_charge"] });
    expect(ended.status).toBe(failure === null ? "succeeded" : "requires_payment_method");
    expect(ended.latest_charge).toMatchObject({ failure_code: failure?.code ?? null });
    const disputes = await sandbox.stripe.disputes.list({ payment_intent: intent.id });
    expect(disputes.data).toHaveLength(isDisputed ? 1 : 0);
  });

  it("keeps a single-use mandate with a reference", async () => {
    const intent = await debit("pm_success_de");
    const charge = await sandbox.stripe.charges.retrieve(idOf(intent.latest_charge));
    const details = charge.payment_method_details?.sepa_debit;
    expect(details).toMatchObject({ country: "DE", last4: "3000" });
    const mandate = await sandbox.stripe.mandates.retrieve(details?.mandate ?? "");
    expect(mandate).toMatchObject({
      type: "single_use",
      single_use: { amount: 3_000, currency: "eur" },
      status: "active",
    });
    const page = await fetch(mandate.payment_method_details.sepa_debit?.url ?? "");
    expect(await page.text()).toContain(mandate.payment_method_details.sepa_debit?.reference);
  });

  it("some accounts take at least three minutes", async () => {
    const own = await startForTest({ asyncDebitDelayMs: 0 });
    const pay = (payment_method: string) =>
      own.stripe.paymentIntents.create({
        amount: 3_000,
        currency: "eur",
        payment_method,
        confirm: true,
        mandate_data,
        ...never,
      });
    const [soon, later] = await Promise.all([pay("pm_success_at"), pay("pm_successDelayed_at")]);
    const status = async (id: string) => (await own.stripe.paymentIntents.retrieve(id)).status;
    await own.control("POST", "clock/advance", { seconds: 170 });
    expect([await status(soon.id), await status(later.id)]).toEqual(["succeeded", "processing"]);
    await own.control("POST", "clock/advance", { seconds: 20 });
    expect(await status(later.id)).toBe("succeeded");
    await own.close();
  });

  it("refuses what is not an IBAN, and accounts that are not test accounts", async () => {
    const create = (iban: string) =>
      stripeError(sandbox.stripe.paymentMethods.create({ type: "sepa_debit", sepa_debit: { iban } }));
    expect(await create("AT611904300234573202")).toMatchObject({ code: "invalid_number" });
    expect(await create("GB33BUKB20201555555555")).toMatchObject({ code: "account_number_invalid" });
  });
});
