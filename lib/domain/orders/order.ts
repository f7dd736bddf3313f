import type { CurrencyCode } from "../money/currency";
import type { PaymentPurpose } from "../payments/payment";
import type { DueRule } from "../terms/due-rule";
import type { PaymentTerms } from "../terms/payment-terms";
import type { CalendarDate } from "../time/calendar-date";
import type { LineKind, OrderState, OrderWorkflow, SiteState } from "./order-state";

/** An order as its services see it, under lock. Amounts in minor units of its currency. */
export interface Order {
  readonly merchantId: string;
  readonly id: string;
  readonly number: bigint;
  readonly customerId: string;
  readonly state: OrderState;
  readonly currency: CurrencyCode;
  /** What the terms cost on top of the lines; part of the total. */
  readonly feeMinor: bigint;
  /** What is added to the lines' prices; part of the total. */
  readonly taxMinor: bigint;
  /** What the lines' prices include. */
  readonly taxIncludedMinor: bigint;
  /** Whether a tax speaks of it, be it with nothing to pay. */
  readonly isTaxed: boolean;
  readonly totalMinor: bigint;
  readonly creditedMinor: bigint;
  readonly paidMinor: bigint;
  readonly refundedMinor: bigint;
  readonly workflow: OrderWorkflow;
  readonly terms: PaymentTerms;
  /** Whether its courses are open already. */
  readonly isReleased: boolean;
  readonly version: number;
}

/** Of one product in one order. */
export const LINE_QUANTITY_MAX = 99;

export interface OrderLine {
  readonly id: string;
  readonly orderId: string;
  /** Null for a top-up, which is no product. */
  readonly productId: string | null;
  readonly kind: LineKind;
  readonly description: string;
  readonly amountMinor: bigint;
  /** What is added to its amount. */
  readonly taxAddedMinor: bigint;
  /** What its amount includes. */
  readonly taxIncludedMinor: bigint;
}

export interface Site {
  readonly merchantId: string;
  readonly id: string;
  readonly orderId: string;
  readonly orderLineId: string;
  readonly position: number;
  readonly state: SiteState;
  /** When what stands there now was attached; null while nothing was. */
  readonly attachedAt: Date | null;
}

/**
 * scheduled: not claimed yet. due: claimed by an invoice, payable until its day. overdue: its day is past. replaced: another
 * schedule took its place.
 */
export type InstallmentState = "scheduled" | "due" | "overdue" | "paid" | "canceled" | "replaced";

/** How the collecting of an installment stands, where it did not just work. */
export type CollectionState =
  "none" | "charging" | "retrying" | "action_required" | "customer_needed" | "given_up";

export interface Installment {
  readonly merchantId: string;
  readonly id: string;
  readonly orderId: string;
  readonly position: number;
  readonly state: InstallmentState;
  readonly currency: CurrencyCode;
  readonly amountMinor: bigint;
  readonly paidMinor: bigint;
  /** What credit notes took off it. */
  readonly creditedMinor: bigint;
  /** What another schedule took over from it, or what of a fee was waived. */
  readonly withdrawnMinor: bigint;
  /** The tax in its amount, added or included. */
  readonly taxMinor: bigint;
  readonly purpose: PaymentPurpose;
  readonly due: DueRule;
  /** Null until the day that it is counted from has come. */
  readonly dueOn: CalendarDate | null;
  readonly collection: CollectionState;
  readonly chargeCount: number;
  readonly agendaStep: number;
  /** When the kept card is charged next, or somebody looks what became of a charge. */
  readonly retryAt: Date | null;
  /** Until when the customer may answer their bank. */
  readonly answerBy: Date | null;
}

/** Whether something may still be paid on it. */
export function isOpen(installment: Pick<Installment, "state">): boolean {
  return installment.state === "scheduled" || installment.state === "due" || installment.state === "overdue";
}

/** What an installment still claims, in minor units. */
export function leftMinor(
  installment: Pick<Installment, "amountMinor" | "paidMinor" | "creditedMinor" | "withdrawnMinor">,
): bigint {
  const { amountMinor, paidMinor, creditedMinor, withdrawnMinor } = installment;
  return amountMinor - paidMinor - creditedMinor - withdrawnMinor;
}

export type OrderEventKind =
  | "order_placed"
  | "site_attached"
  | "sites_ready"
  | "site_approved"
  | "site_sent_back"
  | "order_approved"
  | "order_payable"
  | "deposit_paid"
  | "terms_changed"
  | "due_date_extended"
  | "installment_due"
  | "installment_overdue"
  | "installment_reminded"
  | "charge_consent_given"
  | "charge_consent_withdrawn"
  | "charge_started"
  | "charge_failed"
  | "authentication_requested"
  | "invoice_issued"
  | "credit_note_issued"
  | "payment_started"
  | "payment_requires_action"
  | "payment_processing"
  | "payment_declined"
  | "payment_unknown"
  | "payment_completed"
  | "payment_canceled"
  | "payment_not_due"
  | "late_payment_credited"
  | "credit_held"
  | "credit_spent"
  | "credit_released"
  | "dispute_opened"
  | "dispute_answered"
  | "dispute_won"
  | "dispute_lost"
  | "dispute_closed"
  | "order_paid"
  | "access_granted"
  | "order_canceled"
  | "pay_link_created"
  | "pay_link_revoked"
  | "manual_payment_recorded"
  | "manual_payment_rejected"
  | "manual_payment_bounced";

/** What made an event happen: somebody's command, or news from the gateway. */
export type EventCause =
  | { readonly kind: "command"; readonly command: string }
  | {
      readonly kind: "webhook";
      readonly webhookEventId: string;
      readonly externalId: string;
      readonly type: string;
    }
  | { readonly kind: "gateway_read"; readonly by: "return_page" | "staff" | "janitor" | "start_payment" };

/** A line of the timeline before it has an id, an actor and a trace. */
export interface OrderEventDraft {
  readonly orderId: string;
  readonly kind: OrderEventKind;
  readonly fromState: OrderState | null;
  readonly toState: OrderState | null;
  readonly details: Readonly<Record<string, string | number | boolean | null>>;
  readonly paymentId: string | null;
  readonly occurredAt: Date;
}
