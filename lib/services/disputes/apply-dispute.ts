import { decideDisputeNews, type DisputeDecision } from "@/lib/domain/disputes/decide-dispute-news";
import { type DisputeState, type GatewayDispute, isOpenDispute } from "@/lib/domain/disputes/dispute";
import type { EventCause } from "@/lib/domain/orders/order";
import type { Payment } from "@/lib/domain/payments/payment";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { findDisputesOfPayment, writeDispute } from "@/lib/db/disputes";
import { lockInstallments } from "@/lib/db/installments";
import { lockOrders, touchOrders } from "@/lib/db/orders";
import { findPayments, lockPayments } from "@/lib/db/payments";
import { inTransaction, type Tx } from "@/lib/db/transaction";
import { newId } from "@/lib/platform/ids";
import { money } from "@/lib/domain/money/money";
import { raiseAlert } from "../alerts/raise-alert";
import type { ServiceContext } from "../context";
import { ensureHouseAccounts } from "../ledger/ensure-accounts";
import { postEntries } from "../ledger/post-entries";
import { recordOrderEvents } from "../orders/record-order-events";
import { settleDisputedCredit } from "./settle-disputed-credit";

/** What a gateway said of a dispute of one payment of ours, re-read, and how the news came. */
export interface DisputeNews {
  readonly paymentId: string;
  readonly seen: GatewayDispute;
  readonly cause: EventCause;
}

export interface AppliedDispute {
  readonly disputeId: string;
  readonly orderId: string;
  readonly state: DisputeState;
  /** False when we knew it already. */
  readonly isNew: boolean;
}

async function write(
  tx: Tx,
  ctx: ServiceContext,
  payment: Payment,
  decision: DisputeDecision,
  cause: EventCause,
): Promise<void> {
  const { dispute, entries, events, isNew, isStateNew } = decision;
  const { merchantId } = ctx.actor;
  await writeDispute(tx, dispute, ctx.clock.now());
  const { fundsCurrency } = dispute;
  // Stripe may settle in another currency than the buyer's, whose accounts are opened when they are first needed.
  if (fundsCurrency !== null && fundsCurrency !== payment.currency)
    await ensureHouseAccounts(tx, { merchantId, currencies: [fundsCurrency] });
  await postEntries(tx, ctx, entries);
  await settleDisputedCredit(tx, ctx, payment);
  await recordOrderEvents(tx, ctx, cause, events);
  if (!isNew && !isStateNew) return;
  await touchOrders(tx, merchantId, [payment.orderId]);
  await recordAuditEvent(tx, ctx, {
    eventType: `dispute.${dispute.state}`,
    command: "apply-dispute",
    outcome: "succeeded",
    orderId: payment.orderId,
    paymentId: payment.id,
    ...(payment.gatewayPaymentId === null ? {} : { gatewayPaymentId: payment.gatewayPaymentId }),
    amount: money(dispute.amountMinor, dispute.currency),
    changes: { dispute: dispute.gatewayDisputeId, reason: dispute.reason, state: dispute.state },
  });
}

async function apply(tx: Tx, ctx: ServiceContext, news: DisputeNews): Promise<AppliedDispute | null> {
  const { merchantId } = ctx.actor;
  const [found] = await findPayments(tx, merchantId, [news.paymentId]);
  if (found === undefined) return null;
  await lockOrders(tx, merchantId, [found.orderId]);
  await lockInstallments(tx, merchantId, [found.orderId]);
  const [payment] = await lockPayments(tx, merchantId, [news.paymentId]);
  if (payment === undefined) return null;
  const disputes = await findDisputesOfPayment(tx, merchantId, payment.id);
  const known = disputes.find((one) => one.gatewayDisputeId === news.seen.gatewayDisputeId) ?? null;
  const situation = { payment, known, newId: newId() };
  const decision = decideDisputeNews(situation, news.seen, ctx.clock.now());
  await write(tx, ctx, payment, decision, news.cause);
  const { dispute, isNew, isStateNew } = decision;
  return {
    disputeId: dispute.id,
    orderId: payment.orderId,
    state: dispute.state,
    isNew: isNew || isStateNew,
  };
}

/** Tells staff first: should this process end in between, the event is applied again and the alert counts up. */
async function tellStaff(ctx: ServiceContext, { paymentId, seen }: DisputeNews): Promise<void> {
  await raiseAlert({
    kind: "payment_disputed",
    merchantId: ctx.actor.merchantId,
    subject: seen.gatewayDisputeId,
    details: {
      payment: paymentId,
      amount_minor: String(seen.amount.amountMinor),
      currency: seen.amount.currency,
      reason: seen.reason,
      state: seen.state,
      respond_by: seen.respondBy?.toISOString() ?? null,
    },
    traceId: ctx.traceId,
  });
}

/**
 * Applies what the gateway says about a dispute of a payment, in one transaction: its record, what it moved in the books, the
 * credit that the payment brought, the order's timeline. Twice, late or in another order, the outcome is the same. Null when the
 * payment is not this merchant's.
 */
export async function applyDispute(ctx: ServiceContext, news: DisputeNews): Promise<AppliedDispute | null> {
  const { merchantId } = ctx.actor;
  const before = await inTransaction(async (tx) => ({
    payments: await findPayments(tx, merchantId, [news.paymentId]),
    disputes: await findDisputesOfPayment(tx, merchantId, news.paymentId),
  }));
  if (before.payments.length === 0) return null;
  const known = before.disputes.find((one) => one.gatewayDisputeId === news.seen.gatewayDisputeId);
  const isTold = known?.state === news.seen.state || (known !== undefined && !isOpenDispute(news.seen.state));
  if (!isTold) await tellStaff(ctx, news);
  return inTransaction((tx) => apply(tx, ctx, news));
}
