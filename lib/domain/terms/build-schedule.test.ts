import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isPositive, money, sum } from "../money/money";
import { buildSchedule, datedSchedule } from "./build-schedule";
import type { Anchors } from "./due-rule";
import {
  modelOf,
  type PaymentTerms,
  readTerms,
  STANDARD_TERMS,
  TERMS_KINDS,
  termsJson,
} from "./payment-terms";

const NET_30: PaymentTerms = { kind: "net", days: 30, end: "none" };
const MONTHLY: Extract<PaymentTerms, { kind: "installments" }> = {
  kind: "installments",
  count: 3,
  unit: "month",
  every: 1,
  starts: "at_once",
  firstShareBasisPoints: 0,
  feeBasisPoints: 0,
  feeMinor: 0n,
};
const DEPOSIT_30: Extract<PaymentTerms, { kind: "deposit" }> = {
  kind: "deposit",
  shareBasisPoints: 3_000,
  fixedMinor: 0n,
  minimumMinor: 0n,
  balance: { kind: "standard" },
};

const amounts = (terms: PaymentTerms, totalMinor: bigint, currency = "USD") =>
  buildSchedule(terms, money(totalMinor, currency)).map((part) => part.amount.amountMinor);

const days = (terms: PaymentTerms, anchors: Anchors) =>
  datedSchedule(terms, money(1_200n, "USD"), anchors).map((part) => part.dueOn);

const on = (day: string): Anchors => ({ placedOn: day, payableOn: day });

describe("buildSchedule", () => {
  test.each([
    { name: "nominal", total: money(12_000n, "USD") },
    { name: "yen", total: money(1_999n, "JPY") },
    { name: "nothing", total: money(0n, "USD") },
  ])(
    "TIM-01: makes one installment of all of it, due on approval, for standard terms: $name",
    ({ total }) => {
      expect(buildSchedule(STANDARD_TERMS, total)).toMatchObject([
        { position: 1, amount: total, purpose: "full", due: { from: "approval", days: 0, months: 0 } },
      ]);
    },
  );

  test.each([
    { name: "half up", terms: DEPOSIT_30, total: 10_005n, currency: "USD", parts: [3_002n, 7_003n] },
    { name: "yen", terms: DEPOSIT_30, total: 1_001n, currency: "JPY", parts: [300n, 701n] },
    { name: "three decimals", terms: DEPOSIT_30, total: 1_005n, currency: "KWD", parts: [300n, 705n] },
    {
      name: "at least the minimum",
      terms: { ...DEPOSIT_30, minimumMinor: 500n },
      total: 1_000n,
      parts: [500n, 500n],
    },
    {
      name: "never more than the total",
      terms: { ...DEPOSIT_30, minimumMinor: 5_000n },
      total: 1_000n,
      parts: [1_000n],
    },
    {
      name: "fixed",
      terms: { ...DEPOSIT_30, shareBasisPoints: 0, fixedMinor: 250n },
      total: 1_000n,
      parts: [250n, 750n],
    },
    {
      name: "too little for a deposit",
      terms: { ...DEPOSIT_30, shareBasisPoints: 1 },
      total: 10n,
      parts: [10n],
    },
  ])("TIM-03: splits deposit and balance: $name", ({ terms, total, currency = "USD", parts }) => {
    expect(amounts(terms, total, currency)).toEqual(parts);
  });

  test.each([
    {
      name: "the remainder goes to the first",
      terms: MONTHLY,
      total: 10_000n,
      parts: [3_334n, 3_333n, 3_333n],
    },
    {
      name: "a larger first share",
      terms: { ...MONTHLY, firstShareBasisPoints: 5_000 },
      total: 1_001n,
      parts: [501n, 250n, 250n],
    },
    {
      name: "fewer parts than there are units",
      terms: { ...MONTHLY, count: 5 },
      total: 3n,
      parts: [1n, 1n, 1n],
    },
  ])("TIM-07: splits installments: $name", ({ terms, total, parts }) => {
    expect(amounts(terms, total)).toEqual(parts);
  });

  test("puts a deposit before installments and before a net balance", () => {
    const first = buildSchedule({ ...DEPOSIT_30, balance: MONTHLY }, money(10_000n, "USD"));
    expect(first.map(({ purpose }) => purpose)).toEqual([
      "deposit",
      "installment",
      "installment",
      "installment",
    ]);
    expect(first.map(({ amount }) => amount.amountMinor)).toEqual([3_000n, 2_334n, 2_333n, 2_333n]);
    const second = buildSchedule(
      { ...DEPOSIT_30, balance: { kind: "net", days: 60, end: "none" } },
      money(10_000n, "USD"),
    );
    expect(second).toMatchObject([
      { purpose: "deposit", due: { from: "placement" } },
      { purpose: "balance", due: { from: "approval", days: 60 } },
    ]);
  });

  test("a plan's fee is a share and a fixed amount, rounded half up", () => {
    const model = modelOf({ ...MONTHLY, feeBasisPoints: 250, feeMinor: 100n });
    expect(model.feeOf(money(1_020n, "USD"))).toEqual(money(126n, "USD"));
  });
});

