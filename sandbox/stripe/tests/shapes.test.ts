import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { METHODS } from "../methods/registry.ts";
import { startForTest, type TestSandbox } from "./start.ts";
import { declaredInterface, problemsWith } from "./type-declarations.ts";

// Measured by the declarations in node_modules/stripe, so that a new API version shows what has changed.
let sandbox: TestSandbox;

beforeAll(async () => {
  sandbox = await startForTest();
});
afterAll(() => sandbox.close());

function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

function expectShape(value: unknown, file: string, name: string): void {
  expect(problemsWith(plain(value), declaredInterface(file, name))).toEqual([]);
}

/** A form as Stripe's clients write it, for requests whose type is only known while the test runs. */
function encode(value: object, prefix = ""): string {
  return Object.entries(value)
    .map(([key, item]: [string, unknown]) => {
      const name = prefix === "" ? key : `${prefix}[${key}]`;
      if (typeof item === "object" && item !== null) return encode(item, name);
      return `${name}=${encodeURIComponent(String(item))}`;
    })
    .join("&");
}

const paid = async (details: object = {}) =>
  sandbox.stripe.paymentIntents.create({
    amount: 2_000,
    currency: "usd",
    payment_method: "pm_card_visa",
    off_session: true,
    confirm: true,
    ...details,
  });

