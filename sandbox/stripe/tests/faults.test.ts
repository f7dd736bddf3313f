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

  it("an unknown kind is refused", async () => {
    expect(await fault("earthquake")).toHaveProperty("error");
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
