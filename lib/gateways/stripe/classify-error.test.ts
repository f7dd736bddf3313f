import Stripe from "stripe";
import { describe, expect, test } from "vitest";
import { InvariantViolation } from "@/lib/domain/invariant";
import { classifyError } from "./classify-error";
import { UnreadableAnswer } from "./unreadable-answer";

const { errors } = Stripe;
const raw = (more: Record<string, unknown> = {}) => ({ message: "Said by Stripe.", ...more }) as never;

function brokenBy(code: string): Error {
  return Object.assign(new Error(code), { code });
}

describe("classifyError", () => {
  test.each([
    {
      name: "nominal: the bank says no",
      error: new errors.StripeCardError(raw({ code: "card_declined", decline_code: "insufficient_funds" })),
      decline: {
        failureCode: "card_declined",
        declineCode: "insufficient_funds",
        message: "Said by Stripe.",
      },
    },
    {
      name: "without a reason",
      error: new errors.StripeCardError(raw({ code: "expired_card" })),
      decline: { failureCode: "expired_card", declineCode: null, message: "Said by Stripe." },
    },
    {
      name: "without a code",
      error: new errors.StripeCardError(raw()),
      decline: { failureCode: "card_declined", declineCode: null, message: "Said by Stripe." },
    },
  ])("is declined: $name", ({ error, decline }) => {
    expect(classifyError(error)).toEqual({ outcome: "declined", decline });
  });

  test.each([
    {
      name: "nominal: malformed",
      error: new errors.StripeInvalidRequestError(raw({ code: "parameter_missing" })),
      code: "parameter_missing",
    },
    {
      name: "no such object",
      error: new errors.StripeInvalidRequestError(raw({ code: "resource_missing" })),
      code: "resource_missing",
    },
    {
      name: "malformed, without a code",
      error: new errors.StripeInvalidRequestError(raw()),
      code: "StripeInvalidRequestError",
    },
    {
      name: "a wrong key",
      error: new errors.StripeAuthenticationError(raw()),
      code: "StripeAuthenticationError",
    },
    {
      name: "a key that may not",
      error: new errors.StripePermissionError(raw()),
      code: "StripePermissionError",
    },
    {
      name: "too many requests",
      error: new errors.StripeRateLimitError(raw({ code: "rate_limit" })),
      code: "rate_limit",
    },
    {
      name: "nobody listens",
      error: new errors.StripeConnectionError(raw({ detail: brokenBy("ECONNREFUSED") })),
      code: "gateway_not_reached",
    },
    {
      name: "no such host",
      error: new errors.StripeConnectionError(raw({ detail: brokenBy("ENOTFOUND") })),
      code: "gateway_not_reached",
    },
    {
      name: "no name server",
      error: new errors.StripeConnectionError(raw({ detail: brokenBy("EAI_AGAIN") })),
      code: "gateway_not_reached",
    },
  ])("is not sent, and may be asked again: $name", ({ error, code }) => {
    expect(classifyError(error)).toEqual({ outcome: "not_sent", code, message: "Said by Stripe." });
  });

  test.each([
    {
      name: "nominal: the reply was lost",
      error: new errors.StripeConnectionError(raw({ detail: brokenBy("ECONNRESET") })),
      code: "StripeConnectionError",
    },
    {
      name: "no reply in time",
      error: new errors.StripeConnectionError(raw({ detail: brokenBy("ETIMEDOUT") })),
      code: "StripeConnectionError",
    },
    {
      name: "a broken pipe",
      error: new errors.StripeConnectionError(raw({ detail: brokenBy("EPIPE") })),
      code: "StripeConnectionError",
    },
    {
      name: "broken, nobody says how",
      error: new errors.StripeConnectionError(raw()),
      code: "StripeConnectionError",
    },
    {
      name: "broken, with words only",
      error: new errors.StripeConnectionError(raw({ detail: "ECONNREFUSED" })),
      code: "StripeConnectionError",
    },
    { name: "Stripe failed", error: new errors.StripeAPIError(raw()), code: "StripeAPIError" },
    {
      name: "the same key is underway",
      error: new errors.StripeAPIError(raw({ code: "idempotency_key_in_use" })),
      code: "idempotency_key_in_use",
    },
    {
      name: "the key was used for something else",
      error: new errors.StripeIdempotencyError(raw()),
      code: "StripeIdempotencyError",
    },
  ])("is unknown, and must be looked up: $name", ({ error, code }) => {
    expect(classifyError(error)).toEqual({ outcome: "outcome_unknown", code, message: "Said by Stripe." });
  });

  test("is unknown when Stripe says something that this build does not know", () => {
    expect(classifyError(new UnreadableAnswer("The status is new."))).toEqual({
      outcome: "outcome_unknown",
      code: "unreadable_answer",
      message: "The status is new.",
    });
  });

  test.each([
    { name: "nominal: a bug of ours", error: new InvariantViolation("no") },
    { name: "a bug of the language", error: new TypeError("undefined is not a function") },
    { name: "not even an error", error: "text" },
  ])("lets through what is not Stripe's: $name", ({ error }) => {
    let thrown: unknown;
    try {
      classifyError(error);
    } catch (caught) {
      thrown = caught;
    }
    expect(thrown).toBe(error);
  });

  test("has an answer for every class of exception that the SDK has for this API", () => {
    const classes = [
      errors.StripeAPIError,
      errors.StripeAuthenticationError,
      errors.StripeCardError,
      errors.StripeConnectionError,
      errors.StripeError,
      errors.StripeIdempotencyError,
      errors.StripeInvalidRequestError,
      errors.StripePermissionError,
      errors.StripeRateLimitError,
      errors.StripeSignatureVerificationError,
    ];
    for (const Class of classes) {
      const error: unknown = Reflect.construct(Class, [raw(), raw()]);
      expect(["declined", "not_sent", "outcome_unknown"]).toContain(classifyError(error).outcome);
    }
  });
});
