import type { CurrencyCode } from "../money/currency";
import type { Money } from "../money/money";

/**
 * inquiry: the bank asks, and takes nothing. needs_response: it has taken the money, and the merchant may answer. under_review:
 * it was answered. won, lost: the bank has decided. closed: it ended without a decision, as an inquiry does.
 */
export const DISPUTE_STATES = ["inquiry", "needs_response", "under_review", "won", "lost", "closed"] as const;
export type DisputeState = (typeof DISPUTE_STATES)[number];

/** Money that the gateway took for a dispute, or gave back. */
export interface DisputeMovement {
  /** The gateway's id of the movement: each is booked once. */
  readonly id: string;
  /** Signed: negative was taken, positive was given back. In the currency that the gateway settles in. */
  readonly amount: Money;
  readonly fee: Money;
  readonly occurredAt: Date;
}

/** A dispute as the gateway holds it now: re-read, never taken from an event. */
export interface GatewayDispute {
  readonly gatewayDisputeId: string;
  /** Null where no payment of the gateway's present kind is behind the charge. */
  readonly gatewayPaymentId: string | null;
  readonly isLive: boolean;
  readonly state: DisputeState;
  readonly amount: Money;
  /** The bank's word, such as fraudulent. */
  readonly reason: string;
  /** The last instant for an answer; null where none is awaited. */
  readonly respondBy: Date | null;
  readonly openedAt: Date;
  readonly movements: readonly DisputeMovement[];
}

/** A dispute of a payment of ours, as its services see it, under the lock of its payment. */
export interface Dispute {
  readonly merchantId: string;
  readonly id: string;
  readonly gateway: string;
  readonly gatewayDisputeId: string;
  readonly paymentId: string;
  readonly orderId: string;
  readonly customerId: string;
  readonly state: DisputeState;
  readonly reason: string;
  readonly currency: CurrencyCode;
  readonly amountMinor: bigint;
  readonly respondBy: Date | null;
  readonly openedAt: Date;
  readonly closedAt: Date | null;
  /** What the gateway settles in; null while no money has moved. */
  readonly fundsCurrency: CurrencyCode | null;
  /** What it has taken and not given back. */
  readonly withdrawnMinor: bigint;
  readonly feeMinor: bigint;
  /** How many movements that is. */
  readonly movementCount: number;
  /** What of it is booked as lost. */
  readonly lostMinor: bigint;
  /** False while credit of a lost top-up is still to be taken back, because a checkout holds it. */
  readonly isCreditSettled: boolean;
}

const ORDER_OF = { inquiry: 0, needs_response: 1, under_review: 2, won: 3, lost: 3, closed: 3 } as const;

export function isOpenDispute(state: DisputeState): boolean {
  return ORDER_OF[state] < ORDER_OF.won;
}

/**
 * Whether news may change the state. What was read earlier and arrives later changes nothing; a bank may decide again, and an
 * inquiry that was closed may become a dispute after all.
 */
export function mayBecome(from: DisputeState, to: DisputeState): boolean {
  if (from === to) return false;
  return ORDER_OF[to] > ORDER_OF[from] || from === "closed" || (!isOpenDispute(from) && !isOpenDispute(to));
}

/**
 * Whether the credit that a payment brought must not be spent: while any dispute of it goes on, while something of a lost one is
 * still to be taken back, and for good where all of it was lost.
 */
export function keepsCreditFrozen(
  disputes: readonly Pick<Dispute, "state" | "amountMinor" | "isCreditSettled">[],
  paidMinor: bigint,
): boolean {
  const lostMinor = disputes
    .filter(({ state }) => state === "lost")
    .reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
  return disputes.some((one) => isOpenDispute(one.state) || !one.isCreditSettled) || lostMinor >= paidMinor;
}

/** What of a lot goes with the lost part of the payment that brought it: the same share, rounded up. */
export function lostShareMinor(
  grantedMinor: bigint,
  lost: { readonly amountMinor: bigint; readonly paidMinor: bigint },
): bigint {
  const shareMinor = (grantedMinor * lost.amountMinor + lost.paidMinor - 1n) / lost.paidMinor;
  return shareMinor < grantedMinor ? shareMinor : grantedMinor;
}
