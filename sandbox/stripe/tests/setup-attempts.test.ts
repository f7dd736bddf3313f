import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { idOf, startForTest, stripeError, type TestSandbox } from "./start.ts";

let sandbox: TestSandbox;

beforeAll(async () => {
  sandbox = await startForTest();
});
afterAll(() => sandbox.close());

const create = (token: string, details: object = {}) =>
  sandbox.stripe.setupIntents.create({
    payment_method: token,
    confirm: true,
    use_stripe_sdk: true,
    ...details,
  });
const attemptsOf = async (id: string) => (await sandbox.stripe.setupAttempts.list({ setup_intent: id })).data;
const authenticate = (intent: string, outcome: string) =>
  sandbox.control("POST", "authenticate", { intent, outcome });

describe("setup attempts (https://docs.stripe.com/api/setup_attempts)", () => {
  it("a card that is set up at once succeeds in one", async () => {
    const customer = await sandbox.stripe.customers.create();
    const intent = await create("pm_card_visa", { customer: customer.id, expand: ["latest_attempt"] });
    expect(intent.latest_attempt).toMatchObject({
      object: "setup_attempt",
      status: "succeeded",
      customer: customer.id,
      setup_intent: intent.id,
      setup_error: null,
      usage: "off_session",
      payment_method_details: {
        type: "card",
        card: { brand: "visa", last4: "4242", three_d_secure: null },
      },
    });
    expect(idOf(intent.latest_attempt)).toMatch(/^setatt_/);
    expect(await attemptsOf(intent.id)).toHaveLength(1);
  });

  it("say what became of the challenge, and a failed one keeps its error", async () => {
    const intent = await create("pm_card_authenticationRequired");
    expect(await attemptsOf(intent.id)).toMatchObject([{ status: "requires_action" }]);
    await authenticate(intent.id, "failed");
    expect(await attemptsOf(intent.id)).toMatchObject([
      {
        status: "failed",
        setup_error: { code: "setup_intent_authentication_failure" },
        payment_method_details: { card: { three_d_secure: { result: "failed" } } },
      },
    ]);
    await sandbox.stripe.setupIntents.confirm(intent.id, {
      payment_method: "pm_card_authenticationRequired",
      use_stripe_sdk: true,
    });
    await authenticate(intent.id, "succeeded");
    const attempts = await attemptsOf(intent.id);
    expect(attempts).toMatchObject([
      {
        status: "succeeded",
        setup_error: null,
        payment_method_details: { card: { three_d_secure: { result: "authenticated" } } },
      },
      { status: "failed" },
    ]);
    const { latest_attempt } = await sandbox.stripe.setupIntents.retrieve(intent.id);
    expect(latest_attempt).toBe(attempts[0]?.id);
  });

  it("a refused card leaves a failed one with the bank's answer", async () => {
    const intent = await sandbox.stripe.setupIntents.create({});
    const confirm = sandbox.stripe.setupIntents.confirm(intent.id, {
      payment_method: "pm_card_chargeDeclinedInsufficientFunds",
      return_url: "https://shop.test/",
    });
    expect(await stripeError(confirm)).toMatchObject({ decline_code: "insufficient_funds" });
    expect(await attemptsOf(intent.id)).toMatchObject([
      { status: "failed", setup_error: { type: "card_error", decline_code: "insufficient_funds" } },
    ]);
  });

  it("one that nobody answered is abandoned by the next, or with its intent", async () => {
    const again = await create("pm_card_authenticationRequired");
    await sandbox.stripe.setupIntents.confirm(again.id, {
      payment_method: "pm_card_visa",
      use_stripe_sdk: true,
    });
    expect((await attemptsOf(again.id)).map(({ status }) => status)).toEqual(["succeeded", "abandoned"]);
    const canceled = await create("pm_card_authenticationRequired");
    await sandbox.stripe.setupIntents.cancel(canceled.id);
    expect(await attemptsOf(canceled.id)).toMatchObject([{ status: "abandoned" }]);
  });

  it("are listed for one intent, which has to be named", async () => {
    const list = sandbox.stripe.setupAttempts.list({ setup_intent: "" });
    expect(await stripeError(list)).toMatchObject({ param: "setup_intent" });
    const bare = await sandbox.request("GET", "/v1/setup_attempts");
    expect(bare.body).toMatchObject({ error: { code: "parameter_missing", param: "setup_intent" } });
    expect(await attemptsOf("seti_none")).toEqual([]);
  });
});
