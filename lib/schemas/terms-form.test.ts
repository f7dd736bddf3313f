import { describe, expect, test } from "vitest";
import { addTermsForm, rulesOfForm, termsOfForm } from "./terms-form";

describe("a form of payment terms", () => {
  test("is read by the fields of its kind, percent as basis points, with the balance inside", () => {
    const form = {
      kind: "deposit",
      "deposit.shareBasisPoints": "12.5",
      "deposit.fixedMinor": "0",
      "deposit.minimumMinor": "500",
      balance: "net",
      "balance.net.days": "45",
      "balance.net.end": "days_then_end",
      "net.days": "15",
    };
    expect(termsOfForm(form)).toEqual({
      kind: "deposit",
      shareBasisPoints: 1_250,
      fixedMinor: 0n,
      minimumMinor: 500n,
      balance: { kind: "net", days: 45, end: "days_then_end" },
    });
  });

  test.each([
    { "deposit.shareBasisPoints": "1e3" },
    { "deposit.shareBasisPoints": "-1" },
    { balance: "manual" },
  ])("is refused where a field is none that counts: %j", (wrong) => {
    const form = {
      kind: "deposit",
      "deposit.shareBasisPoints": "30",
      "deposit.fixedMinor": "0",
      "deposit.minimumMinor": "0",
      balance: "standard",
    };
    expect(termsOfForm({ ...form, ...wrong })).toBeNull();
  });

  test("says to whom: what is left empty does not matter", () => {
    const form = {
      additionKey: "0190a0a0-0000-7000-8000-000000000001",
      minMinor: "500",
      maxMinor: "",
      reason: "New",
    };
    const parsed = addTermsForm.parse({ ...form, currencies: "usd, eur", approvedOnly: "on" });
    expect(rulesOfForm(parsed)).toEqual({
      minMinor: 500n,
      maxMinor: null,
      currencies: ["USD", "EUR"],
      approvedOnly: true,
      paidOrdersMin: 0,
      noneOverdue: false,
      creditLimitNeeded: false,
    });
    expect(addTermsForm.safeParse({ ...form, minMinor: "5.00" }).success).toBe(false);
  });
});
