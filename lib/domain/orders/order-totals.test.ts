import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { InvariantViolation } from "../invariant";
import { money, zero } from "../money/money";
import { lineAmount, orderTotals, totalsOfLines } from "./order-totals";

const usd = (amountMinor: bigint) => money(amountMinor, "USD");
const NOTHING = {
  subtotal: zero("USD"),
  discount: zero("USD"),
  fee: zero("USD"),
  tax: zero("USD"),
  credited: zero("USD"),
  paid: zero("USD"),
  refunded: zero("USD"),
};

describe("orderTotals", () => {
  test.each([
    { name: "nominal", parts: { subtotal: usd(1_000n) }, total: 1_000n, due: 1_000n },
    { name: "a discount", parts: { subtotal: usd(1_000n), discount: usd(100n) }, total: 900n, due: 900n },
    {
      name: "a fee and tax",
      parts: { subtotal: usd(1_000n), fee: usd(30n), tax: usd(88n) },
      total: 1_118n,
      due: 1_118n,
    },
    { name: "paid", parts: { subtotal: usd(1_000n), paid: usd(1_000n) }, total: 1_000n, due: 0n },
    { name: "paid in part", parts: { subtotal: usd(1_000n), paid: usd(400n) }, total: 1_000n, due: 600n },
    {
      name: "a refund, due again",
      parts: { subtotal: usd(1_000n), paid: usd(1_000n), refunded: usd(250n) },
      total: 1_000n,
      due: 250n,
    },
    { name: "credited", parts: { subtotal: usd(1_000n), credited: usd(300n) }, total: 1_000n, due: 700n },
    { name: "paid too much", parts: { subtotal: usd(1_000n), paid: usd(1_200n) }, total: 1_000n, due: -200n },
    { name: "given away", parts: { subtotal: usd(1_000n), discount: usd(1_000n) }, total: 0n, due: 0n },
  ])("adds up: $name", ({ parts, total, due }) => {
    const totals = orderTotals({ ...NOTHING, ...parts });
    expect({ total: totals.total, due: totals.due }).toEqual({ total: usd(total), due: usd(due) });
  });

  test("refuses a discount larger than the rest", () => {
    expect(() => orderTotals({ ...NOTHING, subtotal: usd(99n), discount: usd(100n) })).toThrow(
      InvariantViolation,
    );
  });

  test("refuses parts in two currencies", () => {
    expect(() => orderTotals({ ...NOTHING, tax: money(1n, "JPY") })).toThrow(InvariantViolation);
  });
});

describe("totalsOfLines", () => {
  test.each([
    { name: "nominal", lines: [{ unitPrice: usd(1_999n), quantity: 2 }], total: usd(3_998n) },
    {
      name: "many lines",
      lines: [
        { unitPrice: usd(1_999n), quantity: 2 },
        { unitPrice: usd(5n), quantity: 100 },
      ],
      total: usd(4_498n),
    },
    { name: "no lines", lines: [], total: usd(0n) },
  ])("sums unit price by quantity: $name", ({ lines, total }) => {
    const totals = totalsOfLines(lines, "USD");
    expect(totals).toEqual({ ...NOTHING, subtotal: total, total, due: total });
  });

  test("counts whole yen", () => {
    expect(totalsOfLines([{ unitPrice: money(1_999n, "JPY"), quantity: 3 }], "JPY").due).toEqual(
      money(5_997n, "JPY"),
    );
  });
});

describe("orderTotals, as a law", () => {
  const amount = fc.bigInt({ min: 0n, max: 10n ** 12n });
  const parts = fc.record({
    subtotal: amount,
    discount: amount,
    fee: amount,
    tax: amount,
    credited: amount,
    paid: amount,
    refunded: amount,
  });

  test("total and due always add up from their parts, on every order", () => {
    fc.assert(
      fc.property(
        parts.filter((part) => part.subtotal - part.discount + part.fee + part.tax >= 0n),
        fc.constantFrom("USD", "JPY", "KWD"),
        (part, currency) => {
          const of = (amountMinor: bigint) => money(amountMinor, currency);
          const given = {
            subtotal: of(part.subtotal),
            discount: of(part.discount),
            fee: of(part.fee),
            tax: of(part.tax),
            credited: of(part.credited),
            paid: of(part.paid),
            refunded: of(part.refunded),
          };
          const totals = orderTotals(given);
          expect(totals).toMatchObject(given);
          expect(totals.subtotal.amountMinor + totals.fee.amountMinor + totals.tax.amountMinor).toBe(
            totals.total.amountMinor + totals.discount.amountMinor,
          );
          expect(totals.due.amountMinor + totals.credited.amountMinor + totals.paid.amountMinor).toBe(
            totals.total.amountMinor + totals.refunded.amountMinor,
          );
        },
      ),
    );
  });

  test("an order on its first day owes the sum of its lines", () => {
    const lines = fc.array(fc.record({ price: amount, quantity: fc.integer({ min: 1, max: 999 }) }), {
      maxLength: 20,
    });
    fc.assert(
      fc.property(lines, (given) => {
        const priced = given.map(({ price, quantity }) => ({ unitPrice: usd(price), quantity }));
        const expected = priced.reduce((total, line) => total + lineAmount(line).amountMinor, 0n);
        const { subtotal, total, due } = totalsOfLines(priced, "USD");
        expect([subtotal.amountMinor, total.amountMinor, due.amountMinor]).toEqual([
          expected,
          expected,
          expected,
        ]);
      }),
    );
  });
});
