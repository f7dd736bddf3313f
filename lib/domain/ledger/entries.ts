import { isZero, negate, type Money, subtract, sum, zero } from "../money/money";
import { type LedgerAccountCode, receivableOf, taxPayableTo } from "./chart-of-accounts";
import { journalEntry, type JournalEntryDraft, type PostingDraft } from "./journal-entry";

/** What the recipes share: whose order, when it happened. */
export interface Occasion {
  readonly orderId: string | null;
  readonly paymentId: string | null;
  readonly occurredAt: Date;
}

export function debit(account: LedgerAccountCode, amount: Money): PostingDraft {
  return { account, amount };
}

export function credit(account: LedgerAccountCode, amount: Money): PostingDraft {
  return { account, amount: negate(amount) };
}

const moved = (postings: readonly PostingDraft[]) => postings.filter(({ amount }) => !isZero(amount));

/** What of an amount is a tax authority's. */
export interface TaxPart {
  readonly jurisdiction: string;
  readonly amount: Money;
}

const taxOf = (taxes: readonly TaxPart[], amount: Money): Money =>
  sum(
    taxes.map((tax) => tax.amount),
    amount.currency,
  );

/**
 * The customer owes what the invoice claims. The tax in it is the authorities'. Nothing of the rest is earned yet, but for the
 * unbilled part, which was earned before its invoice.
 */
export function invoiceIssued(
  event: Occasion & {
    invoiceId: string;
    invoiceNumber: string;
    customerId: string;
    amount: Money;
    unbilled?: Money;
    taxes?: readonly TaxPart[];
  },
): JournalEntryDraft {
  const { unbilled = zero(event.amount.currency), taxes = [] } = event;
  const own = subtract(event.amount, taxOf(taxes, event.amount));
  return journalEntry({
    kind: "invoice_issued",
    sourceKind: "invoice",
    sourceId: event.invoiceId,
    description: `Invoice ${event.invoiceNumber} issued`,
    orderId: event.orderId,
    paymentId: null,
    reversalOf: null,
    occurredAt: event.occurredAt,
    postings: moved([
      debit(receivableOf(event.customerId), event.amount),
      credit("unbilled_revenue", unbilled),
      credit("deferred_revenue", subtract(own, unbilled)),
      ...taxes.map((tax) => credit(taxPayableTo(tax.jurisdiction), tax.amount)),
    ]),
  });
}

/**
 * An invoice claims no more what another schedule claims from now on: its credit note takes that off the receivable, and back to
 * where the invoice had it from. The unbilled part is what is earned already and will be claimed by a later invoice.
 */
export function invoiceReplaced(
  event: Occasion & {
    creditNoteId: string;
    creditNoteNumber: string;
    customerId: string;
    amount: Money;
    unbilled: Money;
    taxes?: readonly TaxPart[];
  },
): JournalEntryDraft {
  const { taxes = [] } = event;
  const own = subtract(event.amount, taxOf(taxes, event.amount));
  return journalEntry({
    kind: "invoice_replaced",
    sourceKind: "credit_note",
    sourceId: event.creditNoteId,
    description: `Credit note ${event.creditNoteNumber} issued for other terms`,
    orderId: event.orderId,
    paymentId: null,
    reversalOf: null,
    occurredAt: event.occurredAt,
    postings: moved([
      debit("deferred_revenue", subtract(own, event.unbilled)),
      debit("unbilled_revenue", event.unbilled),
      ...taxes.map((tax) => debit(taxPayableTo(tax.jurisdiction), tax.amount)),
      credit(receivableOf(event.customerId), event.amount),
    ]),
  });
}

/**
 * The customer owes less by a credit note, and so does the seller to the tax authorities. What was earned and what is still to be
 * earned stay as they are: the reduction stands apart from revenue, so that it does not depend on what was delivered before it.
 */
export function creditNoteIssued(
  event: Occasion & {
    creditNoteId: string;
    creditNoteNumber: string;
    customerId: string;
    amount: Money;
    taxes?: readonly TaxPart[];
  },
): JournalEntryDraft {
  const { amount, taxes = [] } = event;
  return journalEntry({
    kind: "credit_note_issued",
    sourceKind: "credit_note",
    sourceId: event.creditNoteId,
    description: `Credit note ${event.creditNoteNumber} issued`,
    orderId: event.orderId,
    paymentId: null,
    reversalOf: null,
    occurredAt: event.occurredAt,
    postings: moved([
      debit("refunds", subtract(amount, taxOf(taxes, amount))),
      ...taxes.map((tax) => debit(taxPayableTo(tax.jurisdiction), tax.amount)),
      credit(receivableOf(event.customerId), amount),
    ]),
  });
}

