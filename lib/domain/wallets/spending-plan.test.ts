import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { CreditableLine, Restrictions } from "./restrictions";
import { type LeftOutReason, planSpending, type SpendingSituation, type SpendingWish } from "./spending-plan";
import { freeMinor, type WalletLot } from "./wallet-lot";
import { SPENDING_ORDERS } from "./wallet-rules";

const TODAY = "2026-11-20";

const lot = (id: string, freeAmount: bigint, changes: Partial<WalletLot> = {}): WalletLot => ({
  merchantId: "merchant",
  id,
  customerId: "customer",
  currency: "USD",
  kind: "goodwill",
  grantedMinor: freeAmount > 0n ? freeAmount : 1n,
  remainingMinor: freeAmount,
  heldMinor: 0n,
  priority: 20,
  expiresOn: null,
  restrictions: {},
  isRefundable: false,
  originKind: "adjustment",
  originId: "a",
  frozenAt: null,
  grantedAt: new Date("2026-01-01T00:00:00Z"),
  ...changes,
});

const line = (kind: CreditableLine["kind"], amountMinor: bigint, productId = "p1"): CreditableLine => ({
  kind,
  amountMinor,
  productId,
});

const COURSE_AND_SITE = [line("course", 5_000n, "course"), line("site_placement", 5_000n, "site")];

const due = (changes: Partial<SpendingSituation> = {}): SpendingSituation => ({
  currency: "USD",
  lines: COURSE_AND_SITE,
  orderTotalMinor: 10_000n,
  dueMinor: 10_000n,
  isFirstOrder: false,
  today: TODAY,
  ...changes,
});

const wish = (changes: Partial<SpendingWish> = {}): SpendingWish => ({
  rule: "first_in_first_out",
  picks: null,
  atMostMinor: null,
  ...changes,
});

const told = (plan: ReturnType<typeof planSpending>) =>
  plan.parts.map(({ lotId, amountMinor }) => `${lotId} ${amountMinor}`);

const at = (day: string) => new Date(`${day}T00:00:00Z`);

describe("the order of spending", () => {
  const old = lot("old", 100n, { grantedAt: at("2026-01-01"), kind: "top_up", priority: 5 });
  const soon = lot("soon", 100n, { grantedAt: at("2026-03-01"), expiresOn: "2026-12-01", priority: 5 });
  const first = lot("first", 100n, { grantedAt: at("2026-02-01"), expiresOn: "2027-01-01", priority: 1 });

  test.each([
    {
      rule: "first_in_first_out",
      name: "WAL-07: nominal: the oldest first",
      order: ["old", "first", "soon"],
    },
    {
      rule: "soonest_expiring_first",
      name: "WAL-09: what expires soonest first, what never does last",
      order: ["soon", "first", "old"],
    },
    {
      rule: "by_priority",
      name: "WAL-09: by priority, then gifts before paid credit",
      order: ["first", "soon", "old"],
    },
  ] as const)("$name", ({ rule, order }) => {
    const plan = planSpending([old, soon, first], due({ dueMinor: 250n }), wish({ rule }));
    expect(told(plan)).toEqual([`${order[0]} 100`, `${order[1]} 100`, `${order[2]} 50`]);
  });

  test("WAL-08: is the customer's own, when they pick; what was not picked is left", () => {
    const plan = planSpending([old, soon, first], due({ dueMinor: 150n }), wish({ picks: ["soon", "old"] }));
    expect(told(plan)).toEqual(["soon 100", "old 50"]);
    expect(plan.left).toEqual([{ lotId: "first", reason: "not_picked" }]);
  });
});

describe("WAL-11: what is left out, and why", () => {
  const CASES: readonly {
    name: LeftOutReason;
    given: Partial<WalletLot>;
    situation?: Partial<SpendingSituation>;
    more?: Partial<SpendingWish>;
  }[] = [
    { name: "other_currency", given: { currency: "JPY" } },
    { name: "frozen", given: { frozenAt: at("2026-11-01") } },
    { name: "expired", given: { expiresOn: "2026-11-19" } },
    { name: "nothing_free", given: { heldMinor: 100n } },
    { name: "not_picked", given: {}, more: { picks: ["other"] } },
    { name: "order_too_small", given: { restrictions: { minimumOrderMinor: 10_001n } } },
    { name: "not_first_order", given: { restrictions: { firstOrderOnly: true } } },
    { name: "no_matching_line", given: { restrictions: { productKinds: ["subscription"] } } },
    { name: "no_matching_line", given: { restrictions: { productIds: ["elsewhere"] } } },
    { name: "card_part_needed", given: { restrictions: { gatewayFundedMinor: 10_000n } } },
    { name: "not_needed", given: {}, situation: { dueMinor: 0n } },
  ];

  test.each(CASES)("$name", ({ name, given, situation, more }) => {
    const plan = planSpending([lot("one", 100n, given)], due(situation), wish(more));
    expect(plan).toEqual({ parts: [], left: [{ lotId: "one", reason: name }], totalMinor: 0n });
  });

  test("lines_covered: credit for courses, when a course is paid by such credit already", () => {
    const forCourses = { restrictions: { productKinds: ["course"] } } as const;
    const plan = planSpending([lot("a", 5_000n, forCourses), lot("b", 10n, forCourses)], due(), wish());
    expect(told(plan)).toEqual(["a 5000"]);
    expect(plan.left).toEqual([{ lotId: "b", reason: "lines_covered" }]);
  });
});

