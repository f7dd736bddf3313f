import { describe, expect, test } from "vitest";
import { type MailRequest, mailDedupeKey, parseMailRequest } from "./mail-request";

const A = "01900000-0000-7000-8000-00000000000a";
const B = "01900000-0000-7000-8000-00000000000b";

const REQUESTS: readonly MailRequest[] = [
  { kind: "welcome", loginId: A },
  { kind: "order_confirmed", orderId: A },
  { kind: "sites_ready", orderId: A, orderEventId: B },
  { kind: "document_issued", documentId: A },
  { kind: "payment_receipt", paymentId: A },
  { kind: "payment_failed", paymentId: A, attemptId: B },
  { kind: "authentication_needed", paymentId: A, payLinkId: B },
  { kind: "charge_failed", paymentId: A, payLinkId: B },
  { kind: "installment_reminder", installmentId: A, dueOn: "2026-12-01", day: -3 },
  { kind: "alert_raised", alertId: A },
  { kind: "password_reset", loginId: A, requestId: B },
  { kind: "password_changed", loginId: A, changeId: B },
];

describe("parseMailRequest", () => {
  test.each(REQUESTS)("reads $kind as it went through the queue", (request) => {
    expect(parseMailRequest(JSON.parse(JSON.stringify(request)))).toEqual(request);
  });

  test.each([
    { name: "another kind", payload: { kind: "newsletter", loginId: A } },
    { name: "a kind that every object has", payload: { kind: "constructor", loginId: A } },
    { name: "no kind", payload: { loginId: A } },
    { name: "a missing id", payload: { kind: "sites_ready", orderId: A } },
    { name: "an id that is none", payload: { kind: "welcome", loginId: "1' OR '1'='1" } },
    { name: "an id that is no text", payload: { kind: "welcome", loginId: [A] } },
    {
      name: "a day that is none",
      payload: { kind: "installment_reminder", installmentId: A, dueOn: "2026-02-30", day: 0 },
    },
    { name: "a text", payload: "welcome" },
    { name: "nothing", payload: null },
  ])("reads nothing from $name", ({ payload }) => {
    expect(parseMailRequest(payload)).toBeNull();
  });

  test("leaves behind what does not belong to the request", () => {
    expect(parseMailRequest({ kind: "welcome", loginId: A, token: B })).toEqual({
      kind: "welcome",
      loginId: A,
    });
  });
});

describe("mailDedupeKey", () => {
  test("differs for each event and fits the kind", () => {
    const keys = REQUESTS.map(mailDedupeKey);
    expect(new Set(keys).size).toBe(REQUESTS.length);
    expect(keys.map((key) => key.split(":")[0])).toEqual(REQUESTS.map((request) => request.kind));
  });
});
