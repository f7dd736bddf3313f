import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { money } from "../money/money";
import { journalEntry, type JournalEntryDraft, type PostingDraft } from "./journal-entry";

function draft(postings: readonly PostingDraft[]): JournalEntryDraft {
  return {
    kind: "payment_captured",
    sourceKind: "payment",
    sourceId: "0199",
    description: "Payment by visa ****4242",
    orderId: null,
    paymentId: null,
    reversalOf: null,
    occurredAt: new Date("2026-11-20T12:00:00Z"),
    postings,
  };
}

const posting = (amountMinor: bigint, currency = "USD"): PostingDraft => ({
  account: "bank",
  amount: money(amountMinor, currency),
});

describe("journalEntry", () => {
  test.each([
    { name: "nominal", postings: [posting(5n), posting(-5n)] },
    { name: "three postings", postings: [posting(5n), posting(-3n), posting(-2n)] },
    {
      name: "two currencies, each of them balanced",
      postings: [posting(5n), posting(-5n), posting(7n, "JPY"), posting(-7n, "JPY")],
    },
    { name: "past 2^53", postings: [posting(9_007_199_254_740_993n), posting(-9_007_199_254_740_993n)] },
  ])("takes what adds up: $name", ({ postings }) => {
    expect(journalEntry(draft(postings)).postings).toEqual(postings);
  });

  test.each([
    { name: "no postings", postings: [], sentence: "payment_captured needs at least two postings." },
    {
      name: "one posting",
      postings: [posting(5n)],
      sentence: "payment_captured needs at least two postings.",
    },
    {
      name: "a posting of nothing",
      postings: [posting(5n), posting(-5n), posting(0n)],
      sentence: "payment_captured has a posting of nothing.",
    },
    {
      name: "a unit too much",
      postings: [posting(5n), posting(-4n)],
      sentence: "payment_captured is out of balance by 1 in USD.",
    },
    {
      name: "two currencies that only add up together",
      postings: [posting(5n), posting(-5n, "JPY")],
      sentence: "payment_captured is out of balance by 5 in USD.",
    },
    {
      name: "a unit past what a float can tell",
      postings: [posting(9_007_199_254_740_993n), posting(-9_007_199_254_740_992n)],
      sentence: "payment_captured is out of balance by 1 in USD.",
    },
  ])("refuses $name", ({ postings, sentence }) => {
    expect(() => journalEntry(draft(postings))).toThrow(sentence);
  });
});

describe("journalEntry, as a law", () => {
  const amounts = fc.array(
    fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }).filter((amount) => amount !== 0n),
    { minLength: 1, maxLength: 8 },
  );

  test("takes a set of postings exactly when it sums to zero", () => {
    fc.assert(
      fc.property(amounts, fc.boolean(), (given, isClosed) => {
        const net = given.reduce((total, amount) => total + amount, 0n);
        const all = isClosed && net !== 0n ? [...given, -net] : given;
        const balances = all.length >= 2 && all.reduce((total, amount) => total + amount, 0n) === 0n;
        const act = () => journalEntry(draft(all.map((amount) => posting(amount))));
        if (balances) expect(act).not.toThrow();
        else expect(act).toThrow();
      }),
    );
  });
});
