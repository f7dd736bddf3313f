import { invariant } from "../invariant";
import { disputeFundsMoved, disputeLost } from "../ledger/dispute-entries";
import type { JournalEntryDraft } from "../ledger/journal-entry";
import { money } from "../money/money";
import type { OrderEventDraft, OrderEventKind } from "../orders/order";
import type { Payment } from "../payments/payment";
import { type Dispute, type DisputeState, type GatewayDispute, isOpenDispute, mayBecome } from "./dispute";

/** What follows from the news. Nothing in it has happened yet; all of it is written in one transaction. */
export interface DisputeDecision {
  readonly dispute: Dispute;
  readonly isNew: boolean;
  readonly isStateNew: boolean;
  readonly entries: readonly JournalEntryDraft[];
  readonly events: readonly OrderEventDraft[];
}

const EVENT_OF: Readonly<Record<DisputeState, OrderEventKind>> = {
  inquiry: "dispute_opened",
  needs_response: "dispute_opened",
  under_review: "dispute_answered",
  won: "dispute_won",
  lost: "dispute_lost",
  closed: "dispute_closed",
};

function sumOf(amounts: readonly bigint[]): bigint {
  return amounts.reduce((sum, one) => sum + one, 0n);
}

type Funds = Pick<Dispute, "fundsCurrency" | "withdrawnMinor" | "feeMinor" | "movementCount">;

/** What the gateway has taken for it and not given back, and kept as fees. What was read before the last movement is older. */
function fundsOf(known: Dispute | null, { gatewayDisputeId, movements }: GatewayDispute): Funds {
  if (known !== null && known.movementCount > movements.length) {
    const { fundsCurrency, withdrawnMinor, feeMinor, movementCount } = known;
    return { fundsCurrency, withdrawnMinor, feeMinor, movementCount };
  }
  const [first] = movements;
  const isOneCurrency = movements.every(
    ({ amount, fee }) => amount.currency === first?.amount.currency && fee.currency === amount.currency,
  );
  invariant(isOneCurrency, `Dispute ${gatewayDisputeId} moved money in several currencies.`);
  return {
    fundsCurrency: first?.amount.currency ?? null,
    withdrawnMinor: -sumOf(movements.map(({ amount }) => amount.amountMinor)),
    feeMinor: sumOf(movements.map(({ fee }) => fee.amountMinor)),
    movementCount: movements.length,
  };
}

function entriesOf(
  before: { readonly lostMinor: bigint },
  dispute: Dispute,
  seen: GatewayDispute,
  now: Date,
): JournalEntryDraft[] {
  const { orderId, paymentId, gatewayDisputeId, fundsCurrency } = dispute;
  const about = { orderId, paymentId, gatewayDisputeId };
  const moved = seen.movements
    .filter(({ amount, fee }) => amount.amountMinor !== 0n || fee.amountMinor !== 0n)
    .map((movement) => disputeFundsMoved({ ...about, movement, occurredAt: movement.occurredAt }));
  const differenceMinor = dispute.lostMinor - before.lostMinor;
  if (differenceMinor === 0n || fundsCurrency === null) return moved;
  const amount = money(differenceMinor, fundsCurrency);
  const { lostMinor: outstandingMinor, movementCount } = dispute;
  return [...moved, disputeLost({ ...about, amount, outstandingMinor, movementCount, occurredAt: now })];
}

function eventsOf(
  { dispute, isNew, isStateNew }: Pick<DisputeDecision, "dispute" | "isNew" | "isStateNew">,
  now: Date,
): OrderEventDraft[] {
  if (!isNew && !isStateNew) return [];
  const event = (kind: OrderEventKind, occurredAt: Date): OrderEventDraft => ({
    orderId: dispute.orderId,
    kind,
    fromState: null,
    toState: null,
    details: {
      amountMinor: String(dispute.amountMinor),
      currency: dispute.currency,
      reason: dispute.reason,
      isInquiry: dispute.state === "inquiry",
      dispute: dispute.gatewayDisputeId,
    },
    paymentId: dispute.paymentId,
    occurredAt,
  });
  const kind = EVENT_OF[dispute.state];
  // News of the end may be the first that is heard of it.
  const opened = isNew && kind !== "dispute_opened" ? [event("dispute_opened", dispute.openedAt)] : [];
  return [...opened, event(kind, now)];
}

/**
 * Decides what the gateway's present word about a dispute changes. Asked twice, late or in another order, it changes nothing the
 * second time: each movement of money is an entry named by the gateway's id for it.
 */
export function decideDisputeNews(
  situation: {
    readonly payment: Payment;
    readonly known: Dispute | null;
    /** For one that is not known yet. */
    readonly newId: string;
  },
  seen: GatewayDispute,
  now: Date,
): DisputeDecision {
  const { payment, known } = situation;
  const isNew = known === null;
  const isStateNew = known !== null && mayBecome(known.state, seen.state);
  const state = known === null || isStateNew ? seen.state : known.state;
  const funds = fundsOf(known, seen);
  const hasEnded = !isOpenDispute(state);
  const dispute: Dispute = {
    merchantId: payment.merchantId,
    id: known?.id ?? situation.newId,
    gateway: payment.gateway,
    gatewayDisputeId: seen.gatewayDisputeId,
    paymentId: payment.id,
    orderId: payment.orderId,
    customerId: payment.customerId,
    state,
    reason: seen.reason,
    currency: seen.amount.currency,
    amountMinor: seen.amount.amountMinor,
    respondBy: hasEnded ? null : seen.respondBy,
    openedAt: seen.openedAt,
    closedAt: hasEnded ? (isStateNew ? now : (known?.closedAt ?? now)) : null,
    ...funds,
    lostMinor: state === "lost" ? funds.withdrawnMinor : 0n,
    isCreditSettled: state !== "lost" || (!isNew && !isStateNew && known.isCreditSettled),
  };
  const changed = { dispute, isNew, isStateNew };
  const entries = entriesOf({ lostMinor: known?.lostMinor ?? 0n }, dispute, seen, now);
  return { ...changed, entries, events: eventsOf(changed, now) };
}
