import { describe, expect, test } from "vitest";
import { newId } from "@/lib/platform/ids";
import { grantCreditForm, restrictionsOf } from "./wallet-forms";

const FORM = {
  adjustmentKey: newId(),
  customerId: "cust_1",
  currency: "USD",
  amount: "12.50",
  reason: "For the delay.",
  kind: "promotional",
  priority: "10",
  expires: "by_rule",
};
const limitsOf = (changes: object, productId: string | null = null) =>
  restrictionsOf(grantCreditForm.parse({ ...FORM, ...changes }), productId);

describe("what a grant is limited to", () => {
  test("is nothing unless it is said", () => {
    expect(limitsOf({})).toEqual({ ok: true, value: {} });
  });

  test("WAL-11: is read with the currency's own digits", () => {
    expect(
      limitsOf({ goodFor: "course", minimumOrder: "50", gatewayFunded: "10.00", firstOrderOnly: "on" }),
    ).toEqual({
      ok: true,
      value: {
        productKinds: ["course"],
        minimumOrderMinor: 5_000n,
        gatewayFundedMinor: 1_000n,
        firstOrderOnly: true,
      },
    });
    expect(limitsOf({ goodFor: "product" }, "p1")).toEqual({ ok: true, value: { productIds: ["p1"] } });
  });

  test.each([
    { changes: { goodFor: "product" }, fields: { productId: "required" } },
    { changes: { minimumOrder: "much" }, fields: { minimumOrder: "amount_malformed" } },
    { changes: { gatewayFunded: "0" }, fields: { gatewayFunded: "amount_must_be_positive" } },
  ])("is refused by the name of the field: $fields", ({ changes, fields }) => {
    expect(limitsOf(changes)).toEqual({ ok: false, error: fields });
  });

  test.each(["0", "51", "first", ""])("has a priority from 1 to 50, and %j is none", (priority) => {
    expect(grantCreditForm.safeParse({ ...FORM, priority }).success).toBe(false);
  });
});
