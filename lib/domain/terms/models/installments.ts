import { add, compare, isPositive, money, type Money, subtract } from "../../money/money";
import { portion } from "../../money/portion";
import { type DueRule, ON_APPROVAL } from "../due-rule";
import { splitEvenly, toStep } from "../split-evenly";
import { amountAt, choiceAt, type Fields, wholeAt } from "../read-fields";
import type { DraftPart, TermsField, TermsModel } from "../terms-model";

const UNITS = ["day", "week", "month"] as const;

/** Several parts, one interval apart. */
export interface InstallmentsTerms {
  readonly kind: "installments";
  readonly count: number;
  readonly unit: (typeof UNITS)[number];
  readonly every: number;
  readonly starts: "at_once" | "after_one_interval";
  /** The first part's share, in basis points; zero where all parts are alike. */
  readonly firstShareBasisPoints: number;
  /** What the plan costs on top: a share of the order and a fixed amount, together. */
  readonly feeBasisPoints: number;
  readonly feeMinor: bigint;
}

const COUNT_MAX = 60;

export function readInstallments(fields: Fields): InstallmentsTerms | null {
  const count = wholeAt(fields, "count", 2, COUNT_MAX);
  const unit = choiceAt(fields, "unit", UNITS);
  const every = wholeAt(fields, "every", 1, 365);
  const starts = choiceAt(fields, "starts", ["at_once", "after_one_interval"]);
  const firstShareBasisPoints = wholeAt(fields, "firstShareBasisPoints", 0, 9_999);
  const feeBasisPoints = wholeAt(fields, "feeBasisPoints", 0, 10_000);
  const feeMinor = amountAt(fields, "feeMinor");
  if (count === null || unit === null || every === null || starts === null) return null;
  if (firstShareBasisPoints === null || feeBasisPoints === null || feeMinor === null) return null;
  return {
    kind: "installments",
    count,
    unit,
    every,
    starts,
    firstShareBasisPoints,
    feeBasisPoints,
    feeMinor,
  };
}

export const INSTALLMENTS_FIELDS: readonly TermsField[] = [
  { name: "count", label: "Installments", kind: "whole", initial: "3" },
  { name: "every", label: "Every", kind: "whole", initial: "1" },
  {
    name: "unit",
    label: "Interval",
    kind: "choice",
    initial: "month",
    choices: [
      { value: "month", label: "months" },
      { value: "week", label: "weeks" },
      { value: "day", label: "days" },
    ],
  },
  {
    name: "starts",
    label: "The first is due",
    kind: "choice",
    initial: "at_once",
    choices: [
      { value: "at_once", label: "when the order becomes payable" },
      { value: "after_one_interval", label: "one interval later" },
    ],
  },
  {
    name: "firstShareBasisPoints",
    label: "First share, percent",
    kind: "percent",
    initial: "0",
    hint: "0: all alike.",
  },
  { name: "feeBasisPoints", label: "Fee, percent", kind: "percent", initial: "0" },
  { name: "feeMinor", label: "Fee, fixed", kind: "amount", initial: "0" },
];

/** Counted from the first day each, so that the 31st comes back after a short month. */
function dueOf(terms: InstallmentsTerms, index: number): DueRule {
  const steps = (terms.starts === "at_once" ? index : index + 1) * terms.every;
  const charged = { ...ON_APPROVAL, charge: "automatic" } as const;
  if (terms.unit === "month") return { ...charged, months: steps };
  return { ...charged, days: terms.unit === "week" ? steps * 7 : steps };
}

/** The first share rounded half up, and the rest in equal parts, where what does not divide goes to the earlier ones. */
function amountsOf(terms: InstallmentsTerms, total: Money): Money[] {
  if (terms.firstShareBasisPoints === 0) return splitEvenly(total, terms.count);
  const first = toStep(portion(total, { basisPoints: terms.firstShareBasisPoints, rounding: "half_up" }));
  const capped = compare(first, total) > 0 ? total : first;
  return [capped, ...splitEvenly(subtract(total, capped), terms.count - 1)];
}

function partsOf(terms: InstallmentsTerms, total: Money): readonly DraftPart[] {
  const amounts = amountsOf(terms, total);
  const parts = amounts.map((amount, index): DraftPart => ({
    amount,
    purpose: "installment",
    due: dueOf(terms, index),
  }));
  // Three yen in five parts are three parts.
  return parts.filter((part, index) => isPositive(part.amount) || (index === 0 && !isPositive(total)));
}

export const installmentsModel = (terms: InstallmentsTerms): TermsModel => ({
  name: `${terms.count} installments, every ${terms.every === 1 ? terms.unit : `${terms.every} ${terms.unit}s`}`,
  feeOf: (subtotal) =>
    add(
      portion(subtotal, { basisPoints: terms.feeBasisPoints, rounding: "half_up" }),
      money(terms.feeMinor, subtotal.currency),
    ),
  partsOf: (total) => partsOf(terms, total),
  release: "first_payment",
  isCredit: true,
  instructions: null,
});
