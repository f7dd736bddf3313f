import { beforeEach, describe, expect, test } from "vitest";
import type { GatewayOutcome } from "@/lib/domain/payments/gateway-outcome";
import { gatewayGauge } from "@/lib/platform/gateway-gauge";
import { inTransactionScope } from "@/lib/platform/transaction-scope";
import type { Gateway } from "./gateway";
import { CALL_SETTINGS, type CallSettings, guardCalls } from "./guard-calls";

type Answer = GatewayOutcome<{ gatewayCustomerId: string }>;

const made: Answer = { outcome: "succeeded", value: { gatewayCustomerId: "cus_1" } };
const failed = (outcome: "not_sent" | "outcome_unknown", code: string): Answer => ({
  outcome,
  code,
  message: "",
});
const lost = failed("outcome_unknown", "StripeConnectionError");
const away = failed("not_sent", "gateway_not_reached");
const declined = (failureCode: string, declineCode: string | null): Answer => ({
  outcome: "declined",
  decline: { failureCode, declineCode, message: "" },
});

let calls = 0;

const never = () => Promise.reject(new Error("This gateway does not do that."));

/** A gateway that answers what the script says to the making of customers, and knows nothing else. */
function scriptedGateway(answer: (call: number) => Promise<Answer> | Answer): Gateway {
  return {
    code: "scripted",
    handledEventTypes: [],
    declineEventType: "scripted.declined",
    createCustomer: async () => answer((calls += 1)),
    findCustomer: never,
    createPayment: never,
    updatePayment: never,
    confirmPayment: never,
    retrievePayment: never,
    findPayment: never,
    cancelPayment: never,
    retrieveDispute: never,
    startMethodSetup: never,
    retrieveMethodSetup: never,
    retrieveMethod: never,
    detachMethod: never,
    listNotices: never,
    checkCredentials: never,
    verifyNotice: () => ({ ok: false, reason: "signature_missing" }),
  };
}

const CUSTOMER = { idempotencyKey: "k", name: "Ada", email: "a@b.test", metadata: {} };

function scripted(answer: (call: number) => Promise<Answer> | Answer, changes: Partial<CallSettings> = {}) {
  const guarded = guardCalls(scriptedGateway(answer), { ...CALL_SETTINGS, firstWaitMs: 1, ...changes });
  return () => guarded.createCustomer(CUSTOMER);
}

const gauge = () => gatewayGauge("scripted");

beforeEach(() => {
  calls = 0;
});

describe("trying again", () => {
  test.each([
    ["nobody listened", away],
    ["it was turned away for being one of too many (F11)", failed("not_sent", "rate_limit")],
    ["the same request was underway", failed("not_sent", "idempotency_key_in_use")],
    ["the line broke (F09)", lost],
    ["the gateway failed", failed("outcome_unknown", "StripeAPIError")],
  ])("GTW-13: happens when %s", async (_why, answer) => {
    const ask = scripted((call) => (call < 3 ? answer : made));
    expect(await ask()).toEqual(made);
    expect(calls).toBe(3);
  });

  test("GTW-14: ends after five tries", async () => {
    expect(await scripted(() => away)()).toEqual(away);
    expect(calls).toBe(5);
  });

  test.each([
    ["GTW-15: insufficient funds", declined("card_declined", "insufficient_funds")],
    ["GTW-15: an invalid card", declined("incorrect_number", null)],
    ["GTW-15: a decline that the bank might take back", declined("card_declined", "issuer_not_available")],
    ["a request that the gateway refused", failed("not_sent", "resource_missing")],
    ["F57: a key that is wrong", failed("not_sent", "StripeAuthenticationError")],
    ["F10: a failure that the gateway keeps", failed("outcome_unknown", "failure_kept")],
    ["an answer that nobody understands", failed("outcome_unknown", "unreadable_answer")],
  ])("never happens after %s", async (_what, answer) => {
    expect(await scripted(() => answer)()).toEqual(answer);
    expect(calls).toBe(1);
  });

  test("GTW-17: a refused last try is no proof while one before it may have been heard", async () => {
    const ask = scripted((call) => (call === 1 ? lost : failed("not_sent", "resource_missing")));
    expect(await ask()).toMatchObject({ outcome: "outcome_unknown" });
  });
});

