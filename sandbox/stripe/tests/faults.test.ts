import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { startForTest, stripeError, type TestSandbox } from "./start.ts";

let sandbox: TestSandbox;

beforeAll(async () => {
  sandbox = await startForTest();
});
beforeEach(() => sandbox.control("POST", "reset"));
afterAll(() => sandbox.close());

const fault = (kind: string, details: object = {}) =>
  sandbox.control("POST", "faults", { kind, method: "POST", path: "/v1/customers", ...details });
const create = (options: object = {}) => sandbox.stripe.customers.create({ name: "x" }, options);
const count = async () => (await sandbox.stripe.customers.list({ limit: 100 })).data.length;

describe("faults on demand", () => {
  it("a reset before the effect leaves nothing, one after it leaves the object", async () => {
    const bare = () => sandbox.request("POST", "/v1/customers", "name=x");
    await fault("reset_before");
    await expect(bare()).rejects.toThrow();
    expect(await count()).toBe(0);
    await fault("reset_after");
    await expect(bare()).rejects.toThrow();
    expect(await count()).toBe(1);
  });

  it("the official client repeats a cut request with the same key, so the effect happens once", async () => {
    await fault("reset_after");
    expect((await create()).name).toBe("x");
    expect(await count()).toBe(1);
  });

  it("a timeout before or after the effect is never answered", async () => {
    await fault("timeout_before", { count: 2 });
    expect((await stripeError(create({ timeout: 400 }))).type).toBe("StripeConnectionError");
    expect(await count()).toBe(0);
    await sandbox.control("DELETE", "faults");
    await fault("timeout_after", { count: 1 });
    expect((await stripeError(create({ timeout: 2_000 }))).type).toBe("StripeConnectionError");
    expect(await count()).toBe(1);
  });

  it("a burst of 429 lasts as long as it was asked to (https://docs.stripe.com/rate-limits)", async () => {
    await fault("error_429", { count: 2 });
    expect(await stripeError(create())).toMatchObject({
      type: "StripeRateLimitError",
      statusCode: 429,
      code: "rate_limit",
    });
    expect((await stripeError(create())).statusCode).toBe(429);
    expect((await create()).name).toBe("x");
  });

  it("meets only the routes that its path names, with * for anything", async () => {
    await fault("error_500", { path: "/v1/customers/*", count: 1 });
    const { id } = await create();
    expect(await stripeError(sandbox.stripe.customers.update(id, { name: "y" }))).toMatchObject({
      statusCode: 500,
      type: "StripeAPIError",
    });
    expect((await sandbox.stripe.customers.update(id, { name: "y" })).name).toBe("y");
  });

  it("an unknown kind, an unknown field and values that make no sense are refused", async () => {
    expect(await fault("earthquake")).toHaveProperty("error");
    expect(await fault("error_500", { paht: "/v1/customers" })).toHaveProperty("error");
    expect(await fault("error_500", { count: 0 })).toHaveProperty("error");
    expect(await fault("error_500", { probability: 2 })).toHaveProperty("error");
    expect(await fault("error_500", { until: "tomorrow" })).toHaveProperty("error");
    expect(await sandbox.control("GET", "faults")).toEqual({ faults: [] });
  });

  it("a 500 sticks to its key before the effect and after it (https://docs.stripe.com/api/idempotent_requests)", async () => {
    for (const [kind, effects] of [
      ["error_500", 0],
      ["error_500_after", 1],
    ] as const) {
      await sandbox.control("POST", "reset");
      await fault(kind);
      const options = { idempotencyKey: kind };
      expect((await stripeError(create(options))).statusCode).toBe(500);
      const replayed = await stripeError(create(options));
      expect(replayed).toMatchObject({ statusCode: 500, headers: { "idempotent-replayed": "true" } });
      expect(replayed.headers?.["stripe-should-retry"]).toBe("false");
      expect(await count()).toBe(effects);
    }
  });

  it("an outage lasts as long as it was asked to, by the clock, and keeps nothing", async () => {
    await fault("error_503", { for_seconds: 3_600 });
    const options = { idempotencyKey: "outage" };
    for (const _ of [1, 2]) expect((await stripeError(create(options))).statusCode).toBe(503);
    expect(await sandbox.control("GET", "faults")).toMatchObject({ faults: [{ hits: 2 }] });
    await sandbox.control("POST", "clock/advance", { minutes: 61 });
    expect((await create(options)).name).toBe("x");
    expect(await sandbox.control("GET", "faults")).toEqual({ faults: [] });
  });

  it("an outage that is to come leaves requests alone until then", async () => {
    const { unix } = await sandbox.control("GET", "clock");
    await fault("error_503", { from: Number(unix) + 600, for_seconds: 60 });
    await create();
    await sandbox.control("POST", "clock/advance", { minutes: 10 });
    expect((await stripeError(create())).statusCode).toBe(503);
  });

  it("Stripe-Should-Retry tells the official client whether to try again (https://docs.stripe.com/error-low-level)", async () => {
    const patient = { maxNetworkRetries: 2 };
    await fault("error_429", { should_retry: true });
    expect((await create(patient)).name).toBe("x");
    await fault("error_503", { should_retry: false });
    expect((await stripeError(create(patient))).statusCode).toBe(503);
    await fault("lock_timeout");
    expect((await create(patient)).name).toBe("x");
    await fault("lock_timeout", { should_retry: false });
    expect(await stripeError(create(patient))).toMatchObject({ statusCode: 429, code: "lock_timeout" });
  });

  it("meets only requests about an object, named in the path or in a parameter", async () => {
    const [ada, grace] = [await create(), await create()];
    await sandbox.control("POST", "faults", { kind: "error_503", object: ada.id, count: "always" });
    const open = (customer: string) =>
      sandbox.stripe.paymentIntents.create({ amount: 500, currency: "usd", customer });
    expect((await stripeError(sandbox.stripe.customers.retrieve(ada.id))).statusCode).toBe(503);
    expect((await stripeError(open(ada.id))).statusCode).toBe(503);
    expect((await open(grace.id)).customer).toBe(grace.id);
  });

  it("meets a share of requests, the same ones with the same seed", async () => {
    const seeded = async () => {
      const other = await startForTest({ seed: "a share" });
      await other.control("POST", "faults", { kind: "error_503", probability: 0.3 });
      const outcomes: number[] = [];
      for (let index = 0; index < 60; index += 1)
        outcomes.push((await other.request("GET", "/v1/balance")).status);
      await other.close();
      return outcomes;
    };
    const first = await seeded();
    expect(first.filter((status) => status === 503).length).toBeGreaterThan(8);
    expect(first.filter((status) => status === 503).length).toBeLessThan(30);
    expect(await seeded()).toEqual(first);
  });

  it("is taken back by its id", async () => {
    const { fault: added } = await fault("error_503", { count: "always" });
    expect(await sandbox.control("DELETE", `faults/${Reflect.get(Object(added), "id")}`)).toHaveProperty(
      "removed",
    );
    expect((await create()).name).toBe("x");
  });

  it("latency delays the answer, by chance a little more", async () => {
    await fault("latency", { delay_ms: 80, jitter_ms: 20 });
    const startedAt = performance.now();
    await create();
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(78);
  });
});