describe("due dates", () => {
  test.each([
    { name: "TIM-04: net 30", terms: NET_30, from: "2027-01-31", expected: ["2027-03-02"] },
    {
      name: "TIM-04: net 15 over a leap day",
      terms: { ...NET_30, days: 15 },
      from: "2028-02-20",
      expected: ["2028-03-06"],
    },
    { name: "TIM-05: net 45", terms: { ...NET_30, days: 45 }, from: "2026-11-20", expected: ["2027-01-04"] },
    {
      name: "30 days from the month's end",
      terms: { ...NET_30, end: "end_then_days" as const },
      from: "2027-01-10",
      expected: ["2027-03-02"],
    },
    {
      name: "the end of the month that 30 days lead to",
      terms: { ...NET_30, end: "days_then_end" as const },
      from: "2027-01-10",
      expected: ["2027-02-28"],
    },
    {
      name: "monthly from the 31st",
      terms: MONTHLY,
      from: "2027-01-31",
      expected: ["2027-01-31", "2027-02-28", "2027-03-31"],
    },
    {
      name: "monthly from a leap day",
      terms: { ...MONTHLY, every: 12 },
      from: "2028-02-29",
      expected: ["2028-02-29", "2029-02-28", "2030-02-28"],
    },
    {
      name: "every two weeks, later",
      terms: { ...MONTHLY, unit: "week" as const, every: 2, starts: "after_one_interval" as const },
      from: "2026-12-20",
      expected: ["2027-01-03", "2027-01-17", "2027-01-31"],
    },
    {
      name: "a fixed day",
      terms: { kind: "on_date" as const, on: "2027-01-01" },
      from: "2026-11-20",
      expected: ["2027-01-01"],
    },
    {
      name: "a fixed day that is past",
      terms: { kind: "on_date" as const, on: "2026-11-01" },
      from: "2026-11-20",
      expected: ["2026-11-20"],
    },
  ])("are civil days: $name", ({ terms, from, expected }) => {
    expect(days(terms, on(from))).toEqual(expected);
  });

  test("TIM-02: a deposit is due with the order; what waits for approval has no day before it", () => {
    expect(days(DEPOSIT_30, { placedOn: "2026-11-20", payableOn: null })).toEqual(["2026-11-20", null]);
    expect(days(DEPOSIT_30, { placedOn: "2026-11-20", payableOn: "2026-12-24" })).toEqual([
      "2026-11-20",
      "2026-12-24",
    ]);
  });
});

