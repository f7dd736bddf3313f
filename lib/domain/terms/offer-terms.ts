import { formatMoney } from "../money/format-money";
import { add, compare, type Money, money, subtract, sum } from "../money/money";
import { buildSchedule } from "./build-schedule";
import { modelOf, type PaymentTerms, STANDARD_TERMS } from "./payment-terms";

/** Whom and what an option is for. Amounts in the smallest unit of the order's currency; null where it does not matter. */
export interface TermsRules {
  readonly minMinor: bigint | null;
  readonly maxMinor: bigint | null;
  readonly currencies: readonly string[] | null;
  /** Only for accounts that staff approved for credit. */
  readonly approvedOnly: boolean;
  /** Orders that the customer has paid before. */
  readonly paidOrdersMin: number;
  /** Not while anything of theirs is overdue. */
  readonly noneOverdue: boolean;
  /** Only with a credit limit that has room for it. */
  readonly creditLimitNeeded: boolean;
}

/** Terms that a merchant offers, with the rules that decide to whom. */
export interface TermsOption {
  readonly id: string;
  readonly terms: PaymentTerms;
  readonly rules: TermsRules;
  readonly isDefault: boolean;
}

/** What is known of the customer when terms are decided about. */
export interface AccountStanding {
  readonly isApproved: boolean;
  readonly creditLimit: Money | null;
  /** Terms that staff granted to this account, and why. */
  readonly granted: { readonly terms: PaymentTerms; readonly reason: string } | null;
  readonly paidOrderCount: number;
  readonly hasOverdue: boolean;
  /** What they owe on open orders, in the order's currency. */
  readonly exposure: Money;
}

export type TermsSource = "default" | "rule" | "override";

/** Why terms are not offered; codes that pages have sentences for. */
export type WithheldReason =
  | { readonly code: "amount_too_small"; readonly least: Money }
  | { readonly code: "amount_too_large"; readonly most: Money }
  | { readonly code: "other_currency"; readonly currencies: readonly string[] }
  | { readonly code: "account_not_approved" }
  | { readonly code: "too_few_paid_orders"; readonly needed: number }
  | { readonly code: "something_overdue" }
  | { readonly code: "no_credit_limit" }
  | { readonly code: "credit_limit_exceeded"; readonly room: Money };

export interface OfferedTerms {
  /** The option's id, or account for terms granted to the account, or standard. */
  readonly id: string;
  readonly terms: PaymentTerms;
  readonly name: string;
  readonly source: TermsSource;
  /** For the record: which default, rule or override it was. */
  readonly reason: string;
}

export interface WithheldTerms {
  readonly id: string;
  readonly name: string;
  readonly reasons: readonly WithheldReason[];
}

export interface TermsOffer {
  /** The first is what holds unless another is chosen; there is always one. */
  readonly offered: readonly [OfferedTerms, ...OfferedTerms[]];
  readonly withheld: readonly WithheldTerms[];
}

export const ACCOUNT_TERMS = "account";

/** The subtotal of an order, which rules and fees ask about, and the tax that is added to it. */
export interface OfferedPrice extends Money {
  readonly taxMinor?: bigint;
}

/** What an order comes to under some terms: with the tax that is added, and their fee. */
export function totalUnder(terms: PaymentTerms, subtotal: OfferedPrice): Money {
  const { amountMinor, currency, taxMinor = 0n } = subtotal;
  return add(money(amountMinor + taxMinor, currency), modelOf(terms).feeOf(subtotal));
}

/** What of the total would be owed on credit: all but a deposit. Tax and the fee of the terms are part of it. */
function creditOf(terms: PaymentTerms, subtotal: OfferedPrice): Money {
  const total = totalUnder(terms, subtotal);
  const deposits = buildSchedule(terms, total).filter((part) => part.purpose === "deposit");
  return subtract(
    total,
    sum(
      deposits.map((part) => part.amount),
      total.currency,
    ),
  );
}

function creditReasons(
  terms: PaymentTerms,
  subtotal: OfferedPrice,
  { creditLimit, exposure }: AccountStanding,
  isLimitNeeded: boolean,
): WithheldReason[] {
  if (!modelOf(terms).isCredit) return [];
  const hasLimit = creditLimit !== null && creditLimit.currency === subtotal.currency;
  // A limit in another currency says nothing about this one: nothing is lent on it.
  if (!hasLimit) return isLimitNeeded || creditLimit !== null ? [{ code: "no_credit_limit" }] : [];
  const wanted = add(exposure, creditOf(terms, subtotal));
  if (compare(wanted, creditLimit) <= 0) return [];
  const room = subtract(creditLimit, exposure);
  return [{ code: "credit_limit_exceeded", room: room.amountMinor > 0n ? room : money(0n, room.currency) }];
}