describe("on the last day", () => {
  test("WAL-10: credit is still spent", () => {
    expect(planSpending([lot("one", 100n, { expiresOn: TODAY })], due(), wish()).totalMinor).toBe(100n);
  });
});

describe("restricted credit", () => {
  test("an unrestricted lot makes room for one that may pay for less", () => {
    const free = lot("any", 5_000n, { grantedAt: at("2026-01-01") });
    const course = lot("course", 5_000n, {
      grantedAt: at("2026-02-01"),
      restrictions: { productKinds: ["course"] },
    });
    expect(told(planSpending([free, course], due(), wish()))).toEqual(["any 5000", "course 5000"]);
  });

  test("fees and taxes are paid by credit that may pay for everything only", () => {
    const situation = due({ lines: [line("course", 5_000n)], orderTotalMinor: 6_000n, dueMinor: 6_000n });
    const course = lot("course", 9_000n, { restrictions: { productKinds: ["course"] } });
    expect(planSpending([course], situation, wish()).totalMinor).toBe(5_000n);
    expect(planSpending([lot("any", 9_000n)], situation, wish()).totalMinor).toBe(6_000n);
  });

  test("a part that the card has to pay stays for the card, whatever other credit there is", () => {
    const bound = lot("bound", 5_000n, { restrictions: { gatewayFundedMinor: 4_000n } });
    const plan = planSpending([bound, lot("more", 5_000n, { grantedAt: at("2026-02-01") })], due(), wish());
    expect(told(plan)).toEqual(["bound 5000", "more 1000"]);
  });

  test("does not pay twice for a line that credit paid for at an earlier installment", () => {
    const restrictions: Restrictions = { productKinds: ["course"] };
    const earlier = [{ restrictions, amountMinor: 4_000n }];
    const plan = planSpending([lot("course", 5_000n, { restrictions })], due({ earlier }), wish());
    expect(told(plan)).toEqual(["course 1000"]);
  });
});

