import type { InvoiceStanding } from "@/lib/domain/invoices/invoice-state";
import type { OrderState, SiteState } from "@/lib/domain/orders/order-state";
import type { PaymentState } from "@/lib/domain/payments/payment-state";
import type { BadgeTone } from "../ui/badge";

export type Audience = "customer" | "staff";

interface StatusWord {
  readonly tone: BadgeTone;
  /** What a customer reads. */
  readonly customer: string;
  /** The exact term, for staff. */
  readonly staff: string;
}

export const ORDER_WORDS = {
  deposit_pending: { tone: "attention", customer: "Waiting for the deposit", staff: "Deposit pending" },
  confirmed: { tone: "waiting", customer: "In preparation", staff: "Confirmed" },
  sites_ready: { tone: "attention", customer: "Ready for you to look at", staff: "Sites ready" },
  payment_pending: { tone: "attention", customer: "To be paid", staff: "Payment pending" },
  paid: { tone: "done", customer: "Paid", staff: "Paid" },
  canceled: { tone: "ended", customer: "Canceled", staff: "Canceled" },
} as const satisfies Record<OrderState, StatusWord>;

/** Staff read one of the five statuses, with what it exactly is where that differs. */
export const PAYMENT_WORDS = {
  pending: { tone: "quiet", customer: "Not paid yet", staff: "Pending" },
  requires_action: {
    tone: "attention",
    customer: "Your bank asks you to confirm",
    staff: "Pending: action required",
  },
  processing: { tone: "waiting", customer: "Being confirmed", staff: "Processing" },
  outcome_unknown: { tone: "attention", customer: "Being confirmed", staff: "Processing: outcome unknown" },
  completed: { tone: "done", customer: "Paid", staff: "Completed" },
  failed: { tone: "ended", customer: "Did not go through", staff: "Failed" },
  canceled: { tone: "ended", customer: "Canceled", staff: "Failed: canceled" },
  refunded: { tone: "quiet", customer: "Refunded", staff: "Refunded" },
  bounced: { tone: "ended", customer: "Went back to your bank", staff: "Failed: bounced" },
} as const satisfies Record<PaymentState, StatusWord>;

export const INVOICE_WORDS = {
  open: { tone: "attention", customer: "To be paid", staff: "Open" },
  overdue: { tone: "ended", customer: "Overdue", staff: "Overdue" },
  paid: { tone: "done", customer: "Paid", staff: "Paid" },
  void: { tone: "quiet", customer: "Canceled", staff: "Void" },
} as const satisfies Record<InvoiceStanding, StatusWord>;

export const SITE_WORDS = {
  in_preparation: { tone: "waiting", customer: "In preparation", staff: "In preparation" },
  ready: { tone: "attention", customer: "Ready for you to look at", staff: "Ready" },
  changes_requested: { tone: "waiting", customer: "Sent back for changes", staff: "Changes requested" },
  approved: { tone: "done", customer: "Approved by you", staff: "Approved" },
} as const satisfies Record<SiteState, StatusWord>;
