import Stripe from "stripe";
import { describe, expect, test } from "vitest";
import { InvariantViolation } from "@/lib/domain/invariant";
import { money } from "@/lib/domain/money/money";
import { classifyError } from "./classify-error";
import { readPayment } from "./read-payment";
import { UnreadableAnswer } from "./unreadable-answer";

type Json = Record<string, unknown>;

const CHARGE = {
  id: "ch_1",
  object: "charge",
  status: "succeeded",
  amount: 12_000,
  currency: "usd",
  created: 1_795_176_000,
  failure_code: null,
  failure_message: null,
  outcome: { reason: null },
  payment_method_details: { card: { brand: "visa", last4: "4242", funding: "credit" } },
  balance_transaction: { id: "txn_1", fee: 378, currency: "usd" },
};

const INTENT = {
  id: "pi_1",
  object: "payment_intent",
  status: "succeeded",
  amount: 12_000,
  amount_received: 12_000,
  currency: "usd",
  client_secret: "pi_1_secret_x",
  customer: "cus_1",
  livemode: false,
  metadata: { payment_id: "payment-1", merchant_id: "merchant-1" },
  last_payment_error: null,
  latest_charge: CHARGE,
  payment_method: "pm_1",
  setup_future_usage: null,
};

const webhooks = new Stripe("sk_test_fixtures").webhooks;

/** The SDK hands over whatever JSON came, under its own type: so do we, to see what the reader makes of it. */
function intent(changes: Json = {}): Stripe.PaymentIntent {
  const payload = JSON.stringify({
    object: "event",
    data: { object: { ...INTENT, ...changes } },
    type: "payment_intent.succeeded",
  });
  const secret = "whsec_fixtures";
  const event = webhooks.constructEvent(
    payload,
    webhooks.generateTestHeaderString({ payload, secret }),
    secret,
  );
  if (event.type !== "payment_intent.succeeded") throw new Error("The fixture is no PaymentIntent.");
  return event.data.object;
}
const withCharge = (changes: Json) => intent({ latest_charge: { ...CHARGE, ...changes } });

