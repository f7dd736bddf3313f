import { zero } from "../../money/money";
import { ON_APPROVAL } from "../due-rule";
import type { TermsField, TermsModel } from "../terms-model";

/** All of it, when the order becomes payable. */
export interface StandardTerms {
  readonly kind: "standard";
}

export const readStandard = (): StandardTerms => ({ kind: "standard" });

export const STANDARD_FIELDS: readonly TermsField[] = [];

export const standardModel = (): TermsModel => ({
  name: "Pay when it is done",
  feeOf: (subtotal) => zero(subtotal.currency),
  partsOf: (total) => [{ amount: total, purpose: "full", due: ON_APPROVAL }],
  release: "full_payment",
  isCredit: false,
  instructions: null,
});