describe("a plan, as laws", () => {
  const kinds = fc.constantFrom("course", "site_placement", "subscription");
  const restrictions = fc.record(
    {
      productKinds: fc.uniqueArray(kinds, { minLength: 1, maxLength: 2 }),
      minimumOrderMinor: fc.bigInt({ min: 0n, max: 30_000n }),
      firstOrderOnly: fc.constant(true),
      gatewayFundedMinor: fc.bigInt({ min: 0n, max: 10_000n }),
    },
    { requiredKeys: [] },
  );
  const lots = fc
    .array(
      fc.record({
        remaining: fc.bigInt({ min: 0n, max: 8_000n }),
        held: fc.bigInt({ min: 0n, max: 8_000n }),
        kind: fc.constantFrom("goodwill", "promotional", "top_up", "refund"),
        priority: fc.integer({ min: 1, max: 50 }),
        expiresOn: fc.constantFrom(null, "2026-11-19", TODAY, "2027-01-01"),
        isFrozen: fc.boolean(),
        currency: fc.constantFrom("USD", "USD", "USD", "JPY"),
        age: fc.integer({ min: 0, max: 300 }),
        restrictions: fc.oneof(fc.constant({}), restrictions),
      }),
      { maxLength: 9 },
    )
    .map((all) =>
      all.map((one, index) =>
        lot(`lot-${index}`, one.remaining, {
          heldMinor: one.held < one.remaining ? one.held : one.remaining,
          kind: one.kind,
          priority: one.priority,
          expiresOn: one.expiresOn,
          currency: one.currency,
          frozenAt: one.isFrozen ? at("2026-11-01") : null,
          grantedAt: new Date(at("2026-01-01").getTime() + one.age * 86_400_000),
          restrictions: one.restrictions,
        }),
      ),
    );
  const situations = fc
    .record({
      amounts: fc.array(fc.tuple(kinds, fc.bigInt({ min: 1n, max: 9_000n })), { minLength: 1, maxLength: 5 }),
      feeMinor: fc.bigInt({ min: 0n, max: 500n }),
      part: fc.bigInt({ min: 0n, max: 100n }),
      isFirstOrder: fc.boolean(),
    })
    .map(({ amounts, feeMinor, part, isFirstOrder }) => {
      const orderTotalMinor = amounts.reduce((sum, [, amount]) => sum + amount, feeMinor);
      return due({
        lines: amounts.map(([kind, amount]) => line(kind, amount)),
        orderTotalMinor,
        dueMinor: (orderTotalMinor * part) / 100n,
        isFirstOrder,
      });
    });
  const wishes = fc.record({
    rule: fc.constantFrom(...SPENDING_ORDERS),
    picks: fc.option(fc.uniqueArray(fc.constantFrom("lot-0", "lot-1", "lot-2", "lot-3")), { nil: null }),
    atMostMinor: fc.option(fc.bigInt({ min: 0n, max: 12_000n }), { nil: null }),
  });

  test("is never negative, never above what is due or wished, and sums to the cent", () => {
    fc.assert(
      fc.property(lots, situations, wishes, (all, situation, wanted) => {
        const { parts, totalMinor } = planSpending(all, situation, wanted);
        expect(parts.reduce((sum, { amountMinor }) => sum + amountMinor, 0n)).toBe(totalMinor);
        expect(totalMinor).toBeLessThanOrEqual(situation.dueMinor);
        if (wanted.atMostMinor !== null) expect(totalMinor).toBeLessThanOrEqual(wanted.atMostMinor);
        expect(parts.every(({ amountMinor }) => amountMinor > 0n)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  test("takes from no lot what is held, expired, frozen, restricted or of another currency", () => {
    fc.assert(
      fc.property(lots, situations, wishes, (all, situation, wanted) => {
        const { parts, totalMinor } = planSpending(all, situation, wanted);
        for (const { lotId, amountMinor } of parts) {
          const used = all.find(({ id }) => id === lotId);
          if (used === undefined) throw new Error("A part of a lot that is not there.");
          expect(amountMinor).toBeLessThanOrEqual(freeMinor(used));
          expect(used.frozenAt).toBeNull();
          expect(used.currency).toBe(situation.currency);
          expect(used.expiresOn === null || used.expiresOn >= TODAY).toBe(true);
          const { minimumOrderMinor, firstOrderOnly, gatewayFundedMinor, productKinds } = used.restrictions;
          expect(situation.orderTotalMinor).toBeGreaterThanOrEqual(minimumOrderMinor ?? 0n);
          if (firstOrderOnly) expect(situation.isFirstOrder).toBe(true);
          expect(situation.dueMinor - totalMinor).toBeGreaterThanOrEqual(gatewayFundedMinor ?? 0n);
          if (productKinds !== undefined)
            expect(situation.lines.some(({ kind }) => productKinds.some((one) => one === kind))).toBe(true);
          if (wanted.picks !== null) expect(wanted.picks).toContain(lotId);
        }
      }),
      { numRuns: 300 },
    );
  });

  test("says of each lot either what it gives or why it gives nothing, and says the same in any order of the lots", () => {
    fc.assert(
      fc.property(
        lots,
        situations,
        wishes,
        fc.array(fc.nat(), { minLength: 9, maxLength: 9 }),
        (all, situation, wanted, ranks) => {
          const plan = planSpending(all, situation, wanted);
          const named = [...plan.parts, ...plan.left].map(({ lotId }) => lotId);
          expect(named.toSorted()).toEqual(all.map(({ id }) => id).toSorted());
          const shuffled = all
            .map((one, index) => ({ one, rank: ranks[index] ?? 0 }))
            .toSorted((left, right) => left.rank - right.rank)
            .map(({ one }) => one);
          expect(planSpending(shuffled, situation, wanted)).toEqual(plan);
        },
      ),
      { numRuns: 300 },
    );
  });

  /** By Hall: the most that restricted credit can pay is the least that some set of lines, and the lots for the others, allow. */
  function mostOf(all: readonly WalletLot[], lines: readonly CreditableLine[]): bigint {
    const sets = Array.from({ length: 2 ** lines.length }, (_, mask) =>
      lines.map((_line, index) => (mask & (2 ** index)) !== 0),
    );
    const costs = sets.map((isIn) => {
      const inside = lines.reduce(
        (sum, { amountMinor }, index) => sum + (isIn[index] ? amountMinor : 0n),
        0n,
      );
      const others = all.filter(({ restrictions: { productKinds } }) =>
        lines.some(({ kind }, index) => !isIn[index] && (productKinds?.some((one) => one === kind) ?? true)),
      );
      return others.reduce((sum, one) => sum + freeMinor(one), inside);
    });
    return costs.reduce((least, cost) => (cost < least ? cost : least));
  }

  test("leaves no credit unused that could pay: each rule gives the same, the most there is", () => {
    const plain = fc.array(
      fc.tuple(
        fc.bigInt({ min: 1n, max: 8_000n }),
        fc.option(fc.uniqueArray(kinds, { minLength: 1, maxLength: 2 }), { nil: null }),
      ),
      { maxLength: 8 },
    );
    const lineSets = fc.array(fc.tuple(kinds, fc.bigInt({ min: 1n, max: 9_000n })), {
      minLength: 1,
      maxLength: 5,
    });
    fc.assert(
      fc.property(plain, lineSets, fc.constantFrom(...SPENDING_ORDERS), (given, amounts, rule) => {
        const all = given.map(([amount, productKinds], index) =>
          lot(`lot-${index}`, amount, { restrictions: productKinds === null ? {} : { productKinds } }),
        );
        const lines = amounts.map(([kind, amount]) => line(kind, amount));
        const dueMinor = lines.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
        const plan = planSpending(all, due({ lines, dueMinor, orderTotalMinor: dueMinor }), wish({ rule }));
        expect(plan.totalMinor).toBe(mostOf(all, lines));
      }),
      { numRuns: 300 },
    );
  });
});
