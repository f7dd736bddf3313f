import type { Money } from "../money/money";
import type { PaymentTerms } from "./payment-terms";

export interface ScheduledInstallment {
  readonly position: number;
  readonly amount: Money;
  readonly purpose: "full";
}

/** The dated amounts that the terms make of a total; they sum to it exactly. Standard terms make one. */
export function buildSchedule(terms: PaymentTerms, total: Money): ScheduledInstallment[] {
  switch (terms.kind) {
    case "standard":
      return [{ position: 1, amount: total, purpose: "full" }];
  }
}
