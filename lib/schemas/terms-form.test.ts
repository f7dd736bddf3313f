import { describe, expect, test } from "vitest";
import { addTermsForm, rulesOfForm, termsOfForm } from "./terms-form";

describe("a form of payment terms", () => {
  test("is read by the fields of its kind, percent as basis points, with the balance inside", () => {
    const form = {
      kind: "deposit",
      "deposit.shareBasisPoints": "12.5",
      "deposit.fixedMinor": "0",
      "deposit.minimumMinor": "5.00",
      balance: "net",
      "balance.net.days": "45",
      "balance.net.end": "days_then_end",
      "net.days": "15",
    };
    expect(termsOfForm(form, "USD")).toEqual({
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
    { "deposit.fixedMinor": "5.005" },
    { "deposit.fixedMinor": "-5" },
  ])("is refused where a field is none that counts: %j", (wrong) => {
    const form = {
      kind: "deposit",
      "deposit.shareBasisPoints": "30",
      "deposit.fixedMinor": "0",
      "deposit.minimumMinor": "0",
      balance: "standard",
    };
    expect(termsOfForm({ ...form, ...wrong }, "USD")).toBeNull();
  });

  test("without a currency has no amounts", () => {
    const net = { kind: "net", "net.days": "15", "net.end": "none" };
    const deposit = { kind: "deposit", "deposit.shareBasisPoints": "30", balance: "standard" };
    const amounts = { "deposit.fixedMinor": "0.00", "deposit.minimumMinor": "" };
    expect(termsOfForm(net, null)).toMatchObject({ days: 15 });
    expect(termsOfForm({ ...deposit, ...amounts }, null)).toMatchObject({ fixedMinor: 0n });
    expect(termsOfForm({ ...deposit, ...amounts, "deposit.minimumMinor": "5" }, null)).toBeNull();
  });

  test("reads an amount in its own currency: 500 yen are 500, 5 dinars are 5000", () => {
    const form = {
      kind: "deposit",
      "deposit.shareBasisPoints": "0",
      "deposit.fixedMinor": "500",
      "deposit.minimumMinor": "0",
      balance: "standard",
    };
    expect(termsOfForm(form, "JPY")).toMatchObject({ fixedMinor: 500n });
    expect(termsOfForm({ ...form, "deposit.fixedMinor": "5.000" }, "KWD")).toMatchObject({
      fixedMinor: 5_000n,
    });
    expect(termsOfForm({ ...form, "deposit.fixedMinor": "5.00" }, "JPY")).toBeNull();
  });

  test("says to whom: what is left empty does not matter", () => {
    const form = {
      additionKey: "0190a0a0-0000-7000-8000-000000000001",
      currency: "USD",
      minAmount: "5.00",
      maxAmount: "",
      reason: "New",
    };
    expect(rulesOfForm(addTermsForm.parse({ ...form, approvedOnly: "on" }))).toEqual({
      ok: true,
      value: {
        minMinor: 500n,
        maxMinor: null,
        currencies: ["USD"],
        approvedOnly: true,
        paidOrdersMin: 0,
        noneOverdue: false,
        creditLimitNeeded: false,
      },
    });
    expect(rulesOfForm(addTermsForm.parse({ ...form, maxAmount: "much" }))).toEqual({
      ok: false,
      error: { maxAmount: "amount_malformed" },
    });
    expect(rulesOfForm(addTermsForm.parse({ ...form, currency: "" }))).toEqual({
      ok: false,
      error: { minAmount: "amount_needs_currency" },
    });
  });
});
