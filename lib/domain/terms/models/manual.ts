import { zero } from "../../money/money";
import { ON_APPROVAL } from "../due-rule";
import { type Fields, textAt, wholeAt } from "../read-fields";
import type { TermsField, TermsModel } from "../terms-model";

/** All of it, paid past the card: by transfer, check or cash, as the merchant instructs. */
export interface ManualTerms {
  readonly kind: "manual";
  readonly days: number;
  readonly instructions: string;
}

export function readManual(fields: Fields): ManualTerms | null {
  const days = wholeAt(fields, "days", 0, 365);
  const instructions = textAt(fields, "instructions", 2_000);
  return days === null || instructions === null ? null : { kind: "manual", days, instructions };
}

export const MANUAL_FIELDS: readonly TermsField[] = [
  { name: "days", label: "Days to pay", kind: "whole", initial: "14" },
  {
    name: "instructions",
    label: "How to pay",
    kind: "text",
    initial: "",
    hint: "The customer reads it with the order's reference: bank, account number, to whom a check is written.",
  },
];

export const manualModel = ({ days, instructions }: ManualTerms): TermsModel => ({
  name: days === 0 ? "Bank transfer or check" : `Bank transfer or check within ${days} days`,
  feeOf: (subtotal) => zero(subtotal.currency),
  partsOf: (total) => [
    { amount: total, purpose: "full", due: { ...ON_APPROVAL, days, invoiced: "at_once" } },
  ],
  release: "full_payment",
  isCredit: false,
  instructions,
});
