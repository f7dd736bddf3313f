import { expect, test } from "vitest";
import type { Order } from "@/lib/domain/orders/order";
import { installmentsOf } from "./installments-of";

const order: Order = {
  merchantId: "m",
  id: "o",
  number: 1n,
  customerId: "c",
  state: "confirmed",
  currency: "USD",
  feeMinor: 0n,
  taxMinor: 0n,
  taxIncludedMinor: 0n,
  isTaxed: false,
  totalMinor: 12_000n,
  creditedMinor: 0n,
  paidMinor: 0n,
  refundedMinor: 0n,
  workflow: { approval: "none" },
  terms: { kind: "standard" },
  isReleased: false,
  version: 1,
};

test("an order on standard terms has one installment of its total, without a day until it is payable", () => {
  expect(installmentsOf(order, "2026-11-20")).toMatchObject([
    { position: 1, state: "scheduled", amountMinor: 12_000n, paidMinor: 0n, dueOn: null, chargeCount: 0 },
  ]);
});
