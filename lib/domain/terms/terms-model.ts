import type { Money } from "../money/money";
import type { PaymentPurpose } from "../payments/payment";
import type { DueRule } from "./due-rule";

/** One part of what is owed, before it has a place in the schedule. */
export interface DraftPart {
  readonly amount: Money;
  readonly purpose: Extract<PaymentPurpose, "full" | "deposit" | "balance" | "installment">;
  readonly due: DueRule;
}

/** What some terms come to: everything that orders, pages and collection ever ask of them. */
export interface TermsModel {
  /** What they are called, for customer and staff: "Net 30". */
  readonly name: string;
  /** What is charged for them on top of the order; zero where nothing is. */
  readonly feeOf: (subtotal: Money) => Money;
  /** The parts that a total is owed in. They sum to it; none of them is empty unless the total is. */
  readonly partsOf: (total: Money) => readonly DraftPart[];
  /** When a course of the order opens: once it is agreed and payable, with the first payment after that, or with the last. */
  readonly release: "agreement" | "first_payment" | "full_payment";
  /** Whether the customer owes a part of it after they have got what they ordered: then it counts against their credit limit. */
  readonly isCredit: boolean;
  /** What the customer is told about how to pay, where it is not by card. */
  readonly instructions: string | null;
}

/** A setting of some terms, as the settings page asks for it. The name is where it stands in the terms, such as balance.days. */
export interface TermsField {
  readonly name: string;
  readonly label: string;
  /** percent: in the form 30 or 12.5; kept in basis points. amount: in the form 120.00; kept in the smallest unit. */
  readonly kind: "whole" | "percent" | "amount" | "day" | "text" | "choice";
  readonly hint?: string;
  readonly initial: string;
  readonly choices?: readonly { readonly value: string; readonly label: string }[];
}