function reasonsAgainst(
  option: TermsOption,
  subtotal: OfferedPrice,
  account: AccountStanding,
): WithheldReason[] {
  const { rules, terms } = option;
  const { currency } = subtotal;
  const reasons: WithheldReason[] = [];
  if (rules.currencies !== null && !rules.currencies.includes(currency))
    reasons.push({ code: "other_currency", currencies: rules.currencies });
  if (rules.minMinor !== null && subtotal.amountMinor < rules.minMinor)
    reasons.push({ code: "amount_too_small", least: money(rules.minMinor, currency) });
  if (rules.maxMinor !== null && subtotal.amountMinor > rules.maxMinor)
    reasons.push({ code: "amount_too_large", most: money(rules.maxMinor, currency) });
  if (rules.approvedOnly && !account.isApproved) reasons.push({ code: "account_not_approved" });
  if (account.paidOrderCount < rules.paidOrdersMin)
    reasons.push({ code: "too_few_paid_orders", needed: rules.paidOrdersMin });
  if (rules.noneOverdue && account.hasOverdue) reasons.push({ code: "something_overdue" });
  return [...reasons, ...creditReasons(terms, subtotal, account, rules.creditLimitNeeded)];
}

/** The currency that the amounts of rules are in, where they are about one. */
function soleCurrency({ currencies }: TermsRules): string | null {
  const [currency = null, another] = currencies ?? [];
  return another === undefined ? currency : null;
}

/** An amount of the rules as people write it, where it is known of what currency it is. */
function ruleAmount(minor: bigint, currency: string | null): string {
  return currency === null ? `${minor} of the smallest unit` : formatMoney(money(minor, currency), "en-US");
}

/** The rules of an option that are asked, or (with the currency of an order) were passed, for the record of why it was offered. */
export function rulesText(rules: TermsRules, orderCurrency: string | null = null): string {
  const currency = orderCurrency ?? soleCurrency(rules);
  const texts = [
    rules.minMinor === null ? null : `from ${ruleAmount(rules.minMinor, currency)}`,
    rules.maxMinor === null ? null : `up to ${ruleAmount(rules.maxMinor, currency)}`,
    rules.currencies === null ? null : `in ${rules.currencies.join(", ")}`,
    rules.approvedOnly ? "approved account" : null,
    rules.paidOrdersMin > 0 ? `${rules.paidOrdersMin} paid orders` : null,
    rules.noneOverdue ? "nothing overdue" : null,
    rules.creditLimitNeeded ? "within the credit limit" : null,
  ].filter((text) => text !== null);
  return texts.length === 0 ? "Offered to everyone." : `Rule: ${texts.join("; ")}.`;
}

function offeredOf(option: TermsOption, currency: string): OfferedTerms {
  return {
    id: option.id,
    terms: option.terms,
    name: modelOf(option.terms).name,
    source: option.isDefault ? "default" : "rule",
    reason: option.isDefault ? "The shop's default." : rulesText(option.rules, currency),
  };
}

function grantedTo(account: AccountStanding, subtotal: OfferedPrice): [OfferedTerms[], WithheldTerms[]] {
  if (account.granted === null) return [[], []];
  const { terms, reason } = account.granted;
  const { name } = modelOf(terms);
  const reasons = creditReasons(terms, subtotal, account, false);
  return reasons.length === 0
    ? [[{ id: ACCOUNT_TERMS, terms, name, source: "override", reason }], []]
    : [[], [{ id: ACCOUNT_TERMS, name, reasons }]];
}

const FALLBACK: OfferedTerms = {
  id: "standard",
  terms: STANDARD_TERMS,
  name: modelOf(STANDARD_TERMS).name,
  source: "default",
  reason: "No other terms are set.",
};

/**
 * Decides which terms an order of this amount may be placed on, and says of the others why not. What staff granted to the
 * account comes first, then the shop's default, then the rest as the shop lists them. The amount is before tax and any fee of the terms.
 */
export function offerTerms(
  options: readonly TermsOption[],
  subtotal: OfferedPrice,
  account: AccountStanding,
): TermsOffer {
  const [granted, refused] = grantedTo(account, subtotal);
  const judged = options.map((option) => ({ option, reasons: reasonsAgainst(option, subtotal, account) }));
  const open = judged.filter(({ reasons }) => reasons.length === 0).map(({ option }) => option);
  const named = (option: TermsOption) => offeredOf(option, subtotal.currency);
  const preset = [...granted, ...open.filter((option) => option.isDefault).map(named)];
  const others = open.filter((option) => !option.isDefault).map(named);
  // Nobody gets terms that they did not choose, but for those that were set to hold.
  const [first, ...rest] = preset;
  const offered: TermsOffer["offered"] =
    first === undefined ? [FALLBACK, ...others] : [first, ...rest, ...others];
  const withheld = judged
    .filter(({ reasons }) => reasons.length > 0)
    .map(({ option, reasons }) => ({ id: option.id, name: modelOf(option.terms).name, reasons }));
  return { offered, withheld: [...refused, ...withheld] };
}

/** Rules that let everybody have it. */
export const NO_RULES: TermsRules = {
  minMinor: null,
  maxMinor: null,
  currencies: null,
  approvedOnly: false,
  paidOrdersMin: 0,
  noneOverdue: false,
  creditLimitNeeded: false,
};
