import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { money } from "../money/money";
import { type AccountStanding, NO_RULES, offerTerms, type TermsOption, type TermsRules } from "./offer-terms";
import type { PaymentTerms } from "./payment-terms";

const NET_30: PaymentTerms = { kind: "net", days: 30, end: "none" };
const STANDARD: TermsOption = { id: "s", terms: { kind: "standard" }, rules: NO_RULES, isDefault: true };
const net = (rules: Partial<TermsRules> = {}): TermsOption => ({
  id: "n",
  terms: NET_30,
  rules: { ...NO_RULES, ...rules },
  isDefault: false,
});
const ACCOUNT: AccountStanding = {
  isApproved: true,
  creditLimit: money(100_000n, "USD"),
  granted: null,
  paidOrderCount: 1,
  hasOverdue: false,
  exposure: money(0n, "USD"),
};
const TOTAL = money(50_000n, "USD");
const ids = (options: readonly TermsOption[], account = ACCOUNT, total = TOTAL) =>
  offerTerms(options, total, account).offered.map(({ id }) => id);

describe("offerTerms", () => {
  test("TIM-14: says of each whether it is the default, a rule or an override, and why; an account's own comes first", () => {
    const granted = { terms: { ...NET_30, days: 45 }, reason: "Long-standing customer." };
    const { offered } = offerTerms([net({ minMinor: 10_000n }), STANDARD], TOTAL, { ...ACCOUNT, granted });
    expect(offered).toMatchObject([
      { id: "account", name: "Net 45", source: "override", reason: "Long-standing customer." },
      { id: "s", source: "default" },
      { id: "n", name: "Net 30", source: "rule", reason: "Rule: from $100.00." },
    ]);
  });

  test.each<{ name: string; rules: Partial<TermsRules>; account?: Partial<AccountStanding>; code: string }>([
    { name: "too small", rules: { minMinor: 50_001n }, code: "amount_too_small" },
    { name: "too large", rules: { maxMinor: 49_999n }, code: "amount_too_large" },
    { name: "another currency", rules: { currencies: ["JPY"] }, code: "other_currency" },
    {
      name: "not approved",
      rules: { approvedOnly: true },
      account: { isApproved: false },
      code: "account_not_approved",
    },
    { name: "new here", rules: { paidOrdersMin: 2 }, code: "too_few_paid_orders" },
    {
      name: "in arrears",
      rules: { noneOverdue: true },
      account: { hasOverdue: true },
      code: "something_overdue",
    },
    {
      name: "no limit",
      rules: { creditLimitNeeded: true },
      account: { creditLimit: null },
      code: "no_credit_limit",
    },
    {
      name: "limit in yen",
      rules: {},
      account: { creditLimit: money(9_000_000n, "JPY") },
      code: "no_credit_limit",
    },
    {
      name: "one unit over",
      rules: {},
      account: { exposure: money(50_001n, "USD") },
      code: "credit_limit_exceeded",
    },
  ])("TIM-15: withholds and explains: $name", ({ rules, account, code }) => {
    const { offered, withheld } = offerTerms([STANDARD, net(rules)], TOTAL, { ...ACCOUNT, ...account });
    expect(offered.map(({ id }) => id)).toEqual(["s"]);
    expect(withheld).toMatchObject([{ id: "n", name: "Net 30", reasons: [{ code }] }]);
  });

  test("TIM-15: offers on the very bounds", () => {
    const exact = net({
      minMinor: 50_000n,
      maxMinor: 50_000n,
      currencies: ["USD"],
      paidOrdersMin: 1,
      noneOverdue: true,
    });
    expect(ids([STANDARD, exact], { ...ACCOUNT, exposure: money(50_000n, "USD") })).toEqual(["s", "n"]);
  });

  test("a deposit is not on credit, and terms without credit ask for no limit", () => {
    const deposit: TermsOption = {
      ...net(),
      id: "d",
      terms: {
        kind: "deposit",
        shareBasisPoints: 5_000,
        fixedMinor: 0n,
        minimumMinor: 0n,
        balance: { kind: "net", days: 30, end: "none" },
      },
    };
    const account = { ...ACCOUNT, exposure: money(75_000n, "USD") };
    expect(ids([STANDARD, deposit], account)).toEqual(["s", "d"]);
    expect(ids([STANDARD, deposit], { ...account, exposure: money(75_001n, "USD") })).toEqual(["s"]);
  });

  test("there is always one: the standard terms where nothing else is open", () => {
    expect(offerTerms([], TOTAL, ACCOUNT).offered).toMatchObject([{ id: "standard", source: "default" }]);
    expect(ids([net({ minMinor: 99_999n })])).toEqual(["standard"]);
  });

  test("each option is either offered or withheld for a reason", () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 1n, max: 200_000n }),
        fc.bigInt({ min: 0n, max: 200_000n }),
        (total, exposure) => {
          const options = [STANDARD, net({ minMinor: 1_000n, creditLimitNeeded: true })];
          const { offered, withheld } = offerTerms(options, money(total, "USD"), {
            ...ACCOUNT,
            exposure: money(exposure, "USD"),
          });
          expect(offered.length + withheld.length).toBe(2);
          expect(withheld.every(({ reasons }) => reasons.length > 0)).toBe(true);
          if (offered.some(({ id }) => id === "n")) expect(total + exposure).toBeLessThanOrEqual(100_000n);
        },
      ),
    );
  });
});
