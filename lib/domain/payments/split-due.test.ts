import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mostCredit, splitDue } from "./split-due";

const input = (changes: Partial<Parameters<typeof splitDue>[0]> = {}) => ({
  dueMinor: 12_000n,
  usableMinor: 3_000n,
  cardMinimumMinor: 50n,
  ...changes,
});

describe("splitting what is due", () => {
  test("CHK-18: takes the wished credit off and leaves the rest to the card", () => {
    expect(splitDue(input(), 2_501n)).toEqual({ creditMinor: 2_501n, cardMinor: 9_499n, problem: null });
  });

  test("CHK-19: leaves the card nothing where credit covers all", () => {
    expect(splitDue(input({ usableMinor: 20_000n }), 12_000n)).toEqual({
      creditMinor: 12_000n,
      cardMinor: 0n,
      problem: null,
    });
  });

  test.each([
    ["not_positive", input(), 0n],
    ["not_positive", input(), -1n],
    ["above_usable", input(), 3_001n],
    ["above_usable", input({ usableMinor: 20_000n }), 12_001n],
    ["card_part_too_small", input({ usableMinor: 20_000n }), 11_951n],
  ] as const)("says %s and uses no credit", (problem, given, wanted) => {
    expect(splitDue(given, wanted)).toEqual({ creditMinor: 0n, cardMinor: given.dueMinor, problem });
  });
});

describe("the most credit that can be used", () => {
  test.each([
    ["all there is", input(), 3_000n],
    ["all that is due", input({ usableMinor: 20_000n }), 12_000n],
    ["so much that a card can pay the rest", input({ usableMinor: 11_990n }), 11_950n],
    ["nothing, where the rest would always be too small", input({ dueMinor: 40n, usableMinor: 30n }), 0n],
  ] as const)("is %s", (_title, given, most) => {
    expect(mostCredit(given)).toBe(most);
  });
});

const amount = fc.bigInt({ min: 0n, max: 1_000_000n });

describe("whatever is wished", () => {
  test("CHK-18: both parts add up to what is due, and neither is negative", () => {
    fc.assert(
      fc.property(amount, amount, amount, amount, (dueMinor, usableMinor, cardMinimumMinor, wanted) => {
        const split = splitDue({ dueMinor, usableMinor, cardMinimumMinor }, wanted);
        expect(split.creditMinor + split.cardMinor).toBe(dueMinor);
        expect(split.creditMinor >= 0n && split.cardMinor >= 0n).toBe(true);
        expect(split.creditMinor <= usableMinor).toBe(true);
      }),
    );
  });

  test("the most that can be used can be used", () => {
    fc.assert(
      fc.property(amount, amount, amount, (dueMinor, usableMinor, cardMinimumMinor) => {
        const given = { dueMinor, usableMinor, cardMinimumMinor };
        const most = mostCredit(given);
        expect(most === 0n || splitDue(given, most).problem === null).toBe(true);
        expect(splitDue(given, most + 1n).problem).not.toBe(null);
      }),
    );
  });
});
