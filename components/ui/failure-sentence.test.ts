import { describe, expect, it } from "vitest";
import { declineAdvice } from "@/lib/domain/payments/decline-advice";
import { declineSentence } from "./decline-sentence";
import { FAILURE_SENTENCES, failureSentence } from "./failure-sentence";

const MONEY_CODES = [
  "amount_above_limit",
  "nothing_due",
  "order_not_payable",
  "order_already_paid",
  "payment_already_completed",
  "gateway_not_reached",
];

describe("failureSentence", () => {
  it("never shows a code", () => {
    for (const sentence of Object.values(FAILURE_SENTENCES)) {
      expect(sentence).not.toMatch(/[a-z]_[a-z]/);
      expect(sentence).toMatch(/[.?]$/);
    }
  });

  it("says what happened to the money wherever money was asked for", () => {
    for (const code of MONEY_CODES) expect(FAILURE_SENTENCES[code]).toMatch(/charged/);
  });

  it("does not say that nothing was charged while the outcome is unknown", () => {
    const sentence = failureSentence({ kind: "outcome_unknown", code: "awaiting_gateway", paymentId: "p" });
    expect(sentence).not.toMatch(/not been charged|nothing was charged/i);
    expect(sentence).toMatch(/safe to close/);
  });

  it("formats the money it speaks of", () => {
    const available = { amountMinor: 1250n, currency: "USD" };
    const failure = { kind: "rejected", code: "insufficient_wallet_balance", available } as const;
    expect(failureSentence(failure, "en-US")).toContain("$12.50");
  });

  it("says how long to wait in whole minutes", () => {
    const wait = (retryAfterSeconds: number) =>
      failureSentence({ kind: "rate_limited", code: "too_many_attempts", retryAfterSeconds });
    expect(wait(5)).toContain("in a minute");
    expect(wait(61)).toContain("in 2 minutes");
  });

  it("names the state that an order is in, in words", () => {
    const failure = {
      kind: "conflict",
      code: "order_state_refused",
      from: "payment_pending",
      to: "canceled",
    } as const;
    expect(failureSentence(failure)).toContain("waiting for payment");
  });
});

describe("declineSentence", () => {
  it("begins with what happened to the money, then says what to do", () => {
    for (const advice of ["check_funds", "contact_bank", "authenticate_again", "anything else"]) {
      expect(declineSentence(advice)).toMatch(/^You have not been charged/);
    }
  });

  it("reads the same for every reason that would tell a thief something", () => {
    const sentences = ["stolen_card", "lost_card", "fraudulent", "pickup_card", "merchant_blacklist"].map(
      (declineCode) => declineSentence(declineAdvice({ failureCode: "card_declined", declineCode })),
    );
    expect(new Set(sentences).size).toBe(1);
    expect(sentences[0]).not.toMatch(/stolen|lost|fraud/i);
  });
});
