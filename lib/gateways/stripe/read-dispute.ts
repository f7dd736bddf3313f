import type Stripe from "stripe";
import type { DisputeMovement, DisputeState, GatewayDispute } from "@/lib/domain/disputes/dispute";
import { fromStripeAmount } from "./minor-units";
import { UnreadableAnswer } from "./unreadable-answer";

/** `prevented` was refunded by the bank's own program before it became a dispute. An appeal is one more round of answers. */
const STATE_OF = {
  warning_needs_response: "inquiry",
  warning_under_review: "inquiry",
  warning_closed: "closed",
  prevented: "closed",
  needs_response: "needs_response",
  under_review: "under_review",
  appeal_needs_response: "under_review",
  appeal_under_review: "under_review",
  won: "won",
  lost: "lost",
} as const satisfies Readonly<Record<string, DisputeState>>;

/** Stripe may add a status at any time. One that we do not know is not guessed at. */
function stateOf(dispute: Stripe.Dispute): DisputeState {
  const known: ReadonlyMap<string, DisputeState> = new Map(Object.entries(STATE_OF));
  const state = known.get(dispute.status);
  if (state === undefined)
    throw new UnreadableAnswer(`Dispute ${dispute.id} has the status ${dispute.status}.`);
  return state;
}

function movementOf(transaction: Stripe.BalanceTransaction): DisputeMovement {
  const { id, amount, fee, currency, created } = transaction;
  return {
    id,
    amount: fromStripeAmount(amount, currency),
    fee: fromStripeAmount(fee, currency),
    occurredAt: new Date(created * 1000),
  };
}

/** A dispute in our words. @see https://docs.stripe.com/api/disputes/object */
export function readDispute(dispute: Stripe.Dispute): GatewayDispute {
  const intent = dispute.payment_intent;
  const dueBy = dispute.evidence_details.due_by;
  return {
    gatewayDisputeId: dispute.id,
    gatewayPaymentId: intent === null || typeof intent === "string" ? intent : intent.id,
    isLive: dispute.livemode,
    state: stateOf(dispute),
    amount: fromStripeAmount(dispute.amount, dispute.currency),
    reason: dispute.reason,
    respondBy: dueBy === null ? null : new Date(dueBy * 1000),
    openedAt: new Date(dispute.created * 1000),
    movements: dispute.balance_transactions.map(movementOf),
  };
}