const anyAmount = fc.bigInt({ min: 0n, max: 10n ** 6n });
const share = fc.integer({ min: 0, max: 9_999 });
const anyBalance = fc.oneof(
  fc.constant({ kind: "standard" } as const),
  fc.record({
    kind: fc.constant("net" as const),
    days: fc.integer({ min: 1, max: 365 }),
    end: fc.constantFrom("none" as const, "end_then_days" as const, "days_then_end" as const),
  }),
  fc.record({
    kind: fc.constant("installments" as const),
    count: fc.integer({ min: 2, max: 60 }),
    unit: fc.constantFrom("day" as const, "week" as const, "month" as const),
    every: fc.integer({ min: 1, max: 12 }),
    starts: fc.constantFrom("at_once" as const, "after_one_interval" as const),
    firstShareBasisPoints: share,
    feeBasisPoints: share,
    feeMinor: anyAmount,
  }),
);
const anyTerms: fc.Arbitrary<PaymentTerms> = fc.oneof(
  anyBalance,
  fc.record({
    kind: fc.constant("deposit" as const),
    shareBasisPoints: fc.integer({ min: 1, max: 10_000 }),
    fixedMinor: anyAmount,
    minimumMinor: anyAmount,
    balance: anyBalance,
  }),
);

describe("schedules, as laws", () => {
  test("TIM-07: always sum to the total, in parts that are none of them empty, with positions from one", () => {
    fc.assert(
      fc.property(
        anyTerms,
        fc.bigInt({ min: 1n, max: 2n ** 62n }),
        fc.constantFrom("USD", "JPY", "KWD"),
        (terms, totalMinor, currency) => {
          const total = money(totalMinor, currency);
          const schedule = buildSchedule(terms, total);
          const parts = schedule.map((part) => part.amount);
          expect(sum(parts, currency)).toEqual(total);
          expect(parts.every(isPositive)).toBe(true);
          expect(schedule.map((part) => part.position)).toEqual(schedule.map((_, index) => index + 1));
        },
      ),
    );
  });

  test("installments never come due before the one in front of them", () => {
    const day = fc.date({ min: new Date("2026-01-01"), max: new Date("2040-01-01"), noInvalidDate: true });
    fc.assert(
      fc.property(anyBalance, day, (terms, at) => {
        const dates = days(terms, on(at.toISOString().slice(0, 10)));
        expect(dates.every((date, index) => index === 0 || (dates[index - 1] ?? "") <= (date ?? ""))).toBe(
          true,
        );
      }),
      { numRuns: 40 },
    );
  });

  test("TIM-17: whatever terms there are come back from their JSON as they were", () => {
    fc.assert(
      fc.property(anyTerms, (terms) => {
        expect(readTerms(JSON.parse(termsJson(terms)))).toEqual(terms);
      }),
    );
  });
});

describe("readTerms", () => {
  const unreadable = [
    null,
    "net",
    {},
    { kind: "other" },
    { kind: "net", days: 0, end: "none" },
    { kind: "net", days: 1.5, end: "none" },
    { kind: "net", days: "30" },
    { kind: "on_date", on: "2027-02-29" },
    { kind: "manual", days: 14, instructions: "  " },
    { kind: "deposit", shareBasisPoints: 3_000, fixedMinor: "0", minimumMinor: "0" },
    {
      kind: "deposit",
      shareBasisPoints: 0,
      fixedMinor: "0",
      minimumMinor: "0",
      balance: { kind: "standard" },
    },
    {
      kind: "deposit",
      shareBasisPoints: 3_000,
      fixedMinor: "-5",
      minimumMinor: "0",
      balance: { kind: "standard" },
    },
    { ...DEPOSIT_30, balance: DEPOSIT_30 },
    { ...MONTHLY, count: 1 },
  ];
  test("reads nothing where something is missing, of another form or out of range", () => {
    expect(unreadable.filter((value) => readTerms(value) !== null)).toEqual([]);
  });

  test("TIM-17: each kind can be set in a form by the fields that it names", () => {
    const given: Readonly<Record<string, string>> = { on: "2027-01-01", instructions: "To our bank." };
    for (const [kind, { fields }] of Object.entries(TERMS_KINDS)) {
      const values = Object.fromEntries(
        fields.map((field) => [
          field.name,
          given[field.name] ??
            (field.kind === "percent" ? String(Number(field.initial) * 100) : field.initial),
        ]),
      );
      expect(readTerms({ kind, ...values, balance: { kind: "standard" } })?.kind).toBe(kind);
    }
  });
});