describe("the control API", () => {
  it("logs what was asked without parameters, so never a card number", async () => {
    await sandbox.card("4242424242424242");
    await create({ idempotencyKey: "logged" });
    const { requests } = await sandbox.control("GET", "requests");
    expect(requests).toMatchObject([
      { method: "POST", path: "/v1/payment_methods", keyKind: "publishable", status: 200 },
      {
        method: "POST",
        path: "/v1/customers",
        keyKind: "secret",
        idempotencyKey: "logged",
        status: 200,
        replayed: false,
      },
    ]);
    expect(JSON.stringify(requests)).not.toContain("4242424242424242");
  });

  it("a reset forgets objects, keys and faults", async () => {
    await create({ idempotencyKey: "forgotten" });
    await fault("error_500");
    await sandbox.control("POST", "reset");
    expect(await count()).toBe(0);
    expect(
      (await sandbox.stripe.customers.create({ name: "other" }, { idempotencyKey: "forgotten" })).name,
    ).toBe("other");
  });

  it("is closed to pages of other origins", async () => {
    const response = await fetch(`${sandbox.url}/_sandbox/reset`, {
      method: "POST",
      headers: { origin: "https://elsewhere.test" },
    });
    expect(response.status).toBe(403);
  });

  it("unknown actions and malformed bodies are refused", async () => {
    expect((await fetch(`${sandbox.url}/_sandbox/nothing`)).status).toBe(404);
    expect((await fetch(`${sandbox.url}/_sandbox/faults`, { method: "POST", body: "{" })).status).toBe(400);
  });

  it("the human page lists events, deliveries and test cards", async () => {
    await sandbox.stripe.customers.create({ name: "<script>alert(1)</script>" });
    const page = await (await fetch(sandbox.url)).text();
    for (const words of [
      "customer.created",
      "4242 4242 4242 4242",
      "pm_card_visa",
      "insufficient_funds",
      "Resend",
    ])
      expect(page).toContain(words);
    expect(page).not.toContain("<script>alert(1)");
  });
});
