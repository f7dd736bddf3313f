import Stripe from "stripe";
import { describe, expect, test } from "vitest";
import { verifyNotice } from "./verify-notice";

const SECRET = "whsec_contract";
const webhooks = new Stripe("sk_test_fixtures").webhooks;
const NOW = Date.now();
const NOW_SECONDS = Math.floor(NOW / 1000);

const BODY = JSON.stringify({
  id: "evt_1",
  object: "event",
  api_version: "2026-10-28.endive",
  created: NOW_SECONDS,
  livemode: false,
  type: "payment_intent.succeeded",
  data: { object: { id: "pi_1", object: "payment_intent", metadata: {} } },
});

const event = (changes: object) => JSON.stringify({ ...(JSON.parse(BODY) as object), ...changes });
const about = (object: unknown) => event({ data: { object } });

const signed = (body: string, options: { secret?: string; secondsLater?: number } = {}) =>
  webhooks.generateTestHeaderString({
    payload: body,
    secret: options.secret ?? SECRET,
    timestamp: NOW_SECONDS + (options.secondsLater ?? 0),
  });

const verify = (body: string, signature: string | null) =>
  verifyNotice(webhooks, { body, signature, secrets: [SECRET], now: NOW });

describe("verifyNotice", () => {
  test.each([
    { name: "nominal", signature: signed(BODY) },
    { name: "nearly five minutes old", signature: signed(BODY, { secondsLater: -290 }) },
    { name: "from a clock that is a little ahead", signature: signed(BODY, { secondsLater: 290 }) },
    {
      name: "with a second signature, by a secret that is being replaced",
      signature: `${signed(BODY)},v1=${"0".repeat(64)}`,
    },
    { name: "with a signature of an older scheme beside", signature: `${signed(BODY)},v0=${"0".repeat(64)}` },
  ])("believes a delivery: $name", ({ signature }) => {
    expect(verify(BODY, signature)).toMatchObject({
      ok: true,
      notice: { externalId: "evt_1", kind: "payment_changed", gatewayPaymentId: "pi_1" },
    });
  });

  test.each([
    { name: "nominal: no header", body: BODY, signature: null, reason: "signature_missing" },
    { name: "an empty header", body: BODY, signature: "", reason: "signature_missing" },
    {
      name: "another secret",
      body: BODY,
      signature: signed(BODY, { secret: "whsec_other" }),
      reason: "signature_wrong",
    },
    {
      name: "another body",
      body: BODY.replace("pi_1", "pi_2"),
      signature: signed(BODY),
      reason: "signature_wrong",
    },
    {
      name: "the same body, serialized again",
      body: JSON.stringify(JSON.parse(BODY), null, 1),
      signature: signed(BODY),
      reason: "signature_wrong",
    },
    { name: "a space behind the body", body: `${BODY} `, signature: signed(BODY), reason: "signature_wrong" },
    { name: "an empty body", body: "", signature: signed(BODY), reason: "signature_wrong" },
    {
      name: "an older scheme only",
      body: BODY,
      signature: signed(BODY).replace("v1=", "v0="),
      reason: "signature_wrong",
    },
    {
      name: "another instant than the signed one",
      body: BODY,
      signature: signed(BODY).replace(/t=\d+/, `t=${NOW_SECONDS - 1}`),
      reason: "signature_wrong",
    },
    {
      name: "old",
      body: BODY,
      signature: signed(BODY, { secondsLater: -310 }),
      reason: "timestamp_outside_tolerance",
    },
    {
      name: "from the future",
      body: BODY,
      signature: signed(BODY, { secondsLater: 310 }),
      reason: "timestamp_outside_tolerance",
    },
    { name: "without an instant", body: BODY, signature: `v1=${"0".repeat(64)}`, reason: "signature_wrong" },
    { name: "a header that is no signature", body: BODY, signature: "hello", reason: "signature_wrong" },
    {
      name: "a body that is signed and no JSON",
      body: "hello",
      signature: signed("hello"),
      reason: "body_malformed",
    },
    {
      name: "a body that is signed and no event",
      body: "null",
      signature: signed("null"),
      reason: "body_malformed",
    },
    {
      name: "a body that is signed and has no object",
      body: '{"id":"evt_1"}',
      signature: signed('{"id":"evt_1"}'),
      reason: "body_malformed",
    },
    ...[
      { name: "no id", body: event({ id: undefined }) },
      { name: "an id that is a number", body: event({ id: 5 }) },
      { name: "an id that no column takes", body: event({ id: "evt_\u0000" }) },
      { name: "an id without end", body: event({ id: `evt_${"x".repeat(5_000)}` }) },
      { name: "no type", body: event({ type: undefined }) },
      { name: "an object as type", body: event({ type: {} }) },
      { name: "no instant of making", body: event({ created: undefined }) },
      { name: "an instant that no calendar has", body: event({ created: 1e300 }) },
      { name: "no mode", body: event({ livemode: undefined }) },
      { name: "no object of its own", body: about(null) },
      {
        name: "an object with an id that no column takes",
        body: about({ object: "charge", id: "ch_\u0000" }),
      },
      { name: "an object with a number as id", body: about({ object: "payment_intent", id: 7 }) },
      { name: "a charge of a nameless payment", body: about({ object: "charge", payment_intent: {} }) },
    ].map(({ name, body }) => ({
      name: `a body that is signed and has ${name}`,
      body,
      signature: signed(body),
      reason: "body_malformed",
    })),
  ])("refuses a delivery: $name", ({ body, signature, reason }) => {
    expect(verify(body, signature)).toEqual({ ok: false, reason });
  });
});

describe("F56: while a secret is rotated", () => {
  const verifyBoth = (signature: string) =>
    verifyNotice(webhooks, { body: BODY, signature, secrets: ["whsec_new", "whsec_old"], now: NOW });

  test("S31, F56: both the new and the old one verify, each under its own fingerprint; a third does not", () => {
    const byNew = verifyBoth(signed(BODY, { secret: "whsec_new" }));
    const byOld = verifyBoth(signed(BODY, { secret: "whsec_old" }));
    expect([byNew.ok, byOld.ok]).toEqual([true, true]);
    const fingerprints = [byNew, byOld].map((verdict) => verdict.ok && verdict.secretFingerprint);
    expect(new Set(fingerprints).size).toBe(2);
    for (const fingerprint of fingerprints) expect(fingerprint).toMatch(/^[0-9a-f]{8}$/);
    expect(verifyBoth(signed(BODY, { secret: "whsec_third" }))).toEqual({
      ok: false,
      reason: "signature_wrong",
    });
  });

  test("a delivery that is too old stays too old, whichever secret signed it", () => {
    const old = signed(BODY, { secret: "whsec_old", secondsLater: -600 });
    expect(verifyBoth(old)).toEqual({ ok: false, reason: "timestamp_outside_tolerance" });
  });
});