describe("readPayment", () => {
  test("has everything that one answer tells", () => {
    expect(readPayment(intent())).toEqual({
      gatewayPaymentId: "pi_1",
      paymentId: "payment-1",
      merchantId: "merchant-1",
      gatewayCustomerId: "cus_1",
      isLive: false,
      status: "captured",
      amount: money(12_000n, "USD"),
      captured: money(12_000n, "USD"),
      clientSecret: "pi_1_secret_x",
      lastDecline: null,
      latestCharge: {
        id: "ch_1",
        outcome: "succeeded",
        amount: money(12_000n, "USD"),
        card: { brand: "visa", last4: "4242", funding: "credit" },
        decline: null,
        occurredAt: new Date("2026-11-20T12:00:00Z"),
        fee: { id: "txn_1", amount: money(378n, "USD") },
      },
      keepsMethod: false,
      savedMethodId: null,
    });
  });

  test.each([
    { name: "nominal", customer: "cus_1", expected: "cus_1" },
    { name: "expanded", customer: { id: "cus_2", object: "customer" }, expected: "cus_2" },
    { name: "nobody in particular", customer: null, expected: null },
  ])("says whose it is: $name", ({ customer, expected }) => {
    expect(readPayment(intent({ customer })).gatewayCustomerId).toBe(expected);
  });

  test.each([
    { name: "nominal", status: "succeeded", expected: "captured" },
    { name: "waiting for a card", status: "requires_payment_method", expected: "requires_payment_method" },
    { name: "waiting to be confirmed", status: "requires_confirmation", expected: "requires_payment_method" },
    { name: "waiting for the buyer", status: "requires_action", expected: "requires_action" },
    { name: "underway", status: "processing", expected: "processing" },
    { name: "promised", status: "requires_capture", expected: "authorized" },
    { name: "given up", status: "canceled", expected: "canceled" },
  ])("has our word for each status: $name", ({ status, expected }) => {
    expect(readPayment(intent({ status })).status).toBe(expected);
  });

  test.each([
    { name: "nominal: a new status", given: intent({ status: "requires_teleportation" }) },
    { name: "a property of every object", given: intent({ status: "constructor" }) },
    { name: "a new status of the charge", given: withCharge({ status: "reversed" }) },
  ])("does not guess at what it does not know: the outcome is unknown ($name)", ({ given }) => {
    let thrown: unknown;
    try {
      readPayment(given);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(UnreadableAnswer);
    expect(classifyError(thrown)).toMatchObject({ outcome: "outcome_unknown", code: "unreadable_answer" });
  });

  test.each([
    { name: "nominal", given: intent({ latest_charge: "ch_1" }) },
    { name: "no client secret", given: intent({ client_secret: null }) },
    { name: "a fraction of a króna", given: intent({ currency: "isk", amount: 50 }) },
  ])("stops where we asked wrongly or are told nonsense: $name", ({ given }) => {
    expect(() => readPayment(given)).toThrow(InvariantViolation);
  });

  test("reads yen as yen", () => {
    const { amount, captured } = readPayment(intent({ currency: "jpy", amount: 500, amount_received: 500 }));
    expect([amount, captured]).toEqual([money(500n, "JPY"), money(500n, "JPY")]);
  });

  test("reads a payment that is not ours as nobody's", () => {
    expect(readPayment(intent({ metadata: {} }))).toMatchObject({ paymentId: null, merchantId: null });
  });

  test("reads the last decline", () => {
    const declined = intent({
      status: "requires_payment_method",
      last_payment_error: {
        type: "card_error",
        code: "card_declined",
        decline_code: "lost_card",
        message: "No.",
      },
    });
    expect(readPayment(declined).lastDecline).toEqual({
      failureCode: "card_declined",
      declineCode: "lost_card",
      message: "No.",
    });
  });

  test("reads a decline without code, reason and words", () => {
    expect(readPayment(intent({ last_payment_error: { type: "api_error" } })).lastDecline).toEqual({
      failureCode: "api_error",
      declineCode: null,
      message: "The payment failed.",
    });
  });

  test.each([
    { name: "nominal: not kept", changes: {}, savedMethodId: null },
    { name: "kept", changes: { setup_future_usage: "off_session" }, savedMethodId: "pm_1" },
    {
      name: "kept, expanded",
      changes: { setup_future_usage: "off_session", payment_method: { id: "pm_2" } },
      savedMethodId: "pm_2",
    },
    {
      name: "to be kept, not given yet",
      changes: { setup_future_usage: "off_session", payment_method: null },
      savedMethodId: null,
    },
  ])("names the card that was kept: $name", ({ changes, savedMethodId }) => {
    expect(readPayment(intent(changes)).savedMethodId).toBe(savedMethodId);
  });
});

describe("a charge", () => {
  test.each([
    { name: "nominal: none yet", given: intent({ latest_charge: null }), expected: null },
    {
      name: "its fee is not known yet",
      given: withCharge({ balance_transaction: null }),
      expected: { fee: null },
    },
    {
      name: "its fee is not expanded",
      given: withCharge({ balance_transaction: "txn_1" }),
      expected: { fee: null },
    },
    {
      name: "its fee is in another currency",
      given: withCharge({ balance_transaction: { id: "txn_1", fee: 55, currency: "jpy" } }),
      expected: { fee: { id: "txn_1", amount: money(55n, "JPY") } },
    },
    {
      name: "it was no card",
      given: withCharge({ payment_method_details: { us_bank_account: {} } }),
      expected: { card: null },
    },
    {
      name: "hardly anything is known of the card",
      given: withCharge({ payment_method_details: { card: { brand: null, last4: "4242", funding: null } } }),
      expected: { card: { brand: "card", last4: "4242", funding: "unknown" } },
    },
    {
      name: "it failed",
      given: withCharge({
        status: "failed",
        failure_code: "card_declined",
        failure_message: "No.",
        outcome: { reason: "lost_card" },
      }),
      expected: {
        outcome: "failed",
        decline: { failureCode: "card_declined", declineCode: "lost_card", message: "No." },
      },
    },
    {
      name: "it failed without a word",
      given: withCharge({ status: "failed", outcome: null }),
      expected: {
        outcome: "failed",
        decline: { failureCode: "card_declined", declineCode: null, message: "The charge failed." },
      },
    },
  ])("is read as far as it is told: $name", ({ given, expected }) => {
    const { latestCharge } = readPayment(given);
    if (expected === null) expect(latestCharge).toBeNull();
    else expect(latestCharge).toMatchObject(expected);
  });
});
