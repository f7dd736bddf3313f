import Stripe from "stripe";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type RunningSandbox, startSandbox } from "@/sandbox/stripe/server";
import { rateLimit } from "../rate-limit";
import { type Access, KEY_NEEDS, NEEDS_OF_BOTH } from "./key-needs";
import { originOf } from "./origin-of";
import { probeKey } from "./probe-key";
import { stripeGateway } from "./stripe-gateway";

let sandbox: RunningSandbox;

beforeAll(async () => {
  sandbox = await startSandbox({ port: 0 });
});
afterAll(() => sandbox.close());

let keyCount = 0;

/** Makes a restricted key, as the dashboard does. */
async function keyThatMay(permissions: Readonly<Record<string, Access>>): Promise<string> {
  const key = `rk_test_${String((keyCount += 1)).padStart(24, "0")}`;
  const made = await fetch(`${sandbox.url}/_sandbox/keys`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ key, permissions }),
  });
  expect(made.ok).toBe(true);
  return key;
}

const gatewayWith = (secretKey: string) =>
  stripeGateway({
    secretKey,
    webhookSecrets: ["whsec_none"],
    apiBase: sandbox.url,
    timeoutMs: 5_000,
    rateLimit: rateLimit({ requestsPerSecond: 1_000, waitMaxMs: 1_000 }),
  });

const usd = { amountMinor: 12_000n, currency: "USD" } as const;

async function aPayment(gateway: ReturnType<typeof gatewayWith>, key: string) {
  const customer = await gateway.createCustomer({
    idempotencyKey: `customer ${key}`,
    name: "Ada",
    email: "ada@example.com",
    metadata: {},
  });
  if (customer.outcome !== "succeeded") return customer;
  return gateway.createPayment({
    idempotencyKey: `payment ${key}`,
    amount: usd,
    gatewayCustomerId: customer.value.gatewayCustomerId,
    statementDescriptorSuffix: "ACME",
    description: "One order",
    metadata: {},
  });
}

describe("a key of its own for each process", () => {
  test("S18: lets the web server do all that it asks for", async () => {
    const key = await keyThatMay(KEY_NEEDS.web);
    const gateway = gatewayWith(key);
    const made = await aPayment(gateway, key);
    expect(made.outcome).toBe("succeeded");
    expect((await gateway.checkCredentials()).outcome).toBe("succeeded");
  });

  test("S18: lets the worker read, cancel and sweep, and neither make customers nor refund", async () => {
    const made = await aPayment(gatewayWith(sandbox.secretKey), "of the account");
    if (made.outcome !== "succeeded") throw new Error(made.outcome);
    const { gatewayPaymentId } = made.value;
    const key = await keyThatMay(KEY_NEEDS.worker);
    const worker = gatewayWith(key);
    expect((await worker.retrievePayment(gatewayPaymentId)).outcome).toBe("succeeded");
    expect((await worker.cancelPayment({ idempotencyKey: "cancel", gatewayPaymentId })).outcome).toBe(
      "succeeded",
    );
    expect((await worker.listNotices(new Date(0), 10)).outcome).toBe("succeeded");
    expect(await aPayment(worker, key)).toMatchObject({ outcome: "not_sent", code: "StripePermissionError" });
    const stripe = new Stripe(key, { ...originOf(sandbox.url), telemetry: false, maxNetworkRetries: 0 });
    await expect(stripe.refunds.create({ payment_intent: gatewayPaymentId })).rejects.toMatchObject({
      type: "StripePermissionError",
      statusCode: 403,
    });
  });
});

describe("what a key may do", () => {
  const tried = async (permissions: Readonly<Record<string, Access>>, needs = NEEDS_OF_BOTH) =>
    probeKey({ secretKey: await keyThatMay(permissions), apiBase: sandbox.url }, needs);

  test("SEC-06: is found to be what each process needs, no more and no less", async () => {
    const nothing = { excess: [], missing: [] };
    expect(await tried(KEY_NEEDS.web, KEY_NEEDS.web)).toEqual(nothing);
    expect(await tried(KEY_NEEDS.worker, KEY_NEEDS.worker)).toEqual(nothing);
    expect(await tried(NEEDS_OF_BOTH)).toEqual(nothing);
  });

  test("SEC-06: is listed where it is more than is needed, and nothing is made by trying", async () => {
    const stripe = new Stripe(sandbox.secretKey, { ...originOf(sandbox.url), telemetry: false });
    const before = (await stripe.customers.list({ limit: 100 })).data.length;
    expect(await tried({ ...NEEDS_OF_BOTH, refund: "write", payout: "read", event: "read" })).toEqual({
      excess: ["payout: read", "refund: write"],
      missing: [],
    });
    expect((await tried({ ...KEY_NEEDS.worker, customer: "write" }, KEY_NEEDS.worker)).excess).toEqual([
      "customer: write",
    ]);
    expect((await stripe.customers.list({ limit: 100 })).data.length).toBe(before);
  });

  test("SEC-06: is listed where it is less, before a customer finds out", async () => {
    const { event, ...withoutEvents } = NEEDS_OF_BOTH;
    expect(event).toBe("read");
    expect(await tried({ ...withoutEvents, payment_intent: "read" })).toEqual({
      excess: [],
      missing: ["event: read", "payment_intent: write"],
    });
  });
});
