import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startForTest, stripeError, type TestSandbox } from "./start.ts";

let sandbox: TestSandbox;

beforeAll(async () => {
  sandbox = await startForTest();
});
afterAll(() => sandbox.close());

const basic = (key: string): Record<string, string> => ({
  authorization: `Basic ${Buffer.from(`${key}:`).toString("base64")}`,
});

describe("authentication (https://docs.stripe.com/api/authentication)", () => {
  it("a secret key is taken as a bearer token and as the user of Basic", async () => {
    expect((await sandbox.request("GET", "/v1/balance")).status).toBe(200);
    expect((await sandbox.request("GET", "/v1/balance", undefined, basic(sandbox.secretKey))).status).toBe(
      200,
    );
  });

  it("no key and a wrong key are answered with 401, and the key is not repeated", async () => {
    const none = await sandbox.request("GET", "/v1/balance", undefined, { authorization: "" });
    expect(none.status).toBe(401);
    expect(none.body).toMatchObject({ error: { type: "invalid_request_error" } });
    const wrong = await sandbox.request("GET", "/v1/balance", undefined, {
      authorization: "Bearer sk_test_abcdefghijklmnop",
    });
    expect(wrong.status).toBe(401);
    expect(wrong.text).not.toContain("sk_test_abcdefghijklmnop");
    expect(wrong.text).toContain("Invalid API Key provided: sk_test_");
  });

  it("a publishable key may not list, refund or create intents (https://docs.stripe.com/keys)", async () => {
    const { browser } = sandbox;
    for (const attempt of [
      browser.customers.list(),
      browser.paymentIntents.create({ amount: 100, currency: "usd" }),
      browser.events.list(),
    ]) {
      expect(await stripeError(attempt)).toMatchObject({ statusCode: 401, code: "secret_key_required" });
    }
  });

  it("a publishable key sees an intent only with its client secret and never its metadata or customer", async () => {
    const customer = await sandbox.stripe.customers.create();
    const intent = await sandbox.stripe.paymentIntents.create({
      amount: 900,
      currency: "usd",
      customer: customer.id,
      metadata: { order: "1" },
    });
    const publishable = { authorization: `Bearer ${sandbox.publishableKey}` };
    const path = `/v1/payment_intents/${intent.id}`;
    expect((await sandbox.request("GET", path, undefined, publishable)).body).toMatchObject({
      error: { code: "parameter_missing", param: "client_secret" },
    });
    expect(
      (
        await sandbox.request(
          "GET",
          `${path}?client_secret=${intent.id}_secret_wrong`,
          undefined,
          publishable,
        )
      ).status,
    ).toBe(400);
    const seen = await sandbox.request(
      "GET",
      `${path}?client_secret=${intent.client_secret}`,
      undefined,
      publishable,
    );
    expect(seen.body).toMatchObject({ id: intent.id, amount: 900, status: "requires_payment_method" });
    expect(seen.body).not.toHaveProperty("metadata");
    expect(seen.body).not.toHaveProperty("customer");
  });
});

