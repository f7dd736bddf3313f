import { zero } from "../../money/money";
import { type DueRule, ON_APPROVAL } from "../due-rule";
import { choiceAt, type Fields, wholeAt } from "../read-fields";
import type { TermsField, TermsModel } from "../terms-model";

/** All of it so many days after the invoice, which is issued when the order becomes payable. */
export interface NetTerms {
  readonly kind: "net";
  readonly days: number;
  readonly end: DueRule["end"];
}

const ENDS = ["none", "end_then_days", "days_then_end"] as const;
const DAYS_MAX = 365;

export function readNet(fields: Fields): NetTerms | null {
  const days = wholeAt(fields, "days", 1, DAYS_MAX);
  const end = choiceAt(fields, "end", ENDS);
  return days === null || end === null ? null : { kind: "net", days, end };
}

export const NET_FIELDS: readonly TermsField[] = [
  { name: "days", label: "Days", kind: "whole", initial: "30", hint: "15, 30, 60, or any other number." },
  {
    name: "end",
    label: "Counted",
    kind: "choice",
    initial: "none",
    choices: [
      { value: "none", label: "from the invoice" },
      { value: "end_then_days", label: "from the end of the invoice's month" },
      { value: "days_then_end", label: "from the invoice, then to the end of that month" },
    ],
  },
];

const NAMES = {
  none: (days: number) => `Net ${days}`,
  end_then_days: (days: number) => `Net ${days} from the end of the month`,
  days_then_end: (days: number) => `Net ${days}, to the end of the month`,
} as const satisfies Record<NetTerms["end"], (days: number) => string>;

export const netModel = ({ days, end }: NetTerms): TermsModel => ({
  name: NAMES[end](days),
  feeOf: (subtotal) => zero(subtotal.currency),
  partsOf: (total) => [
    { amount: total, purpose: "full", due: { ...ON_APPROVAL, days, end, invoiced: "at_once" } },
  ],
  release: "agreement",
  isCredit: true,
  instructions: null,
});
