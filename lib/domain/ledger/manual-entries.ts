import type { Money } from "../money/money";
import { receivableOf, walletOf } from "./chart-of-accounts";
import { credit, debit } from "./entries";
import { journalEntry, type JournalEntryDraft } from "./journal-entry";

interface Received {
  readonly customerId: string;
  readonly amount: Money;
  /** As people say it: bank transfer, check, cash. */
  readonly method: string;
  readonly occurredAt: Date;
}

/** Money that came by hand is at the bank, and the customer owes that much less. */
export function manualPaymentReceived(
  event: Received & { readonly orderId: string; readonly paymentId: string },
): JournalEntryDraft {
  return journalEntry({
    kind: "payment_captured",
    sourceKind: "payment",
    sourceId: event.paymentId,
    description: `Payment by ${event.method}`,
    orderId: event.orderId,
    paymentId: event.paymentId,
    reversalOf: null,
    occurredAt: event.occurredAt,
    postings: [debit("bank", event.amount), credit(receivableOf(event.customerId), event.amount)],
  });
}

/** What came beyond what was owed is at the bank, and in the customer's wallet. */
export function excessCredited(event: Received & { readonly manualPaymentId: string }): JournalEntryDraft {
  return journalEntry({
    kind: "excess_credited",
    sourceKind: "manual_payment",
    sourceId: event.manualPaymentId,
    description: `Paid in excess by ${event.method}`,
    orderId: null,
    paymentId: null,
    reversalOf: null,
    occurredAt: event.occurredAt,
    postings: [debit("bank", event.amount), credit(walletOf(event.customerId), event.amount)],
  });
}
