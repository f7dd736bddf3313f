import { invariant } from "../invariant";
import { gatewayFee, overpaymentReceived, paymentCaptured, revenueRecognized } from "../ledger/entries";
import type { JournalEntryDraft } from "../ledger/journal-entry";
import { money } from "../money/money";
import type {
  EventCause,
  Installment,
  Order,
  OrderEventDraft,
  OrderEventKind,
  OrderLine,
} from "../orders/order";
import type { OrderState } from "../orders/order-state";
import type { CardFacts, DeclineFacts, GatewayCharge, GatewayPayment } from "./gateway-outcome";
import type { Payment } from "./payment";
import { mayBecome, type PaymentState } from "./payment-state";
import { requireOurs } from "./require-ours";

/** Everything that the news touches, read again under lock. */
export interface PaymentSituation {
  readonly order: Order;
  readonly installment: Installment;
  readonly payment: Payment;
  readonly lines: readonly OrderLine[];
  /** The gateway's ids of the attempts that are recorded already. */
  readonly knownAttempts: readonly string[];
  /** Who the buyer is to the gateway; null where nothing depends on it, because the gateway's id of the payment is known. */
  readonly gatewayCustomerId: string | null;
}

export interface PaymentChange {
  readonly state: PaymentState;
  readonly gatewayPaymentId: string;
  readonly gatewayChargeId: string | null;
  readonly card: CardFacts | null;
  readonly decline: DeclineFacts | null;
  readonly capturedAt: Date | null;
}

export interface AllocationChange {
  readonly installmentPaidMinor: bigint;
  readonly orderPaidMinor: bigint;
  readonly orderState: OrderState;
}

export interface AttemptDraft {
  readonly externalId: string;
  readonly outcome: "succeeded" | "pending" | "declined";
  readonly card: CardFacts | null;
  readonly decline: DeclineFacts | null;
  readonly occurredAt: Date;
}

/** What follows from the news. Nothing in it has happened yet; all of it is written in one transaction. */
export interface PaymentDecision {
  readonly change: PaymentChange;
  readonly isStateNew: boolean;
  readonly attempt: AttemptDraft | null;
  readonly allocation: AllocationChange | null;
  readonly entries: readonly JournalEntryDraft[];
  readonly events: readonly OrderEventDraft[];
  readonly grantLines: readonly OrderLine[];
  readonly isReceiptDue: boolean;
  /** The first news of this decline: each attempt of the buyer is told about once. */
  readonly isDeclineNew: boolean;
}

/** A decision with what it was made about and what brought the news, on its way to be written. */
export interface DecidedNews {
  readonly situation: PaymentSituation;
  readonly decision: PaymentDecision;
  readonly cause: EventCause;
  /** The trace of the news itself, where one batch brings news of many. */
  readonly traceId?: string;
}

/** Our state for the gateway's status. A payment waiting for a card was declined, or has not been tried. */
function stateSeen(seen: GatewayPayment): PaymentState {
  switch (seen.status) {
    case "requires_payment_method":
      return seen.lastDecline === null ? "pending" : "failed";
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

/** Whether the captured money pays what the installment claims; otherwise somebody has to decide about it. */
function isClaimed({ order, installment, payment }: PaymentSituation): boolean {
  return (
    order.state === "payment_pending" &&
    installment.amountMinor - installment.paidMinor >= payment.amountMinor
  );
}

function capture(
  situation: PaymentSituation,
  charge: GatewayCharge | null,
): Pick<PaymentDecision, "allocation" | "entries" | "grantLines"> {
  const { order, installment, payment, lines } = situation;
  const amount = money(payment.amountMinor, payment.currency);
  const occurredAt = charge?.occurredAt ?? payment.createdAt;
  const occasion = { orderId: order.id, paymentId: payment.id, occurredAt };
  const method = charge?.card ? `${charge.card.brand} ****${charge.card.last4}` : "card";
  if (!isClaimed(situation)) {
    return {
      allocation: null,
      entries: [overpaymentReceived({ ...occasion, amount, method })],
      grantLines: [],
    };
  }
  const orderPaidMinor = order.paidMinor + payment.amountMinor;
  const isPaid = orderPaidMinor - order.refundedMinor + order.creditedMinor >= order.totalMinor;
  // Sites are earned when they are approved; a course when it opens, which is now.
  const grantLines = isPaid ? lines.filter((line) => line.kind === "course") : [];
  return {
    allocation: {
      installmentPaidMinor: installment.paidMinor + payment.amountMinor,
      orderPaidMinor,
      orderState: isPaid ? "paid" : order.state,
    },
    entries: [
      paymentCaptured({ ...occasion, customerId: order.customerId, amount, method }),
      ...grantLines.map((line) =>
        revenueRecognized({
          ...occasion,
          orderLineId: line.id,
          lineDescription: line.description,
          amount: money(line.amountMinor, order.currency),
        }),
      ),
    ],
    grantLines,
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
  if (decision.allocation?.orderState === "paid") {
    events.push(event("order_paid", { fromState: order.state, toState: "paid" }));
    events.push(
      ...decision.grantLines.map((line) => event("access_granted", { details: { line: line.description } })),
    );
  }
  return events;
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
  const captured = isCapture ? capture(situation, charge) : { allocation: null, entries: [], grantLines: [] };
  const attempt = attemptOf(charge);
  const isAttemptNew = attempt !== null && !situation.knownAttempts.includes(attempt.externalId);
  const decided = {
    change: {
      state,
      gatewayPaymentId: seen.gatewayPaymentId,
      gatewayChargeId: charge?.outcome === "succeeded" ? charge.id : null,
      card: charge?.card ?? null,
      decline: state === "failed" ? seen.lastDecline : null,
      capturedAt: state === "completed" ? (charge?.occurredAt ?? now) : null,
    },
    isStateNew,
    isDeclineNew: state === "failed" && (isStateNew || (isAttemptNew && attempt.outcome === "declined")),
    attempt,
    allocation: captured.allocation,
    // The fee may become known after the capture, so it has its own entry whenever it is seen; its id makes it one.
    entries: [...captured.entries, ...(state === "completed" ? feeEntries(situation, charge) : [])],
    grantLines: captured.grantLines,
  };
  return {
    ...decided,
    events: eventsOf(situation, decided, now),
    isReceiptDue: isCapture && captured.allocation !== null,
  };
}