interface Earned {
  readonly amount: Money;
  /** The part of it that no invoice claims yet. */
  readonly unbilled?: Money;
}

function earnedPostings({ amount, unbilled = zero(amount.currency) }: Earned): PostingDraft[] {
  return moved([
    debit("deferred_revenue", subtract(amount, unbilled)),
    debit("unbilled_revenue", unbilled),
    credit("revenue", amount),
  ]);
}

/** A line was delivered (a site approved, a course opened): its price is earned. */
export function revenueRecognized(
  event: Occasion & Earned & { orderLineId: string; lineDescription: string },
): JournalEntryDraft {
  return journalEntry({
    kind: "revenue_recognized",
    sourceKind: "order_line",
    sourceId: event.orderLineId,
    description: `${event.lineDescription} delivered`,
    orderId: event.orderId,
    paymentId: event.paymentId,
    reversalOf: null,
    occurredAt: event.occurredAt,
    postings: earnedPostings(event),
  });
}

/** What the terms of an order cost is earned once the order is released. */
export function feeEarned(event: Occasion & Earned & { orderId: string }): JournalEntryDraft {
  return journalEntry({
    kind: "revenue_recognized",
    sourceKind: "order",
    sourceId: event.orderId,
    description: "Fee of the payment terms earned",
    orderId: event.orderId,
    paymentId: event.paymentId,
    reversalOf: null,
    occurredAt: event.occurredAt,
    postings: earnedPostings(event),
  });
}

/** The fee of other terms is not what was earned with the old ones: the difference is earned, or was not earned after all. */
export function feeChanged(
  event: Occasion & { orderId: string; changeId: string; difference: Money; unbilled: Money },
): JournalEntryDraft {
  return journalEntry({
    kind: "revenue_recognized",
    sourceKind: "terms_change",
    sourceId: event.changeId,
    description: "Fee of the payment terms changed",
    orderId: event.orderId,
    paymentId: null,
    reversalOf: null,
    occurredAt: event.occurredAt,
    postings: earnedPostings({ amount: event.difference, unbilled: event.unbilled }),
  });
}

/** The gateway holds the money, and the customer owes that much less. */
export function paymentCaptured(
  event: Occasion & { paymentId: string; customerId: string; amount: Money; method: string },
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
    postings: [
      debit("gateway_clearing:stripe", event.amount),
      credit(receivableOf(event.customerId), event.amount),
    ],
  });
}

/** Money came for an order that no longer claims it. It is kept visible as unapplied until somebody decides. */
export function overpaymentReceived(
  event: Occasion & { paymentId: string; amount: Money; method: string },
): JournalEntryDraft {
  return journalEntry({
    kind: "overpayment_received",
    sourceKind: "payment",
    sourceId: event.paymentId,
    description: `Payment by ${event.method} for an order that was no longer due`,
    orderId: event.orderId,
    paymentId: event.paymentId,
    reversalOf: null,
    occurredAt: event.occurredAt,
    postings: [debit("gateway_clearing:stripe", event.amount), credit("unapplied_cash", event.amount)],
  });
}

/** What the gateway kept of a charge. */
export function gatewayFee(
  event: Occasion & { balanceTransactionId: string; fee: Money },
): JournalEntryDraft {
  return journalEntry({
    kind: "gateway_fee",
    sourceKind: "balance_transaction",
    sourceId: event.balanceTransactionId,
    description: `Stripe's fee ${event.balanceTransactionId}`,
    orderId: event.orderId,
    paymentId: event.paymentId,
    reversalOf: null,
    occurredAt: event.occurredAt,
    postings: [debit("processing_fees", event.fee), credit("gateway_clearing:stripe", event.fee)],
  });
}

/** An entry as it stands in the journal. */
export type PostedDraft = Pick<JournalEntryDraft, "description" | "orderId" | "paymentId" | "postings"> & {
  readonly id: string;
};

/** The mirror of an entry: the same accounts, the other sides. Nothing is ever edited; this is how it is undone. */
export function reversalOf(original: PostedDraft, occurredAt: Date): JournalEntryDraft {
  return journalEntry({
    kind: "reversal",
    sourceKind: "journal_entry",
    sourceId: original.id,
    description: `Reversal of: ${original.description}`,
    orderId: original.orderId,
    paymentId: original.paymentId,
    reversalOf: original.id,
    occurredAt,
    postings: original.postings.map(({ account, amount }) => ({ account, amount: negate(amount) })),
  });
}
