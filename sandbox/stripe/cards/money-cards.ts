import { card, type TestCard } from "./test-card.ts";

/** https://docs.stripe.com/testing#refunds and #available-balance */
export const MONEY_CARDS: readonly TestCard[] = [
  card({
    number: "4000000000007726",
    title: "Refund stays pending at first",
    refund: "pending_then_succeeds",
    tokens: ["pendingRefund"],
  }),
  card({
    number: "4000000000005126",
    title: "Refund fails later",
    refund: "fails_later",
    tokens: ["refundFail"],
  }),
  card({
    number: "4000000000000077",
    title: "Funds available at once",
    skipsPendingBalance: true,
    tokens: ["bypassPending"],
  }),
  card({
    number: "4000003720000278",
    title: "Funds available at once (Ireland)",
    country: "IE",
    skipsPendingBalance: true,
    tokens: ["bypassPendingInternational"],
  }),
];
