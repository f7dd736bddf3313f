import { invariant } from "../invariant";
import { gatewayFee } from "../ledger/entries";
import type { JournalEntryDraft } from "../ledger/journal-entry";
import type { EventCause, OrderEventDraft, OrderEventKind } from "../orders/order";
import type { CardFacts, DeclineFacts, GatewayCharge, GatewayPayment } from "./gateway-outcome";
import { type Capture, decideCapture, decideNoCapture } from "./decide-capture";
import { mayBecome, type PaymentState } from "./payment-state";
import type { PaymentSituation } from "./payment-situation";
import { requireOurs } from "./require-ours";
import { settlementEvents } from "./settle-installment";

export interface PaymentChange {
  readonly state: PaymentState;
  readonly gatewayPaymentId: string;
  readonly gatewayChargeId: string | null;
  readonly card: CardFacts | null;
  readonly decline: DeclineFacts | null;
  readonly capturedAt: Date | null;
}

export interface AttemptDraft {
  readonly externalId: string;
  readonly outcome: "succeeded" | "pending" | "declined";
  readonly card: CardFacts | null;
  readonly decline: DeclineFacts | null;
  readonly occurredAt: Date;
}

/** What follows from the news. Nothing in it has happened yet; all of it is written in one transaction. */
export interface PaymentDecision extends Capture {
  readonly change: PaymentChange;
  readonly isStateNew: boolean;
  readonly attempt: AttemptDraft | null;
  readonly events: readonly OrderEventDraft[];
  readonly isReceiptDue: boolean;
  /** The first news of this decline: each attempt of the buyer is told about once. */
  readonly isDeclineNew: boolean;
  /** The first news that the bank wants to hear from its customer before it lets anybody charge: no decline. */
  readonly isAuthenticationNew: boolean;
  /**
   * Declined while credit is reserved beside it: it is given up, so that the credit can be given back. The next try is a payment
   * of its own.
   */
  readonly isVoidDue: boolean;
}

/** A decision with what it was made about and what brought the news, on its way to be written. */
export interface DecidedNews {
  readonly situation: PaymentSituation;
  readonly decision: PaymentDecision;
  readonly cause: EventCause;
  /** The trace of the news itself, where one batch brings news of many. */
  readonly traceId?: string;
}

/** Whether a charge without its customer was refused only because the bank wants to hear from them. */
function asksForCustomer({ lastDecline }: GatewayPayment): boolean {
  return lastDecline !== null && lastDecline.failureCode === "authentication_required";
}

/** Our state for the gateway's status. A payment waiting for a card was declined, waits for its customer, or has not been tried. */
function stateSeen(seen: GatewayPayment): PaymentState {
  switch (seen.status) {
    case "requires_payment_method":
      if (seen.lastDecline === null) return "pending";
      return asksForCustomer(seen) ? "requires_action" : "failed";
    case "requires_action":
      return "requires_action";
    case "processing":
    case "authorized":
      return "processing";
    case "captured":
      return "completed";
    case "canceled":
      return "canceled";
  }
}

const EVENT_OF: Readonly<Record<PaymentState, OrderEventKind | null>> = {
  pending: null,
  requires_action: "payment_requires_action",
  processing: "payment_processing",
  outcome_unknown: "payment_unknown",
  completed: "payment_completed",
  failed: "payment_declined",
  canceled: "payment_canceled",
  refunded: null,
  bounced: null,
};

function attemptOf(charge: GatewayCharge | null): AttemptDraft | null {
  if (charge === null) return null;
  return {
    externalId: charge.id,
    outcome: charge.outcome === "failed" ? "declined" : charge.outcome,
    card: charge.card,
    decline: charge.decline,
    occurredAt: charge.occurredAt,
  };
}

function feeEntries({ order, payment }: PaymentSituation, charge: GatewayCharge | null): JournalEntryDraft[] {
  if (charge?.fee === null || charge?.fee === undefined || charge.fee.amount.amountMinor === 0n) return [];
  const { id: balanceTransactionId, amount: fee } = charge.fee;
  return [
    gatewayFee({
      orderId: order.id,
      paymentId: payment.id,
      occurredAt: charge.occurredAt,
      balanceTransactionId,
      fee,
    }),
  ];
}