describe("the shape of objects is that of the stripe package's types (https://docs.stripe.com/api)", () => {
  it("a missing required key is found", () => {
    const problems = problemsWith(
      { id: "cus_1", object: "customer" },
      declaredInterface("Customers.d.ts", "Customer"),
    );
    expect(problems).toContain("Customer.metadata is missing");
  });

  it("a key that Stripe does not have and a null where none may be are found", () => {
    const declared = declaredInterface("BalanceTransactions.d.ts", "BalanceTransaction");
    const problems = problemsWith({ amount: null, invented: 1 }, declared);
    expect(problems).toContain("BalanceTransaction.invented is not declared");
    expect(problems.some((problem) => problem.startsWith("BalanceTransaction.amount is null"))).toBe(true);
  });

  it("what is missing deep inside an object is found", () => {
    const problems = problemsWith(
      { outcome: {}, payment_method_details: { type: "card", card: {} } },
      declaredInterface("Charges.d.ts", "Charge"),
    );
    expect(problems).toContain("Charge.outcome.type is missing");
    expect(problems).toContain("Charge.payment_method_details.card.last4 is missing");
  });

  it("customers", async () => {
    const address = { line1: "1 Main St", city: "Oakland", country: "US", postal_code: "94601", state: "CA" };
    const customer = await sandbox.stripe.customers.create({
      name: "Ada",
      address,
      shipping: { name: "Ada", address },
    });
    expectShape(customer, "Customers.d.ts", "Customer");
    expectShape(await sandbox.stripe.customers.del(customer.id), "Customers.d.ts", "DeletedCustomer");
  });

  it("payment methods", async () => {
    const method = await sandbox.stripe.paymentMethods.retrieve(await sandbox.card("4242424242424242"));
    expectShape(method, "PaymentMethods.d.ts", "PaymentMethod");
  });

  it("payment intents in every state that the sandbox reaches", async () => {
    const { stripe } = sandbox;
    const fresh = await stripe.paymentIntents.create({ amount: 500, currency: "usd" });
    expectShape(fresh, "PaymentIntents.d.ts", "PaymentIntent");
    expectShape(await paid(), "PaymentIntents.d.ts", "PaymentIntent");
    expectShape(await paid({ capture_method: "manual" }), "PaymentIntents.d.ts", "PaymentIntent");
    const challenged = await paid({
      payment_method: "pm_card_threeDSecure2Required",
      off_session: undefined,
      use_stripe_sdk: true,
    });
    expect(challenged.status).toBe("requires_action");
    expectShape(challenged, "PaymentIntents.d.ts", "PaymentIntent");
    await paid({ payment_method: "pm_card_chargeDeclined" }).catch(() => undefined);
    const [declined] = (await stripe.paymentIntents.list({ limit: 1 })).data;
    expect(declined?.last_payment_error?.code).toBe("card_declined");
    expectShape(declined, "PaymentIntents.d.ts", "PaymentIntent");
    expectShape(await stripe.paymentIntents.cancel(fresh.id), "PaymentIntents.d.ts", "PaymentIntent");
  });

  it("charges, succeeded, failed and after 3-D Secure", async () => {
    await paid();
    await paid({ payment_method: "pm_card_radarBlock" }).catch(() => undefined);
    const challenged = await paid({
      payment_method: "pm_card_threeDSecure2Required",
      off_session: undefined,
      use_stripe_sdk: true,
    });
    await sandbox.control("POST", "authenticate", { intent: challenged.id, outcome: "succeeded" });
    const charges = await sandbox.stripe.charges.list({ limit: 100 });
    expect(new Set(charges.data.map((charge) => charge.status))).toEqual(new Set(["succeeded", "failed"]));
    for (const charge of charges.data) expectShape(charge, "Charges.d.ts", "Charge");
  });

  it("setup intents", async () => {
    const { stripe } = sandbox;
    const setup = await stripe.setupIntents.create({
      payment_method: "pm_card_authenticationRequired",
      confirm: true,
      use_stripe_sdk: true,
    });
    expect(setup.status).toBe("requires_action");
    expectShape(setup, "SetupIntents.d.ts", "SetupIntent");
    await sandbox.control("POST", "authenticate", { intent: setup.id, outcome: "failed" });
    expectShape(await stripe.setupIntents.retrieve(setup.id), "SetupIntents.d.ts", "SetupIntent");
  });

  it("refunds, balance transactions and the balance", async () => {
    const intent = await paid();
    const refund = await sandbox.stripe.refunds.create({ payment_intent: intent.id, reason: "duplicate" });
    expectShape(refund, "Refunds.d.ts", "Refund");
    const transactions = await sandbox.stripe.balanceTransactions.list({ limit: 100 });
    expect(transactions.data.length).toBeGreaterThanOrEqual(2);
    for (const transaction of transactions.data)
      expectShape(transaction, "BalanceTransactions.d.ts", "BalanceTransaction");
    expectShape(await sandbox.stripe.balance.retrieve(), "Balance.d.ts", "Balance");
  });

  it("payouts, the settings of the balance, bank accounts and tokens", async () => {
    const { stripe } = sandbox;
    const bank = await stripe.accounts.createExternalAccount("acct_3SandboxPlatform", {
      external_account: "btok_us_verified_noAccount",
      default_for_currency: true,
    });
    expectShape(bank, "BankAccounts.d.ts", "BankAccount");
    expectShape(await stripe.balanceSettings.retrieve(), "BalanceSettings.d.ts", "BalanceSettings");
    await paid({ payment_method: "pm_card_bypassPending" });
    await sandbox.control("POST", "settle");
    const payout = await stripe.payouts.create({ amount: 500, currency: "usd" });
    expectShape(payout, "Payouts.d.ts", "Payout");
    await sandbox.control("POST", "clock/advance", { days: 7 });
    const failed = await stripe.payouts.retrieve(payout.id);
    expect(failed.status).toBe("failed");
    expectShape(failed, "Payouts.d.ts", "Payout");
    const token = await stripe.tokens.create({
      bank_account: { account_number: "000123456789", routing_number: "110000000", country: "US" },
    });
    expectShape(token, "Tokens.d.ts", "Token");
  });

  it("early fraud warnings and reviews", async () => {
    await paid({ payment_method: "pm_card_createIssuerFraudRecord" });
    await paid({ payment_method: "pm_card_riskLevelElevated" });
    await sandbox.control("POST", "settle");
    const [warning] = (await sandbox.stripe.radar.earlyFraudWarnings.list()).data;
    expectShape(warning, "Radar/EarlyFraudWarnings.d.ts", "EarlyFraudWarning");
    const [review] = (await sandbox.stripe.reviews.list()).data;
    expectShape(review, "Reviews.d.ts", "Review");
    expectShape(await sandbox.stripe.reviews.approve(review?.id ?? ""), "Reviews.d.ts", "Review");
    for (const charge of (await sandbox.stripe.charges.list({ limit: 2 })).data)
      expectShape(charge, "Charges.d.ts", "Charge");
  });

  it("setup attempts", async () => {
    const { stripe } = sandbox;
    await stripe.setupIntents.create({ payment_method: "pm_card_visa", confirm: true, use_stripe_sdk: true });
    const { id } = await stripe.setupIntents.create({
      payment_method: "pm_card_authenticationRequired",
      confirm: true,
      use_stripe_sdk: true,
    });
    await sandbox.control("POST", "authenticate", { intent: id, outcome: "failed" });
    for (const { id: setup_intent } of (await stripe.setupIntents.list({ limit: 2 })).data) {
      const [attempt] = (await stripe.setupAttempts.list({ setup_intent })).data;
      expectShape(attempt, "SetupAttempts.d.ts", "SetupAttempt");
    }
  });

  it("files and file links", async () => {
    const file = await sandbox.stripe.files.create({
      file: { data: Buffer.from("%PDF-1.7 receipt"), name: "receipt.pdf", type: "application/pdf" },
      purpose: "dispute_evidence",
      file_link_data: { create: true },
    });
    expectShape(file, "Files.d.ts", "File");
    const link = await sandbox.stripe.fileLinks.create({ file: file.id });
    expectShape(link, "FileLinks.d.ts", "FileLink");
  });

  it("disputes, fresh and decided", async () => {
    await paid({ payment_method: "pm_card_createCe3EligibleDispute" });
    await paid({ payment_method: "pm_card_createDisputeInquiry" });
    await sandbox.control("POST", "settle");
    const { data } = await sandbox.stripe.disputes.list();
    expect(data).toHaveLength(2);
    for (const dispute of data) expectShape(dispute, "Disputes.d.ts", "Dispute");
    await sandbox.stripe.disputes.update(data[1]?.id ?? "", {
      evidence: { uncategorized_text: "winning_evidence" },
    });
    await sandbox.control("POST", "settle");
    const won = await sandbox.stripe.disputes.retrieve(data[1]?.id ?? "");
    expect(won.status).toBe("won");
    expectShape(won, "Disputes.d.ts", "Dispute");
  });

  it("products, prices, Checkout Sessions, their lines and payment links", async () => {
    const { stripe } = sandbox;
    const product = await stripe.products.create({ name: "Course" });
    expectShape(product, "Products.d.ts", "Product");
    const price = await stripe.prices.create({ product: product.id, currency: "usd", unit_amount: 900 });
    expectShape(price, "Prices.d.ts", "Price");
    const items = [{ price: price.id, quantity: 1 }];
    const session = await stripe.checkout.sessions.create({
      mode: "payment",
      line_items: items,
      success_url: "https://shop.example",
      shipping_address_collection: { allowed_countries: ["DE"] },
      custom_text: { submit: { message: "Soon." } },
      expand: ["line_items"],
    });
    expectShape(session, "Checkout/Sessions.d.ts", "Session");
    const setup = await stripe.checkout.sessions.create({
      mode: "setup",
      currency: "usd",
      success_url: "https://shop.example",
    });
    expectShape(setup, "Checkout/Sessions.d.ts", "Session");
    for (const item of (await stripe.checkout.sessions.listLineItems(session.id)).data)
      expectShape(item, "LineItems.d.ts", "LineItem");
    const link = await stripe.paymentLinks.create({
      line_items: items,
      payment_intent_data: { description: "A" },
      restrictions: { completed_sessions: { limit: 5 } },
    });
    expectShape(link, "PaymentLinks.d.ts", "PaymentLink");
  });

  it("tax calculations and transactions, ephemeral keys and top-ups", async () => {
    const { stripe } = sandbox;
    const calculation = await stripe.tax.calculations.create({
      currency: "eur",
      customer_details: { address: { country: "DE" }, address_source: "billing" },
      line_items: [{ amount: 1_000 }],
      shipping_cost: { amount: 500 },
      expand: ["line_items"],
    });
    expectShape(calculation, "Tax/Calculations.d.ts", "Calculation");
    const transaction = await stripe.tax.transactions.createFromCalculation({
      calculation: calculation.id ?? "",
      reference: "order",
      expand: ["line_items"],
    });
    expectShape(transaction, "Tax/Transactions.d.ts", "Transaction");
    const customer = await stripe.customers.create();
    const options = { apiVersion: "2026-10-28.endive" };
    const key = await stripe.ephemeralKeys.create({ customer: customer.id }, options);
    expectShape(key, "EphemeralKeys.d.ts", "EphemeralKey");
    const topup = await stripe.topups.create({ amount: 500, currency: "usd" });
    expectShape(topup, "Topups.d.ts", "Topup");
  });

  it("accounts, account links, transfers, application fees and what is taken back of them", async () => {
    const { stripe } = sandbox;
    const account = await stripe.accounts.create({
      type: "custom",
      business_type: "company",
      business_profile: { url: "https://seller.example" },
      capabilities: { card_payments: { requested: true }, transfers: { requested: true } },
      external_account: "btok_us_verified",
      tos_acceptance: { date: 1_700_000_000, ip: "127.0.0.1" },
    });
    expectShape(account, "Accounts.d.ts", "Account");
    const link = await stripe.accountLinks.create({
      account: account.id,
      type: "account_onboarding",
      return_url: "https://platform.example",
      refresh_url: "https://platform.example",
    });
    expectShape(link, "AccountLinks.d.ts", "AccountLink");
    const intent = await paid({
      capture_method: "automatic",
      application_fee_amount: 100,
      transfer_data: { destination: account.id },
    });
    expectShape(intent, "PaymentIntents.d.ts", "PaymentIntent");
    const [charge] = (await stripe.charges.list({ payment_intent: intent.id })).data;
    expectShape(charge, "Charges.d.ts", "Charge");
    const [transfer] = (await stripe.transfers.list()).data;
    const reversal = await stripe.transfers.createReversal(transfer?.id ?? "", { amount: 5 });
    expectShape(reversal, "TransferReversals.d.ts", "TransferReversal");
    expectShape(await stripe.transfers.retrieve(transfer?.id ?? ""), "Transfers.d.ts", "Transfer");
    const [fee] = (await stripe.applicationFees.list()).data;
    const refund = await stripe.applicationFees.createRefund(fee?.id ?? "", { amount: 5 });
    expectShape(refund, "FeeRefunds.d.ts", "FeeRefund");
    expectShape(
      await stripe.applicationFees.retrieve(fee?.id ?? ""),
      "ApplicationFees.d.ts",
      "ApplicationFee",
    );
  });

  it("events and webhook endpoints", async () => {
    const endpoint = await sandbox.stripe.webhookEndpoints.create({
      url: "http://127.0.0.1:9/x",
      enabled_events: ["charge.failed"],
    });
    expectShape(endpoint, "WebhookEndpoints.d.ts", "WebhookEndpoint");
    expectShape(
      await sandbox.stripe.webhookEndpoints.del(endpoint.id),
      "WebhookEndpoints.d.ts",
      "DeletedWebhookEndpoint",
    );
    const events = await sandbox.stripe.events.list({ limit: 100 });
    for (const event of events.data) expectShape(event, "Events.d.ts", "EventBase");
  });

  it("customer sessions", async () => {
    const customer = await sandbox.stripe.customers.create();
    const session = await sandbox.stripe.customerSessions.create({
      customer: customer.id,
      components: { payment_element: { enabled: true } },
    });
    expectShape(session, "CustomerSessions.d.ts", "CustomerSession");
  });

  it("test clocks", async () => {
    const { testClocks } = sandbox.stripe.testHelpers;
    const clock = await testClocks.create({ frozen_time: 1_700_000_000, name: "a year" });
    expectShape(clock, "TestHelpers/TestClocks.d.ts", "TestClock");
    expectShape(
      await testClocks.advance(clock.id, { frozen_time: 1_700_086_400 }),
      "TestHelpers/TestClocks.d.ts",
      "TestClock",
    );
    expectShape(await testClocks.del(clock.id), "TestHelpers/TestClocks.d.ts", "DeletedTestClock");
  });

  it("payment methods of every type, and the charges, intents and mandates that come of them", async () => {
    const { stripe } = sandbox;
    const customer = await stripe.customers.create();
    const address = { line1: "1 Main St", city: "Oakland", country: "US", postal_code: "94601", state: "CA" };
    const mandate_data = { customer_acceptance: { type: "offline" as const } };
    for (const known of METHODS) {
      const country = known.countries === "all" ? "US" : (known.countries[0] ?? "US");
      const account = {
        us_bank_account: { us_bank_account: { account_number: "000123456789", routing_number: "110000000" } },
        sepa_debit: { sepa_debit: { iban: "DE89370400440532013000" } },
        card: { card: { token: "tok_visa" } },
      };
      const part = Object.entries(account).find(([type]) => type === known.type)?.[1] ?? {};
      const form = encode({
        amount: "10000",
        currency: known.currencies === "all" ? "usd" : (known.currencies.at(-1) ?? "usd"),
        customer: customer.id,
        confirm: "true",
        return_url: "https://shop.test/",
        mandate_data,
        payment_method_data: {
          type: known.type,
          billing_details: { name: "Ada", email: "ada@example.test", address: { ...address, country } },
          ...part,
        },
      });
      const made = await sandbox.request("POST", "/v1/payment_intents", form);
      expect(made, known.type).toMatchObject({ status: 200 });
      expectShape(made.body, "PaymentIntents.d.ts", "PaymentIntent");
      const id = /"id": "(pi_\w+)"/.exec(made.text)?.[1] ?? "";
      if (known.confirmation.kind === "redirect")
        await sandbox.control("POST", "authenticate", { intent: id, outcome: "succeeded" });
      const intent = await stripe.paymentIntents.retrieve(id, {
        expand: ["payment_method", "latest_charge"],
      });
      expectShape(intent.payment_method, "PaymentMethods.d.ts", "PaymentMethod");
      if (intent.latest_charge !== null) expectShape(intent.latest_charge, "Charges.d.ts", "Charge");
      if (intent.status !== "succeeded") continue;
      expectShape(await stripe.refunds.create({ payment_intent: id }), "Refunds.d.ts", "Refund");
    }
    const setup = await stripe.setupIntents.create({
      confirm: true,
      payment_method: "pm_success_de",
      mandate_data,
      expand: ["mandate"],
    });
    expectShape(setup.mandate, "Mandates.d.ts", "Mandate");
    expectShape({ ...setup, mandate: "mandate_1" }, "SetupIntents.d.ts", "SetupIntent");
  });

  it("cash balances, their transactions and funding instructions", async () => {
    const { stripe } = sandbox;
    const { id } = await stripe.customers.create();
    for (const currency of ["eur", "gbp", "jpy", "mxn", "usd"]) {
      const funded = await stripe.testHelpers.customers.fundCashBalance(id, { amount: 500, currency });
      expectShape(funded, "CustomerCashBalanceTransactions.d.ts", "CustomerCashBalanceTransaction");
    }
    expectShape(await stripe.customers.retrieveCashBalance(id), "CashBalances.d.ts", "CashBalance");
    const instructions = await stripe.customers.createFundingInstructions(id, {
      currency: "jpy",
      funding_type: "bank_transfer",
      bank_transfer: { type: "jp_bank_transfer" },
    });
    expectShape(instructions, "FundingInstructions.d.ts", "FundingInstructions");
  });

  it("payment method configurations", async () => {
    const [standard] = (await sandbox.stripe.paymentMethodConfigurations.list()).data;
    expectShape(standard, "PaymentMethodConfigurations.d.ts", "PaymentMethodConfiguration");
  });

  it("confirmation tokens and payment method domains", async () => {
    const { stripe } = sandbox;
    const token = await stripe.testHelpers.confirmationTokens.create({
      payment_method: "pm_usBankAccount_success",
      shipping: { name: "Ada", address: { line1: "1 Main St" } },
    });
    expectShape(token, "ConfirmationTokens.d.ts", "ConfirmationToken");
    const domain = await stripe.paymentMethodDomains.create({ domain_name: "shop.test" });
    expectShape(domain, "PaymentMethodDomains.d.ts", "PaymentMethodDomain");
  });
});
