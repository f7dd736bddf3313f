import { zero } from "../../money/money";
import type { CalendarDate } from "../../time/calendar-date";
import { ON_APPROVAL } from "../due-rule";
import { dayAt, type Fields } from "../read-fields";
import type { TermsField, TermsModel } from "../terms-model";

/** All of it on a fixed day, and never before the order is payable. */
export interface OnDateTerms {
  readonly kind: "on_date";
  readonly on: CalendarDate;
}

export function readOnDate(fields: Fields): OnDateTerms | null {
  const on = dayAt(fields, "on");
  return on === null ? null : { kind: "on_date", on };
}

export const ON_DATE_FIELDS: readonly TermsField[] = [
  { name: "on", label: "Due on", kind: "day", initial: "", hint: "Never before the order is approved." },
];

export const onDateModel = (terms: OnDateTerms): TermsModel => ({
  name: `Due on ${terms.on}`,
  feeOf: (subtotal) => zero(subtotal.currency),
  partsOf: (total) => [
    { amount: total, purpose: "full", due: { ...ON_APPROVAL, on: terms.on, charge: "automatic" } },
  ],
  release: "agreement",
  isCredit: true,
  instructions: null,
});
