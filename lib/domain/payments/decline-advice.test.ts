import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { declineAdvice } from "./decline-advice";

describe("declineAdvice", () => {
  test.each([
    {
      name: "nominal",
      failureCode: "card_declined",
      declineCode: "insufficient_funds",
      advice: "check_funds",
    },
    {
      name: "withdrawal limit",
      failureCode: "card_declined",
      declineCode: "withdrawal_count_limit_exceeded",
      advice: "check_funds",
    },
    {
      name: "velocity",
      failureCode: "card_declined",
      declineCode: "card_velocity_exceeded",
      advice: "check_funds",
    },
    { name: "expired", failureCode: "expired_card", declineCode: null, advice: "check_expiry" },
    {
      name: "expiry month",
      failureCode: "card_declined",
      declineCode: "invalid_expiry_month",
      advice: "check_expiry",
    },
    {
      name: "expiry year",
      failureCode: "card_declined",
      declineCode: "invalid_expiry_year",
      advice: "check_expiry",
    },
    { name: "wrong code", failureCode: "incorrect_cvc", declineCode: null, advice: "check_security_code" },
    {
      name: "invalid code",
      failureCode: "card_declined",
      declineCode: "invalid_cvc",
      advice: "check_security_code",
    },
    { name: "wrong number", failureCode: "incorrect_number", declineCode: null, advice: "check_number" },
    {
      name: "invalid number",
      failureCode: "card_declined",
      declineCode: "invalid_number",
      advice: "check_number",
    },
    { name: "wrong postal code", failureCode: "incorrect_zip", declineCode: null, advice: "check_number" },
    {
      name: "authentication asked for",
      failureCode: "card_declined",
      declineCode: "authentication_required",
      advice: "authenticate_again",
    },
    {
      name: "authentication failed",
      failureCode: "payment_intent_authentication_failure",
      declineCode: null,
      advice: "authenticate_again",
    },
    {
      name: "authentication of a card failed",
      failureCode: "setup_intent_authentication_failure",
      declineCode: null,
      advice: "authenticate_again",
    },
    {
      name: "processing error",
      failureCode: "processing_error",
      declineCode: null,
      advice: "try_again_later",
    },
    {
      name: "re-enter",
      failureCode: "card_declined",
      declineCode: "reenter_transaction",
      advice: "try_again_later",
    },
    {
      name: "bank says later",
      failureCode: "card_declined",
      declineCode: "try_again_later",
      advice: "try_again_later",
    },
    {
      name: "bank is away",
      failureCode: "card_declined",
      declineCode: "issuer_not_available",
      advice: "try_again_later",
    },
    {
      name: "call the bank",
      failureCode: "card_declined",
      declineCode: "call_issuer",
      advice: "contact_bank",
    },
    {
      name: "do not honor",
      failureCode: "card_declined",
      declineCode: "do_not_honor",
      advice: "contact_bank",
    },
    {
      name: "no reason",
      failureCode: "card_declined",
      declineCode: "generic_decline",
      advice: "contact_bank",
    },
    {
      name: "only the gateway's code",
      failureCode: "card_declined",
      declineCode: null,
      advice: "try_another_card",
    },
    {
      name: "a reason nobody has heard of",
      failureCode: "card_declined",
      declineCode: "brand_new_reason",
      advice: "try_another_card",
    },
    {
      name: "an unknown reason beside a known code",
      failureCode: "expired_card",
      declineCode: "brand_new_reason",
      advice: "check_expiry",
    },
    {
      name: "the bank's reason before the gateway's code",
      failureCode: "processing_error",
      declineCode: "insufficient_funds",
      advice: "check_funds",
    },
  ] as const)("says what the buyer can do: $name", ({ failureCode, declineCode, advice }) => {
    expect(declineAdvice({ failureCode, declineCode })).toBe(advice);
  });

  test.each([
    { declineCode: "stolen_card" },
    { declineCode: "lost_card" },
    { declineCode: "pickup_card" },
    { declineCode: "fraudulent" },
    { declineCode: "merchant_blacklist" },
    { declineCode: "restricted_card" },
    { declineCode: "security_violation" },
    { declineCode: "highest_risk_level" },
  ])("tells a thief nothing: $declineCode reads as a card that simply does not work", ({ declineCode }) => {
    const unremarkable = declineAdvice({ failureCode: "card_declined", declineCode: "card_not_supported" });
    expect(declineAdvice({ failureCode: "card_declined", declineCode })).toBe(unremarkable);
  });
});

describe("declineAdvice, as a law", () => {
  test("always has advice, whatever the gateway says", () => {
    const words = fc.oneof(
      fc.string(),
      fc.constantFrom("constructor", "__proto__", "toString", "hasOwnProperty"),
    );
    fc.assert(
      fc.property(words, fc.option(words), (failureCode, declineCode) => {
        expect(typeof declineAdvice({ failureCode, declineCode })).toBe("string");
      }),
    );
  });
});
