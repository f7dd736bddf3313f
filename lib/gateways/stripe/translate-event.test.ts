import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import Stripe from "stripe";
import { describe, expect, test } from "vitest";
import { HANDLED_EVENT_TYPES, translateEvent } from "./translate-event";

const FIXTURES = path.join(import.meta.dirname, "__fixtures__");
const MERCHANT = "01890a5d-ac96-774b-bcce-b302099a8057";
const webhooks = new Stripe("sk_test_fixtures").webhooks;

/** The event as the SDK hands it over once it is verified. */
function eventOf(text: string): Stripe.Event {
  const secret = "whsec_fixtures";
  return webhooks.constructEvent(text, webhooks.generateTestHeaderString({ payload: text, secret }), secret);
}

const fixture = (type: string) => eventOf(readFileSync(path.join(FIXTURES, `${type}.json`), "utf8"));

const TABLE = [
  {
    type: "payment_intent.succeeded",
    kind: "payment_changed",
    objectId: "pi_1",
    gatewayPaymentId: "pi_1",
    merchantId: MERCHANT,
  },
  {
    type: "payment_intent.payment_failed",
    kind: "payment_changed",
    objectId: "pi_1",
    gatewayPaymentId: "pi_1",
    merchantId: MERCHANT,
  },
  {
    type: "payment_intent.processing",
    kind: "payment_changed",
    objectId: "pi_1",
    gatewayPaymentId: "pi_1",
    merchantId: MERCHANT,
  },
  {
    type: "payment_intent.requires_action",
    kind: "payment_changed",
    objectId: "pi_1",
    gatewayPaymentId: "pi_1",
    merchantId: MERCHANT,
  },
  {
    type: "payment_intent.canceled",
    kind: "payment_changed",
    objectId: "pi_1",
    gatewayPaymentId: "pi_1",
    merchantId: MERCHANT,
  },
  {
    type: "payment_intent.amount_capturable_updated",
    kind: "payment_changed",
    objectId: "pi_1",
    gatewayPaymentId: "pi_1",
    merchantId: MERCHANT,
  },
  {
    type: "charge.succeeded",
    kind: "payment_changed",
    objectId: "ch_1",
    gatewayPaymentId: "pi_1",
    merchantId: MERCHANT,
  },
  {
    type: "charge.failed",
    kind: "payment_changed",
    objectId: "ch_1",
    gatewayPaymentId: "pi_1",
    merchantId: MERCHANT,
  },
  {
    type: "charge.updated",
    kind: "payment_changed",
    objectId: "ch_1",
    gatewayPaymentId: "pi_1",
    merchantId: MERCHANT,
  },
  {
    type: "payment_method.detached",
    kind: "method_changed",
    objectId: "pm_1",
    gatewayPaymentId: null,
    merchantId: null,
  },
  {
    type: "payment_method.automatically_updated",
    kind: "method_changed",
    objectId: "pm_1",
    gatewayPaymentId: null,
    merchantId: null,
  },
  ...(["created", "updated", "closed", "funds_withdrawn", "funds_reinstated"] as const).map(
    (what) =>
      ({
        type: `charge.dispute.${what}`,
        kind: "dispute_changed",
        objectId: "du_1",
        gatewayPaymentId: "pi_1",
        merchantId: null,
      }) as const,
  ),
  {
    type: "customer.created",
    kind: "ignored",
    objectId: "cus_1",
    gatewayPaymentId: null,
    merchantId: MERCHANT,
  },
  { type: "balance.available", kind: "ignored", objectId: "", gatewayPaymentId: null, merchantId: null },
] as const;

describe("translateEvent", () => {
  test.each(TABLE)("reads $type as $kind", ({ type, kind, objectId, gatewayPaymentId, merchantId }) => {
    expect(translateEvent(fixture(type))).toEqual({
      externalId: "evt_1",
      type,
      kind,
      objectId,
      gatewayPaymentId,
      merchantId,
      traceId: null,
      apiVersion: "2026-10-28.endive",
      isLive: false,
      occurredAt: new Date("2026-11-20T12:00:00Z"),
    });
  });

  test.each([
    {
      name: "nominal: a trace id",
      carried: "0af7651916cd43dd8448eb211c80319c",
      traceId: "0af7651916cd43dd8448eb211c80319c",
    },
    { name: "all zeros", carried: "0".repeat(32), traceId: null },
    { name: "another application's word", carried: "trace-1", traceId: null },
    { name: "a trace id with more behind it", carried: `${"a".repeat(32)}\n`, traceId: null },
  ])("AUD-03: reads the trace that the object carries: $name", ({ carried, traceId }) => {
    const event = fixture("payment_intent.succeeded");
    Object.assign(event.data.object, { metadata: { trace_id: carried } });
    expect(translateEvent(event).traceId).toBe(traceId);
  });

  test("WHK-10: has a fixture for each type that it handles, and for some that it does not", () => {
    const fixtures = readdirSync(FIXTURES).map((name) => name.replace(".json", ""));
    expect(fixtures).toEqual(expect.arrayContaining([...HANDLED_EVENT_TYPES]));
    expect(fixtures.toSorted()).toEqual(TABLE.map(({ type }) => type as string).toSorted());
  });

  test("F61: ignores types that no version of Stripe has yet", () => {
    const text = JSON.stringify({ ...fixture("charge.succeeded"), type: "charge.teleported" });
    expect(translateEvent(eventOf(text)).kind).toBe("ignored");
  });

  test("ignores a type named after a property of every object", () => {
    const text = JSON.stringify({ ...fixture("charge.succeeded"), type: "constructor" });
    expect(translateEvent(eventOf(text)).kind).toBe("ignored");
  });
});

describe("what translateEvent does not believe", () => {
  const withObject = (changes: Record<string, unknown>) => {
    const event = fixture("charge.succeeded");
    return translateEvent(
      eventOf(JSON.stringify({ ...event, data: { object: { ...event.data.object, ...changes } } })),
    );
  };

  test.each([
    {
      name: "a merchant that is no id",
      changes: { metadata: { merchant_id: "' OR 1=1" } },
      merchantId: null,
    },
    { name: "metadata that is not there", changes: { metadata: null }, merchantId: null },
    { name: "metadata without a merchant", changes: { metadata: {} }, merchantId: null },
  ])("has no merchant for $name", ({ changes, merchantId }) => {
    expect(withObject(changes).merchantId).toBe(merchantId);
  });

  test.each([
    { name: "nominal", changes: { payment_intent: "pi_2" }, gatewayPaymentId: "pi_2" },
    { name: "expanded", changes: { payment_intent: { id: "pi_3" } }, gatewayPaymentId: "pi_3" },
    { name: "none: a charge of old", changes: { payment_intent: null }, gatewayPaymentId: null },
    { name: "not even named", changes: { payment_intent: undefined }, gatewayPaymentId: null },
  ])("finds the payment of a charge: $name", ({ changes, gatewayPaymentId }) => {
    expect(withObject(changes).gatewayPaymentId).toBe(gatewayPaymentId);
  });

  test("tells live from test", () => {
    expect(
      translateEvent(eventOf(JSON.stringify({ ...fixture("charge.succeeded"), livemode: true }))).isLive,
    ).toBe(true);
  });
});