describe("requests (https://docs.stripe.com/api)", () => {
  it("an unknown path answers 404 with Stripe's words, not silence", async () => {
    const answer = await sandbox.request("GET", "/v1/subscriptions");
    expect(answer.status).toBe(404);
    expect(answer.text).toContain("Unrecognized request URL (GET: /v1/subscriptions).");
  });

  it("unknown parameters are refused, at any depth (https://docs.stripe.com/error-codes/parameter-unknown)", async () => {
    const outer = await sandbox.request("POST", "/v1/customers", "nickname=x");
    expect(outer).toMatchObject({
      status: 400,
      body: {
        error: {
          code: "parameter_unknown",
          param: "nickname",
          message: "Received unknown parameter: nickname",
        },
      },
    });
    const inner = await sandbox.request(
      "POST",
      "/v1/customers",
      "shipping[name]=A&shipping[speed]=fast&shipping[color]=red",
    );
    expect(inner.text).toContain("Received unknown parameters: shipping[speed], shipping[color]");
  });

  it("a missing and a malformed parameter name themselves (https://docs.stripe.com/error-codes/parameter-missing)", async () => {
    const missing = await sandbox.request("POST", "/v1/payment_intents", "currency=usd");
    expect(missing.body).toMatchObject({
      error: { code: "parameter_missing", param: "amount", message: "Missing required param: amount." },
    });
    const malformed = await sandbox.request("POST", "/v1/payment_intents", "currency=usd&amount=10.50");
    expect(malformed.body).toMatchObject({ error: { code: "parameter_invalid_integer", param: "amount" } });
    const empty = await sandbox.request("POST", "/v1/payment_intents", "currency=&amount=100");
    expect(empty.body).toMatchObject({ error: { code: "parameter_invalid_empty", param: "currency" } });
    const choice = await sandbox.request(
      "POST",
      "/v1/payment_intents",
      "currency=usd&amount=100&capture_method=later",
    );
    expect(choice.text).toContain(
      "Invalid capture_method: must be one of automatic, automatic_async or manual",
    );
  });

  it("errors carry a page of the documentation and a place to look at the request (https://docs.stripe.com/api/errors)", async () => {
    const answer = await sandbox.request("GET", "/v1/charges/ch_none");
    expect(answer.status).toBe(404);
    const requestId = answer.headers.get("request-id");
    expect(answer.body).toMatchObject({
      error: {
        code: "resource_missing",
        doc_url: "https://docs.stripe.com/error-codes/resource-missing",
        message: "No such charge: 'ch_none'",
        request_log_url: `${sandbox.url}/_sandbox/requests/${requestId}`,
        type: "invalid_request_error",
      },
    });
    expect(await sandbox.control("GET", `requests/${requestId}`)).toMatchObject({
      request: { status: 404, errorCode: "resource_missing" },
    });
  });

  it("JSON bodies are refused, as forms are what v1 takes", async () => {
    const answer = await sandbox.request("POST", "/v1/customers", "{}", {
      "content-type": "application/json",
    });
    expect(answer.status).toBe(400);
    expect(answer.text).toContain("application/x-www-form-urlencoded");
  });

  it("every answer has a Request-Id and the version that was asked for (https://docs.stripe.com/api/versioning)", async () => {
    const plain = await sandbox.request("GET", "/v1/balance");
    expect(plain.headers.get("request-id")).toMatch(/^req_\w{24}$/);
    expect(plain.headers.get("stripe-version")).toBe("2026-10-28.endive");
    const older = await sandbox.request("GET", "/v1/balance", undefined, {
      "stripe-version": "2026-06-24.dahlia",
    });
    expect(older.headers.get("stripe-version")).toBe("2026-06-24.dahlia");
    expect(
      (await sandbox.request("GET", "/v1/balance", undefined, { "stripe-version": "latest" })).status,
    ).toBe(400);
  });

  it("payment_method_types is refused from 2026-09-30.endive on and accepted before (https://docs.stripe.com/changelog)", async () => {
    const body = "amount=500&currency=usd&payment_method_types[]=card";
    const pinned = await sandbox.request("POST", "/v1/payment_intents", body);
    expect(pinned.body).toMatchObject({
      error: { code: "payment_method_types_no_longer_supported", param: "payment_method_types" },
    });
    const older = await sandbox.request("POST", "/v1/payment_intents", body, {
      "stripe-version": "2026-06-24.dahlia",
    });
    expect(older.status).toBe(200);
    const setup = await sandbox.request("POST", "/v1/setup_intents", "payment_method_types[]=card");
    expect(setup.body).toMatchObject({ error: { code: "payment_method_types_no_longer_supported" } });
  });

  it("browsers of any origin may call the API (https://docs.stripe.com/js)", async () => {
    const preflight = await sandbox.request("OPTIONS", "/v1/payment_methods", undefined, {
      origin: "https://shop.test",
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get("access-control-allow-origin")).toBe("*");
    expect(preflight.headers.get("access-control-allow-headers")).toContain("authorization");
  });
});

describe("metadata (https://docs.stripe.com/api/metadata)", () => {
  it("is merged; an empty value unsets its key and an empty hash clears all", async () => {
    const { stripe } = sandbox;
    const { id } = await stripe.customers.create({ metadata: { order: "1", color: "red" } });
    expect((await stripe.customers.update(id, { metadata: { color: "blue", size: "M" } })).metadata).toEqual({
      order: "1",
      color: "blue",
      size: "M",
    });
    expect((await stripe.customers.update(id, { metadata: { size: "" } })).metadata).toEqual({
      order: "1",
      color: "blue",
    });
    expect((await stripe.customers.update(id, { metadata: "" })).metadata).toEqual({});
  });

  it("allows 50 keys of 40 characters with values of 500", async () => {
    const { stripe } = sandbox;
    expect(await stripeError(stripe.customers.create({ metadata: { ["k".repeat(41)]: "x" } }))).toMatchObject(
      { statusCode: 400 },
    );
    expect(await stripeError(stripe.customers.create({ metadata: { key: "v".repeat(501) } }))).toMatchObject({
      param: "metadata[key]",
    });
    const keys = Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`key${index}`, "x"]));
    expect(await stripeError(stripe.customers.create({ metadata: keys }))).toMatchObject({
      param: "metadata",
    });
  });

  it("survives every kind of character", async () => {
    const value = 'ä 日本 & = + % [brackets] "quotes" 🙂';
    expect((await sandbox.stripe.customers.create({ metadata: { value } })).metadata["value"]).toBe(value);
  });

  it("a value is unset with an empty string (https://docs.stripe.com/api)", async () => {
    const { id } = await sandbox.stripe.customers.create({ name: "Ada", description: "first" });
    const updated = await sandbox.stripe.customers.update(id, { description: "" });
    expect(updated).toMatchObject({ name: "Ada", description: null });
  });
});

describe("customers (https://docs.stripe.com/api/customers)", () => {
  it("are listed by email, deleted and then answered as deleted", async () => {
    const { stripe } = sandbox;
    const { id } = await stripe.customers.create({ email: "ada@example.test" });
    expect(
      (await stripe.customers.list({ email: "ada@example.test" })).data.map((customer) => customer.id),
    ).toEqual([id]);
    expect(await stripe.customers.del(id)).toEqual(expect.objectContaining({ id, deleted: true }));
    expect(await stripe.customers.retrieve(id)).toMatchObject({ id, deleted: true });
    expect(await stripeError(stripe.customers.update(id, { name: "x" }))).toMatchObject({
      statusCode: 404,
      code: "resource_missing",
    });
  });

  it("a malformed email address is refused (https://docs.stripe.com/error-codes/email-invalid)", async () => {
    expect(await stripeError(sandbox.stripe.customers.create({ email: "nobody" }))).toMatchObject({
      code: "email_invalid",
      param: "email",
    });
  });
});
