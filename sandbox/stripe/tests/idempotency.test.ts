import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startForTest, stripeError, type TestSandbox } from "./start.ts";

let sandbox: TestSandbox;

beforeAll(async () => {
  sandbox = await startForTest();
});
afterAll(() => sandbox.close());

let sequence = 0;
const newKey = (): Record<string, string> => ({ "idempotency-key": `key-${(sequence += 1)}` });
const createIntent = (key: Record<string, string>, body = "amount=700&currency=usd") =>
  sandbox.request("POST", "/v1/payment_intents", body, key);
const countIntents = async () => (await sandbox.stripe.paymentIntents.list({ limit: 100 })).data.length;

describe("idempotent requests (https://docs.stripe.com/api/idempotent_requests)", () => {
  it("the same key and parameters get the stored answer, marked as replayed, whatever the order of the parameters", async () => {
    const key = newKey();
    const before = await countIntents();
    const first = await createIntent(key);
    const second = await createIntent(key, "currency=usd&amount=700");
    expect(first.headers.get("idempotent-replayed")).toBeNull();
    expect(second.headers.get("idempotent-replayed")).toBe("true");
    expect(second.text).toBe(first.text);
    expect(await countIntents()).toBe(before + 1);
  });

  it("other parameters or another path with the same key are an idempotency_error", async () => {
    const key = newKey();
    await createIntent(key);
    const other = await createIntent(key, "amount=800&currency=usd");
    expect(other).toMatchObject({ status: 400, body: { error: { type: "idempotency_error" } } });
    const elsewhere = await sandbox.request("POST", "/v1/customers", "", key);
    expect(elsewhere).toMatchObject({ status: 400, body: { error: { type: "idempotency_error" } } });
    expect(elsewhere.text).toContain("'/v1/customers' vs '/v1/payment_intents'");
  });

  it("the official client names it StripeIdempotencyError", async () => {
    const options = { idempotencyKey: "client-key" };
    await sandbox.stripe.customers.create({ name: "a" }, options);
    expect((await stripeError(sandbox.stripe.customers.create({ name: "b" }, options))).type).toBe(
      "StripeIdempotencyError",
    );
  });

  it("a concurrent request with the same key gets 409 and nothing happens twice", async () => {
    const key = newKey();
    const before = await countIntents();
    await sandbox.control("POST", "faults", {
      kind: "latency",
      path: "/v1/payment_intents",
      method: "POST",
      // Long enough for the second request to arrive meanwhile on a busy machine.
      delay_ms: 1_500,
    });
    const answers = await Promise.all([createIntent(key), createIntent(key)]);
    expect(answers.map((answer) => answer.status).toSorted((a, b) => a - b)).toEqual([200, 409]);
    const conflict = answers.find((answer) => answer.status === 409);
    expect(conflict?.body).toMatchObject({ error: { code: "idempotency_key_in_use" } });
    expect(await countIntents()).toBe(before + 1);
    expect((await createIntent(key)).headers.get("idempotent-replayed")).toBe("true");
  });

  it("a stored 500 stays a 500", async () => {
    const key = newKey();
    await sandbox.control("POST", "faults", {
      kind: "error_500",
      path: "/v1/payment_intents",
      method: "POST",
    });
    expect((await createIntent(key)).status).toBe(500);
    const again = await createIntent(key);
    expect(again.status).toBe(500);
    expect(again.headers.get("idempotent-replayed")).toBe("true");
    expect((await createIntent(newKey())).status).toBe(200);
  });

  it("a refused card is stored too", async () => {
    const key = newKey();
    const body =
      "amount=700&currency=usd&confirm=true&off_session=true&payment_method=pm_card_chargeDeclined";
    const first = await createIntent(key, body);
    const second = await createIntent(key, body);
    expect([first.status, second.status]).toEqual([402, 402]);
    expect(second.text).toBe(first.text);
  });

  it("failures before execution are not stored: bad parameters, wrong keys, rate limits", async () => {
    const key = newKey();
    expect((await createIntent(key, "currency=usd")).status).toBe(400);
    expect((await createIntent({ ...key, authorization: "Bearer sk_test_wrong" })).status).toBe(401);
    await sandbox.control("POST", "faults", {
      kind: "error_429",
      path: "/v1/payment_intents",
      method: "POST",
    });
    expect((await createIntent(key)).status).toBe(429);
    const worked = await createIntent(key);
    expect(worked.status).toBe(200);
    expect(worked.headers.get("idempotent-replayed")).toBeNull();
  });

  it("keys have at most 255 characters and mean nothing on GET", async () => {
    expect((await createIntent({ "idempotency-key": "k".repeat(256) })).status).toBe(400);
    const key = newKey();
    const first = await sandbox.request("GET", "/v1/payment_intents?limit=1", undefined, key);
    await createIntent(newKey());
    const second = await sandbox.request("GET", "/v1/payment_intents?limit=1", undefined, key);
    expect(second.text).not.toBe(first.text);
  });

  it("an answer lost after the effect is found again with the key", async () => {
    const key = newKey();
    const before = await countIntents();
    await sandbox.control("POST", "faults", {
      kind: "reset_after",
      path: "/v1/payment_intents",
      method: "POST",
    });
    await expect(createIntent(key)).rejects.toThrow();
    expect(await countIntents()).toBe(before + 1);
    expect((await createIntent(key)).headers.get("idempotent-replayed")).toBe("true");
    expect(await countIntents()).toBe(before + 1);
  });
});
