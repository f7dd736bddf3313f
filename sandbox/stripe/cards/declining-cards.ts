import { BLOCKED, declined, GENERIC, INCORRECT_CVC } from "./decline.ts";
import { card, PASSING_CHECKS, type TestCard } from "./test-card.ts";

/** https://docs.stripe.com/testing#declined-payments */
export const DECLINING_CARDS: readonly TestCard[] = [
  card({
    number: "4000000000000002",
    title: "Generic decline",
    decline: GENERIC,
    tokens: ["visa_chargeDeclined", "chargeDeclined"],
  }),
  card({
    number: "4000000000009995",
    title: "Insufficient funds",
    decline: declined("insufficient_funds", "Your card has insufficient funds.", "try_again_later"),
    tokens: ["visa_chargeDeclinedInsufficientFunds", "chargeDeclinedInsufficientFunds"],
  }),
  card({
    number: "4000000000009987",
    title: "Lost card",
    decline: declined("lost_card", "Your card was declined.", "do_not_try_again"),
    tokens: ["visa_chargeDeclinedLostCard", "chargeDeclinedLostCard"],
  }),
  card({
    number: "4000000000009979",
    title: "Stolen card",
    decline: declined("stolen_card", "Your card was declined.", "do_not_try_again"),
    tokens: ["visa_chargeDeclinedStolenCard", "chargeDeclinedStolenCard"],
  }),
  card({
    number: "4000000000000069",
    title: "Expired card",
    decline: {
      code: "expired_card",
      message: "Your card has expired.",
      adviceCode: "do_not_try_again",
      param: "exp_month",
    },
    tokens: ["chargeDeclinedExpiredCard", "visa_chargeDeclinedExpiredCard"],
  }),
  card({
    number: "4000000000000127",
    title: "Incorrect CVC",
    decline: INCORRECT_CVC,
    tokens: ["chargeDeclinedIncorrectCvc", "visa_chargeDeclinedIncorrectCvc"],
    checks: { ...PASSING_CHECKS, cvc: "fail" },
  }),
  card({
    number: "4000000000000119",
    title: "Processing error",
    decline: {
      code: "processing_error",
      message: "An error occurred while processing your card. Try again in a little bit.",
      adviceCode: "try_again_later",
    },
    tokens: ["chargeDeclinedProcessingError", "visa_chargeDeclinedProcessingError"],
  }),
  card({
    number: "4242424242424241",
    title: "Incorrect number",
    decline: { code: "incorrect_number", message: "Your card number is incorrect.", param: "number" },
  }),
  card({
    number: "4000000000006975",
    title: "Velocity limit exceeded",
    decline: declined("card_velocity_exceeded", "Your card was declined.", "try_again_later"),
    tokens: ["visa_chargeDeclinedVelocityLimitExceeded", "chargeDeclinedVelocityLimitExceeded"],
  }),
  card({
    number: "4000000000000341",
    title: "Attaches, then fails on charge",
    decline: GENERIC,
    isAttachable: true,
    tokens: ["chargeCustomerFail", "visa_chargeCustomerFail"],
  }),
  card({
    number: "4100000000000019",
    title: "Always blocked",
    decline: BLOCKED,
    riskLevel: "highest",
    tokens: ["radarBlock"],
  }),
  card({
    number: "4000000000004954",
    title: "Highest risk",
    decline: BLOCKED,
    riskLevel: "highest",
    tokens: ["riskLevelHighest"],
  }),
  card({
    number: "4000000000009235",
    title: "Elevated risk",
    riskLevel: "elevated",
    tokens: ["riskLevelElevated"],
  }),
  card({
    number: "4000000000000101",
    title: "CVC check fails",
    decline: INCORRECT_CVC,
    isAttachable: true,
    checks: { ...PASSING_CHECKS, cvc: "fail" },
    tokens: ["cvcCheckFail"],
  }),
  card({
    number: "4000000000000036",
    title: "Postal code check fails",
    checks: { ...PASSING_CHECKS, postalCode: "fail" },
    tokens: ["avsZipFail"],
  }),
  card({
    number: "4000000000000028",
    title: "Line 1 check fails",
    checks: { ...PASSING_CHECKS, line1: "fail" },
    tokens: ["avsLine1Fail"],
  }),
  card({
    number: "4000000000000010",
    title: "Address checks fail",
    checks: { cvc: "pass", postalCode: "fail", line1: "fail" },
    tokens: ["avsFail"],
  }),
  card({
    number: "4000000000000044",
    title: "Address unavailable",
    checks: { cvc: "pass", postalCode: "unavailable", line1: "unavailable" },
    tokens: ["avsUnchecked"],
  }),
];