describe("a gateway that does not answer", () => {
  test("F13: is waited for no longer than the call may take, and what came of it is unknown", async () => {
    const ask = scripted(() => new Promise<Answer>(() => undefined), { timeoutMs: 20 });
    expect(await ask()).toMatchObject({ outcome: "outcome_unknown", code: "gateway_timeout" });
    expect(calls).toBe(1);
    expect(gauge().inFlightCount).toBe(0);
  });

  test("F13: takes no more of the process than it may; the rest hears at once that nothing was sent", async () => {
    let release: (answer: Answer) => void = () => undefined;
    const held = new Promise<Answer>((resolve) => (release = resolve));
    const ask = scripted(() => held, { callsAtOnceMax: 2, callsWaitingMax: 1 });
    const waiting = [ask(), ask(), ask()];
    expect(await ask()).toMatchObject({ outcome: "not_sent", code: "gateway_busy" });
    expect(gauge().inFlightCount).toBe(2);
    release(made);
    expect(await Promise.all(waiting)).toEqual([made, made, made]);
  });
});

describe("GTW-18: the circuit", () => {
  test("F12: opens after five calls in a row that failed, and then answers at once without asking", async () => {
    const ask = scripted(() => away);
    for (let call = 0; call < 5; call += 1) await ask();
    expect(gauge()).toMatchObject({ circuit: "open", lastFailureCode: "gateway_not_reached" });
    expect(gauge().openedAt).not.toBeNull();
    const before = calls;
    const startedAt = performance.now();
    expect(await ask()).toMatchObject({ outcome: "not_sent", code: "gateway_paused" });
    expect(performance.now() - startedAt).toBeLessThan(200);
    expect(calls).toBe(before);
  });

  test("lets one call try after a while, and closes when that succeeds", async () => {
    let isBack = false;
    const ask = scripted(() => (isBack ? made : away), { openForMs: 30, failuresUntilOpen: 1 });
    await ask();
    expect(gauge().circuit).toBe("open");
    isBack = true;
    await expect.poll(async () => (await ask()).outcome).toBe("succeeded");
    expect(gauge().circuit).toBe("closed");
  });

  test("F57: opens when the key is refused, so that a person looks", async () => {
    const ask = scripted(() => failed("not_sent", "StripeAuthenticationError"));
    for (let call = 0; call < 5; call += 1) await ask();
    expect(gauge().circuit).toBe("open");
  });

  test("does not open for declines, refusals or too many requests: the gateway is well", async () => {
    const answers = [
      declined("card_declined", null),
      failed("not_sent", "resource_missing"),
      failed("not_sent", "rate_limit"),
    ];
    const ask = scripted((call) => answers[call % 3] ?? made);
    for (let call = 0; call < 20; call += 1) await ask();
    expect(gauge().circuit).toBe("closed");
  });
});

describe("F12: the envelope", () => {
  const guarded = guardCalls(
    Object.assign(
      scriptedGateway(() => away),
      { refundPayment: never },
    ),
    { ...CALL_SETTINGS, firstWaitMs: 1 },
  );

  test("is around every question of the port", async () => {
    while ((await guarded.createCustomer(CUSTOMER)).outcome !== "not_sent" || gauge().circuit !== "open");
    const asks = Object.values(guarded).flatMap((member: unknown) =>
      typeof member === "function" && member !== guarded.verifyNotice ? [member] : [],
    );
    expect(asks.length).toBeGreaterThanOrEqual(13);
    for (const ask of asks) {
      const answer: unknown = await Reflect.apply(ask, undefined, []);
      expect(answer).toMatchObject({ code: "gateway_paused" });
    }
  });

  test("lets nothing through that it does not know", () => {
    expect(guarded).not.toHaveProperty("refundPayment");
  });
});

test("F13: a gateway is never asked inside a database transaction", async () => {
  const ask = scripted(() => made);
  await expect(inTransactionScope(ask)).rejects.toThrow("outside of transactions");
  expect(calls).toBe(0);
});
