import { readFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { eventTypes } from "../webhooks/event-types.ts";
import { startForTest, startReceiver, stripeError, type Receiver, type TestSandbox } from "./start.ts";

let sandbox: TestSandbox;
let receiver: Receiver;

beforeEach(async () => {
  receiver = await startReceiver();
  sandbox = await startForTest({ webhookUrl: receiver.url, seed: "deliveries" });
});
afterEach(async () => {
  await sandbox.close();
  await receiver.close();
});

const HOUR = { hours: 1 };
const rule = (action: string, details: object = {}) =>
  sandbox.control("POST", `deliveries/${action}`, details);
const advance = (by: object) => sandbox.control("POST", "clock/advance", by);
const settle = () => sandbox.control("POST", "settle", { balance: false });
const sorted = (texts: readonly string[]) => texts.toSorted((a, b) => a.localeCompare(b));
const names = () => receiver.received.map(({ body }) => /"name": "(\w+)"/.exec(body)?.[1] ?? "");
const create = (name: string) => sandbox.stripe.customers.create({ name });
const lastEvent = async () => (await sandbox.stripe.events.list({ limit: 1 })).data[0];

describe("deliveries on their way", () => {
  it("a delayed one leaves at its time", async () => {
    await rule("delay", { delay_ms: 1_800_000 });
    await create("late");
    await create("prompt");
    await advance({ minutes: 29 });
    expect(names()).toEqual(["prompt"]);
    await advance({ minutes: 1 });
    expect(names()).toEqual(["prompt", "late"]);
  });

  it("one that is lost on the line is sent again (https://docs.stripe.com/webhooks#retries)", async () => {
    await rule("lose");
    await create("Ada");
    expect(await sandbox.control("GET", "deliveries")).toMatchObject({
      deliveries: [{ state: "waiting", attempts: [{ status: null, error: "lost on the line" }] }],
    });
    await advance(HOUR);
    expect(names()).toEqual(["Ada"]);
    expect((await lastEvent())?.pending_webhooks).toBe(0);
  });

  it("reordered ones leave together in another order (https://docs.stripe.com/webhooks#event-ordering)", async () => {
    await rule("reorder", { count: 4 });
    for (const name of ["a", "b", "c"]) await create(name);
    await settleNothing();
    await create("d");
    await settle();
    expect(names()).toHaveLength(4);
    expect(sorted(names())).toEqual(["a", "b", "c", "d"]);
    expect(names()).not.toEqual(["a", "b", "c", "d"]);
  });

  const settleNothing = async () => expect(receiver.received).toHaveLength(0);

  it("rules can be for one object or one endpoint, are listed and taken back", async () => {
    const [ada, grace] = [await create("Ada"), await create("Grace")];
    await settle();
    await rule("drop", { object: ada.id, count: "always" });
    await sandbox.stripe.customers.update(ada.id, { name: "dropped" });
    await sandbox.stripe.customers.update(grace.id, { name: "sent" });
    await settle();
    expect(names()).toEqual(["Ada", "Grace", "sent"]);
    expect(await sandbox.control("GET", "deliveries/rules")).toMatchObject({
      rules: [{ action: "drop", object: ada.id, hits: 1, remaining: "always" }],
    });
    await sandbox.control("DELETE", "deliveries/rules");
    await sandbox.stripe.customers.update(ada.id, { name: "again" });
    await settle();
    expect(names().at(-1)).toBe("again");
    expect(await rule("drop", { tpye: "customer.created" })).toHaveProperty("error");
  });

  it("a doubled one counts once for pending_webhooks", async () => {
    const other = await startReceiver();
    await sandbox.stripe.webhookEndpoints.create({ url: other.url, enabled_events: ["customer.created"] });
    other.answerWith(500);
    await rule("duplicate");
    await create("twice");
    await sandbox.control("POST", "clock/advance", { seconds: 0 });
    expect(names()).toEqual(["twice", "twice"]);
    expect((await lastEvent())?.pending_webhooks).toBe(1);
    await advance(HOUR);
    expect((await lastEvent())?.pending_webhooks).toBe(0);
    await other.close();
  });

  it("leave in any order when the sandbox is started so", async () => {
    await sandbox.close();
    sandbox = await startForTest({ webhookUrl: receiver.url, seed: "shuffled", webhookJitterMs: 200 });
    for (const name of ["a", "b", "c", "d", "e", "f"]) await create(name);
    await settle();
    expect(sorted(names())).toEqual(["a", "b", "c", "d", "e", "f"]);
    expect(names()).not.toEqual(["a", "b", "c", "d", "e", "f"]);
  });
});

describe("endpoints (https://docs.stripe.com/api/webhook_endpoints)", () => {
  it("a disabled or deleted one gets no further attempt (https://docs.stripe.com/webhooks#disable)", async () => {
    const [off, gone] = [await startReceiver(), await startReceiver()];
    const make = (url: string) =>
      sandbox.stripe.webhookEndpoints.create({ url, enabled_events: ["customer.created"] });
    const [first, second] = [await make(off.url), await make(gone.url)];
    off.answerWith(500);
    gone.answerWith(500);
    await create("Ada");
    await advance({ seconds: 0 });
    await sandbox.stripe.webhookEndpoints.update(first.id, { disabled: true });
    await sandbox.stripe.webhookEndpoints.del(second.id);
    await advance(HOUR);
    await create("Grace");
    await settle();
    expect([off.received.length, gone.received.length]).toEqual([1, 1]);
    await sandbox.stripe.webhookEndpoints.update(first.id, { disabled: false });
    await create("Hedy");
    await settle();
    expect(off.received.length).toBe(2);
    await off.close();
    await gone.close();
  });

  it("gets events under the API version it was created with", async () => {
    const old = await startReceiver();
    await sandbox.stripe.webhookEndpoints.create({
      url: old.url,
      enabled_events: ["*"],
      api_version: "2025-03-31.basil",
    });
    await create("Ada");
    await settle();
    expect(old.received[0]?.body).toContain('"api_version": "2025-03-31.basil"');
    expect(receiver.received[0]?.body).toContain('"api_version": "2026-10-28.endive"');
    await old.close();
  });

  it("asks for types of events that exist", async () => {
    const form = "url=https://shop.test/hook&enabled_events[]=charge.failed&enabled_events[]=charge.invented";
    expect(await sandbox.request("POST", "/v1/webhook_endpoints", form)).toMatchObject({
      status: 400,
      body: { error: { type: "invalid_request_error", param: "enabled_events[1]" } },
    });
  });

  it("can be 16 in test mode (https://docs.stripe.com/webhooks#register-webhook)", async () => {
    const make = () =>
      sandbox.stripe.webhookEndpoints.create({
        url: "https://shop.test/hook",
        enabled_events: ["charge.failed"],
      });
    for (let index = 0; index < 15; index += 1) await make();
    expect((await stripeError(make())).statusCode).toBe(400);
  });

  it("the types are those that the stripe package declares", () => {
    const file = new URL("../../../node_modules/stripe/esm/resources/WebhookEndpoints.d.ts", import.meta.url);
    const declared = /type EnabledEvent = ([^;]*);/.exec(readFileSync(file, "utf8"))?.[1] ?? "";
    const types = [...declared.matchAll(/'([a-z_.0-9]+)'/g)].map(([, type = ""]) => type);
    expect(types.length).toBeGreaterThan(200);
    expect(sorted([...eventTypes])).toEqual(sorted(types));
  });
});