function eventsOf(
  situation: PaymentSituation,
  decision: Omit<PaymentDecision, "events" | "isReceiptDue">,
  now: Date,
): OrderEventDraft[] {
  const { order, payment } = situation;
  const event = (kind: OrderEventKind, more: Partial<OrderEventDraft> = {}): OrderEventDraft => ({
    orderId: order.id,
    kind,
    fromState: null,
    toState: null,
    details: {},
    paymentId: payment.id,
    occurredAt: now,
    ...more,
  });
  const events: OrderEventDraft[] = [];
  const kind = EVENT_OF[decision.change.state];
  if ((decision.isStateNew || decision.isDeclineNew) && kind !== null) {
    const { card, decline } = decision.change;
    events.push(
      event(kind, {
        details: {
          amountMinor: String(payment.amountMinor),
          currency: payment.currency,
          brand: card?.brand ?? null,
          last4: card?.last4 ?? null,
          failureCode: decline?.failureCode ?? null,
          declineCode: decline?.declineCode ?? null,
        },
      }),
    );
  }
  if (decision.isStateNew && decision.change.state === "completed" && decision.allocation === null) {
    events.push(event("payment_not_due", { details: { orderState: order.state } }));
  }
  const { allocation, grantLines, holdEnd } = decision;
  if (situation.hold !== null && holdEnd !== null) {
    const amountMinor = holdEnd.kind === "captured" ? holdEnd.amountMinor : situation.hold.amountMinor;
    const details = { amountMinor: String(amountMinor), currency: payment.currency };
    const paymentId = holdEnd.kind === "captured" ? situation.hold.id : payment.id;
    events.push(
      event(holdEnd.kind === "captured" ? "credit_spent" : "credit_released", { details, paymentId }),
    );
  }
  if (allocation === null) return events;
  const occasion = { paymentId: payment.id, occurredAt: now };
  return [...events, ...settlementEvents(order, { allocation, grantLines }, occasion)];
}

/**
 * Decides what the gateway's present word about a payment changes: the same function for webhooks, return pages, sweeps
 * and staff. Asked twice, or late, it changes nothing the second time.
 * @throws InvariantViolation when the gateway took another amount or currency than we asked for, or when a payment claims to
 * be ours that is another or cannot be the one we asked for: somebody has to look, because money may be in both.
 */
export function decidePaymentNews(
  situation: PaymentSituation,
  seen: GatewayPayment,
  now: Date,
): PaymentDecision {
  const { payment } = situation;
  requireOurs(situation, seen);
  const wanted = stateSeen(seen);
  const isStateNew = payment.state !== wanted && mayBecome(payment.state, wanted);
  const state = isStateNew ? wanted : payment.state;
  const charge = seen.latestCharge;
  const isCapture = isStateNew && state === "completed";
  if (isCapture) {
    invariant(
      seen.captured.amountMinor === payment.amountMinor && seen.captured.currency === payment.currency,
      `Payment ${payment.id} was captured with ${seen.captured.amountMinor} ${seen.captured.currency}, not ${payment.amountMinor} ${payment.currency}.`,
    );
  }
  const captured = isCapture
    ? decideCapture(situation, charge)
    : decideNoCapture(situation, isStateNew && state === "canceled");
  const attempt = attemptOf(charge);
  const isAttemptNew = attempt !== null && !situation.knownAttempts.includes(attempt.externalId);
  const isDeclineNew = state === "failed" && (isStateNew || (isAttemptNew && attempt.outcome === "declined"));
  const decided = {
    change: {
      state,
      gatewayPaymentId: seen.gatewayPaymentId,
      gatewayChargeId: charge?.outcome === "succeeded" ? charge.id : null,
      card: charge?.card ?? null,
      decline: state === "failed" || asksForCustomer(seen) ? seen.lastDecline : null,
      capturedAt: state === "completed" ? (charge?.occurredAt ?? now) : null,
    },
    isStateNew,
    isDeclineNew,
    isAuthenticationNew: state === "requires_action" && asksForCustomer(seen) && (isStateNew || isAttemptNew),
    isVoidDue: isDeclineNew && situation.hold !== null,
    attempt,
    ...captured,
    // The fee may become known after the capture, so it has its own entry whenever it is seen; its id makes it one.
    entries: [...captured.entries, ...(state === "completed" ? feeEntries(situation, charge) : [])],
  };
  return {
    ...decided,
    events: eventsOf(situation, decided, now),
    isReceiptDue: isCapture && captured.allocation !== null,
  };
}
