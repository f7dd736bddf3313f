import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  isLive,
  LIVE_PAYMENT_STATES,
  mayBecome,
  PAYMENT_STATES,
  type PaymentState,
  paymentStatus,
} from "./payment-state";

const OPEN = ["pending", "requires_action", "processing", "outcome_unknown", "failed"] as const;

/** Written out by hand: what an open payment may become, and what ends it. */
const ALLOWED: Readonly<Record<PaymentState, readonly PaymentState[]>> = {
  pending: ["requires_action", "processing", "outcome_unknown", "completed", "failed", "canceled"],
  requires_action: ["pending", "processing", "outcome_unknown", "completed", "failed", "canceled"],
  processing: ["pending", "requires_action", "outcome_unknown", "completed", "failed", "canceled"],
  outcome_unknown: ["pending", "requires_action", "processing", "completed", "failed", "canceled"],
  failed: ["pending", "requires_action", "processing", "outcome_unknown", "completed", "canceled"],
  completed: ["refunded", "bounced"],
  canceled: ["completed"],
  refunded: [],
  bounced: [],
};

const PAIRS = PAYMENT_STATES.flatMap((from) =>
  PAYMENT_STATES.map((to) => ({ from, to, may: ALLOWED[from].includes(to) })),
);

describe("mayBecome", () => {
  test.each(PAIRS.filter((pair) => pair.may))("lets a payment go from $from to $to", ({ from, to }) => {
    expect(mayBecome(from, to)).toBe(true);
  });

  test.each(PAIRS.filter((pair) => !pair.may))(
    "refuses a payment to go from $from to $to",
    ({ from, to }) => {
      expect(mayBecome(from, to)).toBe(false);
    },
  );
});

describe("isLive", () => {
  test.each(PAYMENT_STATES.map((state) => ({ state, live: OPEN.some((open) => open === state) })))(
    "says of $state whether money may still move: $live",
    ({ state, live }) => {
      expect(isLive(state)).toBe(live);
    },
  );

  test("lists the states from which a payment may still complete, but for one that was given up", () => {
    const completable = PAYMENT_STATES.filter(
      (state) => state !== "canceled" && mayBecome(state, "completed"),
    );
    expect(completable.toSorted()).toEqual([...LIVE_PAYMENT_STATES].toSorted());
  });
});

describe("paymentStatus", () => {
  test.each([
    { name: "nominal", state: "completed", status: "completed" },
    { name: "waiting for the buyer", state: "requires_action", status: "pending" },
    { name: "waiting for a card", state: "pending", status: "pending" },
    { name: "unknown reads as underway, never as failed", state: "outcome_unknown", status: "processing" },
    { name: "underway", state: "processing", status: "processing" },
    { name: "declined", state: "failed", status: "failed" },
    { name: "given up", state: "canceled", status: "failed" },
    { name: "given back", state: "refunded", status: "refunded" },
    { name: "gone back", state: "bounced", status: "failed" },
  ] as const)("has one of five words for people: $name", ({ state, status }) => {
    expect(paymentStatus(state)).toBe(status);
  });
});

describe("a payment's life, as a law", () => {
  test("completes at most once, and never leaves its end, whatever arrives in whatever order", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...PAYMENT_STATES), { maxLength: 30 }), (news) => {
        let state: PaymentState = "pending";
        let completions = 0;
        for (const wanted of news) {
          const before: PaymentState = state;
          if (mayBecome(state, wanted)) state = wanted;
          if (before !== "completed" && state === "completed") completions += 1;
          if (before === "canceled") expect(["canceled", "completed"]).toContain(state);
          if (before === "completed") expect(["completed", "refunded", "bounced"]).toContain(state);
          if (before === "refunded" || before === "bounced") expect(state).toBe(before);
        }
        expect(completions).toBeLessThanOrEqual(1);
      }),
    );
  });
});
