import * as fc from "fast-check";
import { expect, test } from "vitest";
import { sharesByPayment } from "./shares-by-payment";

test("CHK-18: the card pays first, then the credit beside it, over several installments", () => {
  const shares = [
    { installmentId: "first", addedMinor: 5_000n },
    { installmentId: "second", addedMinor: 3_000n },
  ];
  const payments = [
    { paymentId: "card", amountMinor: 4_000n },
    { paymentId: "credit", amountMinor: 4_000n },
  ];
  expect(sharesByPayment(shares, payments)).toEqual([
    { paymentId: "card", installmentId: "first", amountMinor: 4_000n },
    { paymentId: "credit", installmentId: "first", amountMinor: 1_000n },
    { paymentId: "credit", installmentId: "second", amountMinor: 3_000n },
  ]);
});

test("each payment and each installment gets all of its own", () => {
  const amounts = fc.array(fc.bigInt({ min: 1n, max: 1_000n }), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(amounts, fc.bigInt({ min: 1n, max: 999n }), (added, cut) => {
      const total = added.reduce((sum, amount) => sum + amount, 0n);
      const first = cut < total ? cut : total;
      const payments = [
        { paymentId: "card", amountMinor: first },
        { paymentId: "credit", amountMinor: total - first },
      ];
      const given = sharesByPayment(
        added.map((addedMinor, index) => ({ installmentId: String(index), addedMinor })),
        payments,
      );
      const sumOf = (is: (one: (typeof given)[number]) => boolean) =>
        given.filter(is).reduce((sum, one) => sum + one.amountMinor, 0n);
      for (const { paymentId, amountMinor } of payments)
        expect(sumOf((one) => one.paymentId === paymentId)).toBe(amountMinor);
      for (const [index, amount] of added.entries())
        expect(sumOf((one) => one.installmentId === String(index))).toBe(amount);
    }),
  );
});
