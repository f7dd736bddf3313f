import fs from "node:fs";
import { describe, expect, test } from "vitest";
import {
  ASKING_ERRORS,
  AUTOMATIC_ATTEMPTS_MAX,
  DECLINES,
  declineClass,
  type ErrorClass,
  errorClass,
  isUnheard,
  mayAttemptAgain,
} from "./gateway-errors";

const decline = (declineCode: string | null, failureCode = "card_declined") => ({ failureCode, declineCode });

describe("GTW-12: the table of errors", () => {
  test("names each code once", () => {
    const codes = [...ASKING_ERRORS, ...DECLINES].flatMap((each) => [...each.codes]);
    expect(new Set(codes).size).toBe(codes.length);
  });

  test.each([
    ["not_sent", "gateway_not_reached", "not_reached", "same_key"],
    ["not_sent", "rate_limit", "rate_limited", "same_key"],
    ["not_sent", "lock_timeout", "rate_limited", "same_key"],
    ["not_sent", "idempotency_key_in_use", "rate_limited", "same_key"],
    ["not_sent", "gateway_paused", "held_back", "later"],
    ["not_sent", "resource_missing", "refused", "staff"],
    ["not_sent", "StripeAuthenticationError", "credentials", "staff"],
    ["outcome_unknown", "StripeConnectionError", "connection_lost", "same_key"],
    ["outcome_unknown", "StripeAPIError", "gateway_failed", "same_key"],
    ["outcome_unknown", "failure_kept", "failure_kept", "look_first"],
    ["outcome_unknown", "gateway_timeout", "no_answer", "look_first"],
    ["outcome_unknown", "unreadable_answer", "unreadable", "look_first"],
    ["outcome_unknown", "a code of next year", "unclear", "look_first"],
    ["not_sent", "a code of next year", "refused", "staff"],
  ] as const)("puts %s with %s into %s", (outcome, code, name, retry) => {
    expect(errorClass({ outcome, code })).toMatchObject({ name, retry });
  });

  test("does not believe a harmless code once the adapter says that something may have happened", () => {
    expect(errorClass({ outcome: "outcome_unknown", code: "gateway_not_reached" })).toMatchObject({
      name: "unclear",
      retry: "look_first",
    });
  });

  test("keeps a key only where the gateway never read what stood under it", () => {
    const heard = [
      "resource_missing",
      "StripeInvalidRequestError",
      "StripeAuthenticationError",
      "parameter_missing",
    ];
    expect(heard.filter(isUnheard)).toEqual([]);
    expect(["gateway_not_reached", "rate_limit", "gateway_paused", "gateway_busy"].every(isUnheard)).toBe(
      true,
    );
  });
});

describe("attempting a declined payment by itself", () => {
  test.each([
    "insufficient_funds",
    "expired_card",
    "incorrect_number",
    "stolen_card",
    "authentication_required",
  ])("GTW-15: never happens for %s", (code) => {
    expect(mayAttemptAgain(decline(code), 1)).toBe(false);
    expect(mayAttemptAgain(decline(null, code), 1)).toBe(false);
  });

  test("GTW-15: never happens for a reason that nobody knows", () => {
    expect(mayAttemptAgain(decline("a_reason_of_next_year"), 1)).toBe(false);
    expect(mayAttemptAgain(decline(null), 1)).toBe(false);
  });

  test("GTW-14: happens at most five times where the bank could not answer", () => {
    const attempts = Array.from({ length: 10 }, (_, index) => index + 1);
    expect(attempts.filter((count) => mayAttemptAgain(decline("issuer_not_available"), count))).toEqual([
      1, 2, 3, 4,
    ]);
    expect(AUTOMATIC_ATTEMPTS_MAX).toBe(5);
  });

  test("F61: a decline of next year belongs to the class that nothing retries", () => {
    expect(declineClass(decline("a_reason_of_next_year")).name).toBe("declined");
  });
});

test("GTW-12: the page about errors says what the code does", () => {
  const page = fs.readFileSync(new URL("../../../docs/gateway-errors.md", import.meta.url), "utf8");
  const cells = page
    .split("\n")
    .filter((line) => line.startsWith("| `"))
    .map((line) =>
      line
        .split("|")
        .slice(1, -1)
        .map((cell) => cell.trim().replaceAll("`", "")),
    );
  const codes = (each: ErrorClass) => (each.codes.length === 0 ? "any other" : each.codes.join(", "));
  expect(cells).toEqual(
    [...ASKING_ERRORS, ...DECLINES].map((each: ErrorClass) => [
      each.name,
      codes(each),
      each.effect,
      each.retry,
      each.meaning,
    ]),
  );
});
