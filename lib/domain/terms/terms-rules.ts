import { isCurrencyCode } from "../money/currency";
import type { TermsRules } from "./offer-terms";
import { amountAt, fieldsOf, wholeAt } from "./read-fields";

/** Rules as they were stored; null for anything else. */
export function readTermsRules(value: unknown): TermsRules | null {
  const fields = fieldsOf(value);
  if (fields === null) return null;
  const paidOrdersMin = wholeAt(fields, "paidOrdersMin", 0, 1_000);
  if (paidOrdersMin === null) return null;
  const { currencies } = fields;
  const codes = Array.isArray(currencies)
    ? currencies.filter((code): code is string => typeof code === "string" && isCurrencyCode(code))
    : null;
  return {
    minMinor: amountAt(fields, "minMinor"),
    maxMinor: amountAt(fields, "maxMinor"),
    currencies: codes,
    approvedOnly: fields["approvedOnly"] === true,
    paidOrdersMin,
    noneOverdue: fields["noneOverdue"] === true,
    creditLimitNeeded: fields["creditLimitNeeded"] === true,
  };
}

/** Rules as JSON holds them: amounts as digits. */
export function rulesJson(rules: TermsRules): string {
  return JSON.stringify(rules, (_, value: unknown) => (typeof value === "bigint" ? String(value) : value));
}
