import type { FailureOf } from "../failure";
import type { CurrencyCode } from "../money/currency";
import { isPositive, type Money, money } from "../money/money";
import { portion } from "../money/portion";
import { err, ok, type Result } from "../result";

/** In which order the lots of a wallet are spent, where nobody picks. */
export const SPENDING_ORDERS = ["first_in_first_out", "soonest_expiring_first", "by_priority"] as const;
export type SpendingOrder = (typeof SPENDING_ORDERS)[number];

/** Days after which credit of a kind expires, counted from the day it is given; null for never. */
export interface ExpiryDays {
  readonly topUp: number | null;
  readonly promotional: number | null;
  readonly refund: number | null;
  readonly goodwill: number | null;
}

/** A present for topping up: a share of the amount, as promotional credit. */
export interface TopUpBonus {
  /** Top-ups of this much and more get it. */
  readonly fromMinor: bigint;
  /** 1,000 is a tenth. */
  readonly basisPoints: number;
}

/** What customers may put into their wallets in one currency. */
export interface TopUpTerms {
  readonly currency: CurrencyCode;
  readonly minMinor: bigint;
  readonly maxMinor: bigint;
  /** The amounts offered as buttons, rising. */
  readonly presetsMinor: readonly bigint[];
  readonly bonus: TopUpBonus | null;
}

/** How a merchant's wallets work. Each change is a version; what was given under an earlier one keeps its terms. */
export interface WalletRules {
  /** Zero while nothing was ever set. */
  readonly version: number;
  readonly spendingOrder: SpendingOrder;
  readonly expiryDays: ExpiryDays;
  /** How long credit that comes back after its expiry can still be spent. */
  readonly restoreGraceDays: number;
  /** By currency. A currency that is not listed has no top-ups. */
  readonly topUps: readonly TopUpTerms[];
}

export const PRESETS_MAX = 6;
const DAYS_MAX = 3_650;
const BASIS_POINTS_MAX = 10_000;

/** What holds until a merchant says otherwise: 5.00 to 1,000.00 in currencies with cents, and no bonus. */
function defaultTopUp(currency: CurrencyCode): TopUpTerms {
  return {
    currency,
    minMinor: 500n,
    maxMinor: 100_000n,
    presetsMinor: [2_000n, 5_000n, 10_000n],
    bonus: null,
  };
}

/** The rules of a merchant that never set any. */
export function defaultWalletRules(currencies: readonly CurrencyCode[]): WalletRules {
  return {
    version: 0,
    spendingOrder: "first_in_first_out",
    expiryDays: { topUp: null, promotional: 90, refund: null, goodwill: 365 },
    restoreGraceDays: 30,
    topUps: currencies.map(defaultTopUp),
  };
}

const isDays = (days: number | null) =>
  days === null || (Number.isInteger(days) && days >= 1 && days <= DAYS_MAX);

function areTermsSound({ minMinor, maxMinor, presetsMinor, bonus }: TopUpTerms): boolean {
  const isWithin = (amount: bigint) => amount >= minMinor && amount <= maxMinor;
  const doPresetsRise = presetsMinor.every(
    (amount, index) => index === 0 || (presetsMinor[index - 1] ?? 0n) < amount,
  );
  const isBonusSound =
    bonus === null ||
    (isWithin(bonus.fromMinor) &&
      Number.isInteger(bonus.basisPoints) &&
      bonus.basisPoints >= 1 &&
      bonus.basisPoints <= BASIS_POINTS_MAX);
  return (
    minMinor >= 1n &&
    minMinor <= maxMinor &&
    presetsMinor.length <= PRESETS_MAX &&
    presetsMinor.every(isWithin) &&
    doPresetsRise &&
    isBonusSound
  );
}

/** Refuses rules that contradict themselves: a least above the most, a preset outside both, days below one. */
export function checkWalletRules(
  rules: Omit<WalletRules, "version">,
): Result<Omit<WalletRules, "version">, FailureOf<"rejected">> {
  const { expiryDays, restoreGraceDays, topUps } = rules;
  const areDaysSound = Object.values(expiryDays).every(isDays) && isDays(restoreGraceDays);
  return areDaysSound && topUps.every(areTermsSound)
    ? ok(rules)
    : err({ kind: "rejected", code: "wallet_rules_contradict" });
}

/** What somebody who tops up pays and is given. */
export interface TopUpOffer {
  readonly amount: Money;
  /** Null where there is none. */
  readonly bonus: Money | null;
}

/** The bonus of an amount under these terms, rounded down to the smallest unit; null where there is none. */
export function topUpBonus(terms: TopUpTerms, amountMinor: bigint): Money | null {
  const { bonus, currency } = terms;
  if (bonus === null || amountMinor < bonus.fromMinor) return null;
  const given = portion(money(amountMinor, currency), { basisPoints: bonus.basisPoints, rounding: "down" });
  return isPositive(given) ? given : null;
}

/** Checks a wished top-up against the rules: the currency is offered, and the amount within its limits. */
export function topUpOffer(rules: WalletRules, amount: Money): Result<TopUpOffer, FailureOf<"rejected">> {
  const terms = rules.topUps.find(({ currency }) => currency === amount.currency);
  if (terms === undefined) return err({ kind: "rejected", code: "currency_not_enabled" });
  if (amount.amountMinor < terms.minMinor) return err({ kind: "rejected", code: "top_up_below_limit" });
  if (amount.amountMinor > terms.maxMinor) return err({ kind: "rejected", code: "top_up_above_limit" });
  return ok({ amount, bonus: topUpBonus(terms, amount.amountMinor) });
}
