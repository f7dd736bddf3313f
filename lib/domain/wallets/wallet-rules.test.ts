import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { money } from "../money/money";
import {
  checkWalletRules,
  defaultWalletRules,
  type TopUpTerms,
  topUpBonus,
  topUpOffer,
  type WalletRules,
} from "./wallet-rules";

const defaults = defaultWalletRules(["USD", "JPY"]);
const terms = (changes: Partial<TopUpTerms> = {}): TopUpTerms => ({
  currency: "USD",
  minMinor: 500n,
  maxMinor: 50_000n,
  presetsMinor: [1_000n, 2_000n],
  bonus: { fromMinor: 5_000n, basisPoints: 1_000 },
  ...changes,
});
const rules = (changes: Partial<TopUpTerms> = {}): WalletRules => ({ ...defaults, topUps: [terms(changes)] });

describe("rules of wallets", () => {
  test("hold as they come", () => {
    expect(checkWalletRules(defaults).ok).toBe(true);
    expect(checkWalletRules(rules()).ok).toBe(true);
  });

  test.each<{ name: string; changes: Partial<TopUpTerms> }>([
    { name: "the least is above the most", changes: { minMinor: 50_001n } },
    { name: "the least is nothing", changes: { minMinor: 0n } },
    { name: "a button is below the least", changes: { presetsMinor: [499n] } },
    { name: "a button is above the most", changes: { presetsMinor: [50_001n] } },
    { name: "buttons do not rise", changes: { presetsMinor: [2_000n, 2_000n] } },
    {
      name: "there are too many buttons",
      changes: { presetsMinor: [1n, 2n, 3n, 4n, 5n, 6n, 7n].map((n) => n * 1_000n) },
    },
    { name: "the bonus is out of reach", changes: { bonus: { fromMinor: 50_001n, basisPoints: 100 } } },
    { name: "the bonus is nothing", changes: { bonus: { fromMinor: 5_000n, basisPoints: 0 } } },
    {
      name: "the bonus is more than the amount",
      changes: { bonus: { fromMinor: 5_000n, basisPoints: 10_001 } },
    },
  ])("are refused when $name", ({ changes }) => {
    expect(checkWalletRules(rules(changes))).toEqual({
      ok: false,
      error: { kind: "rejected", code: "wallet_rules_contradict" },
    });
  });

  test.each([0, -1, 1.5, 3_651])("are refused when credit expires after %s days", (promotional) => {
    expect(checkWalletRules({ ...defaults, expiryDays: { ...defaults.expiryDays, promotional } }).ok).toBe(
      false,
    );
  });
});

describe("a top-up", () => {
  test("is refused in a currency without top-ups, below the least and above the most, to the unit", () => {
    const codeOf = (amountMinor: bigint, currency = "USD") => {
      const offer = topUpOffer(rules(), money(amountMinor, currency));
      return offer.ok ? null : offer.error.code;
    };
    expect(codeOf(1_000n, "EUR")).toBe("currency_not_enabled");
    expect([codeOf(499n), codeOf(500n), codeOf(50_000n), codeOf(50_001n)]).toEqual([
      "top_up_below_limit",
      null,
      null,
      "top_up_above_limit",
    ]);
  });

  test("earns the bonus from its amount on, rounded down, in the same currency", () => {
    expect(topUpBonus(terms(), 4_999n)).toBeNull();
    expect(topUpBonus(terms(), 5_000n)).toEqual(money(500n, "USD"));
    expect(topUpBonus(terms(), 5_009n)).toEqual(money(500n, "USD"));
    expect(topUpBonus(terms({ bonus: null }), 50_000n)).toBeNull();
  });

  test("never earns more than was paid, nor nothing", () => {
    fc.assert(
      fc.property(fc.bigInt(1n, 10n ** 12n), fc.integer({ min: 1, max: 10_000 }), (amount, basisPoints) => {
        const bonus = topUpBonus(terms({ bonus: { fromMinor: 1n, basisPoints } }), amount);
        expect(bonus === null || (bonus.amountMinor > 0n && bonus.amountMinor <= amount)).toBe(true);
      }),
    );
  });
});
