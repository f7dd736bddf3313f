import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { idOf, startForTest, startReceiver, type Receiver, type TestSandbox } from "./start.ts";

let sandbox: TestSandbox;
let receiver: Receiver;

beforeEach(async () => {
  receiver = await startReceiver();
  sandbox = await startForTest({
    webhookUrl: receiver.url,
    webhookRetryDelaysMs: [3_600_000, 7_200_000],
    startAtMs: Date.parse("2026-01-31T09:00:00Z"),
  });
});
afterEach(async () => {
  await sandbox.close();
  await receiver.close();
});

const JANUARY_31 = Date.parse("2026-01-31T09:00:00Z") / 1_000;
const DAY = 86_400;
const clock = (path = "", body?: object) =>
  sandbox.control(body === undefined ? "GET" : "POST", `clock${path}`, body);
const hold = (details: object = {}) =>
  sandbox.stripe.paymentIntents.create({
    amount: 4_000,
    currency: "usd",
    payment_method: "pm_card_visa",
    capture_method: "manual",
    off_session: true,
    confirm: true,
    ...details,
  });

describe("the clock", () => {
  it("gives objects and events the time it was set to, and runs on from there", async () => {
    const customer = await sandbox.stripe.customers.create();
    expect(customer.created).toBeGreaterThanOrEqual(JANUARY_31);
    expect(customer.created).toBeLessThan(JANUARY_31 + 3_600);
    const [event] = (await sandbox.stripe.events.list()).data;
    expect(event?.created).toBeGreaterThanOrEqual(customer.created);
    expect(event?.created).toBeLessThan(JANUARY_31 + 3_600);
  });

  it("stands still when it is frozen, and goes on from there when it is not", async () => {
    await clock("/freeze", {});
    const { now } = await clock();
    expect(await clock()).toMatchObject({ now, frozen: true });
    await clock("/advance", { days: 2, hours: 1 });
    const { unix } = await clock();
    expect(unix).toBe(Math.floor(Date.parse(String(now)) / 1_000) + 2 * DAY + 3_600);
    const { created } = await sandbox.stripe.customers.create();
    expect(created).toBe(unix);
    expect(await clock("/unfreeze", {})).toMatchObject({ frozen: false });
    await expect.poll(async () => (await clock())["unix"]).toBeGreaterThan(Number(unix));
  });

  it("goes back only while the account is empty", async () => {
    expect(await clock("", { time: "2025-06-01T00:00:00Z" })).toMatchObject({ unix: 1_748_736_000 });
    await sandbox.stripe.customers.create();
    expect(await clock("", { time: "2025-01-01T00:00:00Z" })).toHaveProperty("error");
    expect(await clock("/advance", { to: "2025-01-01T00:00:00Z" })).toHaveProperty("error");
    expect(await clock("/advance", { days: -1 })).toHaveProperty("error");
    expect(await clock("/advance", {})).toHaveProperty("error");
  });

  it("survives a reset as the configuration has it", async () => {
    await clock("/advance", { days: 100 });
    await sandbox.control("POST", "reset");
    const { unix } = await clock();
    expect(Number(unix)).toBeLessThan(JANUARY_31 + DAY);
  });

  it("brings what is due in order, each at its own time", async () => {
    await clock("/freeze", {});
    await clock("", { time: "2026-01-31T09:00:00Z" });
    const first = await hold();
    await clock("/advance", { days: 2 });
    const second = await hold();
    expect(await clock("/advance", { days: 30 })).toMatchObject({ work: 2 });
    const canceled = (await sandbox.stripe.events.list({ type: "payment_intent.canceled" })).data;
    expect(canceled).toMatchObject([
      { created: JANUARY_31 + 9 * DAY, data: { object: { id: second.id } } },
      { created: JANUARY_31 + 7 * DAY, data: { object: { id: first.id } } },
    ]);
  });

  it("repeats deliveries after the documented waits, in order with everything else", async () => {
    await clock("/freeze", {});
    receiver.answerWith(500, 500);
    await sandbox.stripe.customers.create();
    await clock("/advance", { minutes: 59 });
    expect(receiver.received).toHaveLength(1);
    await clock("/advance", { minutes: 1 });
    expect(receiver.received).toHaveLength(2);
    await clock("/advance", { hours: 2 });
    expect(receiver.received).toHaveLength(3);
    const { deliveries } = await sandbox.control("GET", "deliveries");
    expect(deliveries).toMatchObject([
      { state: "delivered", attempts: [{ status: 500 }, { status: 500 }, { status: 200 }] },
    ]);
  });

  it("an idempotency key is forgotten after 24 hours (https://docs.stripe.com/api/idempotent_requests)", async () => {
    const create = () => sandbox.stripe.customers.create({ name: "Ada" }, { idempotencyKey: "once" });
    const { id } = await create();
    await clock("/advance", { hours: 23 });
    expect((await create()).id).toBe(id);
    await clock("/advance", { hours: 2 });
    expect((await create()).id).not.toBe(id);
  });
});

describe("authorizations (https://docs.stripe.com/payments/place-a-hold-on-a-payment-method)", () => {
  it("lapse after seven days: the charge expires and the intent is canceled", async () => {
    const intent = await hold();
    await clock("/advance", { days: 6 });
    expect((await sandbox.stripe.paymentIntents.retrieve(intent.id)).status).toBe("requires_capture");
    await clock("/advance", { days: 1 });
    const lapsed = await sandbox.stripe.paymentIntents.retrieve(intent.id, { expand: ["latest_charge"] });
    expect(lapsed).toMatchObject({
      status: "canceled",
      cancellation_reason: "automatic",
      amount_capturable: 0,
      latest_charge: { captured: false, refunded: true, amount_refunded: 4_000 },
    });
    const types = (await sandbox.stripe.events.list()).data.map((event) => event.type);
    expect(types).toContain("charge.expired");
    expect(receiver.received.map(({ type }) => type)).toContain("payment_intent.canceled");
  });

  it("do not lapse once they are captured", async () => {
    const intent = await hold();
    await sandbox.stripe.paymentIntents.capture(intent.id);
    await clock("/advance", { days: 8 });
    expect((await sandbox.stripe.paymentIntents.retrieve(intent.id)).status).toBe("succeeded");
    expect((await sandbox.stripe.charges.retrieve(idOf(intent.latest_charge))).refunded).toBe(false);
  });

  it("are no matter of waiting: settling leaves them alone", async () => {
    const intent = await hold();
    await sandbox.control("POST", "settle");
    expect((await sandbox.stripe.paymentIntents.retrieve(intent.id)).status).toBe("requires_capture");
  });
});
