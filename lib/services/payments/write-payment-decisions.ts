import type { AuditFacts } from "@/lib/audit/record-audit-event";
import { recordAuditEvents } from "@/lib/audit/record-audit-event";
import { invariant } from "@/lib/domain/invariant";
import { money } from "@/lib/domain/money/money";
import { calendarDateAt } from "@/lib/domain/time/calendar-date";
import type { DecidedNews } from "@/lib/domain/payments/decide-payment-news";
import { nextCheckSeconds } from "@/lib/domain/payments/next-check";
import { isLive, type PaymentState } from "@/lib/domain/payments/payment-state";
import { type GrantRow, insertAccessGrants } from "@/lib/db/access-grants";
import { type AllocationRow, applyAllocations, insertShares, type ShareRow } from "@/lib/db/allocations";
import { findMerchant } from "@/lib/db/merchants";
import { type AttemptRow, insertAttempts, type PaymentNewsRow, updatePayments } from "@/lib/db/payments";
import { touchOrders } from "@/lib/db/orders";
import type { Tx } from "@/lib/db/transaction";
import { enqueueJobs, type Job } from "@/lib/jobs/queue";
import { newId } from "@/lib/platform/ids";
import type { ServiceContext } from "../context";
import { ensureHouseAccounts } from "../ledger/ensure-accounts";
import { postEarnings } from "../ledger/post-earnings";
import { issueInvoices } from "../invoices/issue-invoices";
import { makePayable } from "../orders/make-payable";
import { recordCausedEvents, recordOrderEvents } from "../orders/record-order-events";

function newsRow({ situation: { payment }, decision: { change } }: DecidedNews, now: Date): PaymentNewsRow {
  return {
    merchant_id: payment.merchantId,
    id: payment.id,
    state: change.state,
    gateway_payment_id: change.gatewayPaymentId,
    gateway_charge_id: change.gatewayChargeId,
    card_brand: change.card?.brand ?? null,
    card_last4: change.card?.last4 ?? null,
    card_funding: change.card?.funding ?? null,
    failure_code: change.decline?.failureCode ?? null,
    decline_code: change.decline?.declineCode ?? null,
    failure_message: change.decline?.message ?? null,
    captured_at: change.capturedAt?.toISOString() ?? null,
    next_check_after_seconds: nextCheckSeconds(
      change.state,
      (now.getTime() - payment.createdAt.getTime()) / 1_000,
    ),
  };
}

function attemptRows({ situation: { payment }, decision: { attempt } }: DecidedNews): AttemptRow[] {
  if (attempt === null) return [];
  return [
    {
      merchant_id: payment.merchantId,
      id: newId(),
      payment_id: payment.id,
      command: "confirm",
      idempotency_key: null,
      external_id: attempt.externalId,
      outcome: attempt.outcome,
      failure_code: attempt.decline?.failureCode ?? null,
      decline_code: attempt.decline?.declineCode ?? null,
      failure_message: attempt.decline?.message ?? null,
      card_brand: attempt.card?.brand ?? null,
      card_last4: attempt.card?.last4 ?? null,
      occurred_at: attempt.occurredAt.toISOString(),
    },
  ];
}

function allocationRows({ situation: { order }, decision }: DecidedNews): AllocationRow[] {
  const { allocation, change } = decision;
  const { capturedAt } = change;
  if (allocation === null || capturedAt === null) return [];
  return allocation.shares.map((share) => ({
    merchant_id: order.merchantId,
    order_id: order.id,
    installment_id: share.installmentId,
    installment_paid_minor: String(share.paidMinor),
    order_paid_minor: String(allocation.orderPaidMinor),
    order_state: allocation.orderState,
    is_released: allocation.isReleasedNow,
    at: capturedAt.toISOString(),
  }));
}

/** A payment of one installment says so itself; one that was spread is written down part by part. */
function shareRows({ situation: { payment }, decision: { allocation } }: DecidedNews): ShareRow[] {
  const shares = allocation?.shares ?? [];
  if (shares.length < 2) return [];
  return shares.map((share) => ({
    merchant_id: payment.merchantId,
    payment_id: payment.id,
    installment_id: share.installmentId,
    amount_minor: String(share.addedMinor),
  }));
}

/** What was paid before it was invoiced is invoiced with the payment, so that there is a claim that it pays. */
async function invoicePaidEarly(tx: Tx, ctx: ServiceContext, one: DecidedNews, at: Date): Promise<void> {
  const { order, installments, lines } = one.situation;
  const { toInvoice } = one.decision;
  if (toInvoice.length === 0) return;
  const merchant = await findMerchant(tx, order.merchantId);
  invariant(merchant !== null, `Order ${order.id} has no merchant.`);
  const today = calendarDateAt(at, merchant.timeZone);
  const claim = { order, installments, lines, claimed: toInvoice, today, at };
  await recordOrderEvents(tx, ctx, one.cause, await issueInvoices(tx, ctx, claim));
}

/** What the deposit held back: without anything to approve, the order is payable once it is paid. */
async function goOn(tx: Tx, ctx: ServiceContext, one: DecidedNews, at: Date): Promise<void> {
  const { allocation } = one.decision;
  if (allocation?.isPayableNow !== true) return;
  const order = { ...one.situation.order, paidMinor: allocation.orderPaidMinor };
  await recordOrderEvents(tx, ctx, one.cause, await makePayable(tx, ctx, { order, approvedBy: null, at }));
}

function grantRows({ situation: { order }, decision }: DecidedNews, at: Date): GrantRow[] {
  return decision.grantLines.map((line) => ({
    merchant_id: order.merchantId,
    id: newId(),
    customer_id: order.customerId,
    product_id: line.productId,
    order_id: order.id,
    order_line_id: line.id,
    granted_at: at.toISOString(),
  }));
}

const OUTCOME_OF = {
  pending: "pending",
  requires_action: "pending",
  processing: "pending",
  outcome_unknown: "outcome_unknown",
  completed: "succeeded",
  failed: "declined",
  canceled: "succeeded",
  refunded: "succeeded",
} as const satisfies Readonly<Record<PaymentState, AuditFacts["outcome"]>>;

function auditFacts({
  situation: { payment, order },
  decision: { change, allocation },
  traceId,
}: DecidedNews): AuditFacts {
  const orderState = allocation?.orderState ?? order.state;
  return {
    eventType: `payment.${change.state}`,
    command: "apply-gateway-results",
    outcome: OUTCOME_OF[change.state],
    orderId: order.id,
    paymentId: payment.id,
    gatewayPaymentId: change.gatewayPaymentId,
    amount: money(payment.amountMinor, payment.currency),
    idempotencyKey: `payment:${payment.id}:create`,
    changes: {
      from: payment.state,
      to: change.state,
      ...(orderState === order.state ? {} : { order: { from: order.state, to: orderState } }),
    },
    ...(traceId === undefined ? {} : { traceId }),
    ...(change.decline === null ? {} : { decline: change.decline }),
    ...(change.card === null ? {} : { card: change.card }),
  };
}

function followUps(
  { situation: { payment }, decision }: DecidedNews,
  attempts: readonly AttemptRow[],
): Job[] {
  const paymentId = payment.id;
  if (decision.isReceiptDue) {
    const receipt: Job = { job: "send-mail", payload: { kind: "payment_receipt", paymentId } };
    return payment.saveMethod ? [receipt, { job: "save-payment-method", payload: { paymentId } }] : [receipt];
  }
  const attempt = attempts.find((row) => row.payment_id === paymentId);
  if (!decision.isDeclineNew || attempt === undefined) return [];
  return [{ job: "send-mail", payload: { kind: "payment_failed", paymentId, attemptId: attempt.id } }];
}

/**
 * A gateway keeps its fee in the currency it settles in, which may be another than the buyer's. The accounts for it are
 * opened at the first such fee: a capture must not fail for want of one.
 */
async function openFeeAccounts(tx: Tx, ctx: ServiceContext, decided: readonly DecidedNews[]): Promise<void> {
  const currencies = new Set(
    decided.flatMap(({ situation, decision }) =>
      decision.entries
        .flatMap((entry) => entry.postings.map(({ amount }) => amount.currency))
        .filter((currency) => currency !== situation.payment.currency),
    ),
  );
  if (currencies.size === 0) return;
  await ensureHouseAccounts(tx, { merchantId: ctx.actor.merchantId, currencies: [...currencies].toSorted() });
}

/** Writes what was decided about payments that are locked, as sets: a hundred results cost little more than one. */
export async function writePaymentDecisions(
  tx: Tx,
  ctx: ServiceContext,
  decided: readonly DecidedNews[],
): Promise<void> {
  if (decided.length === 0) return;
  const at = ctx.clock.now();
  const attempts = decided.flatMap(attemptRows);
  const news = decided.filter(
    ({ situation, decision }) => decision.isStateNew || isLive(situation.payment.state),
  );
  const changed = decided.filter(({ decision }) => decision.isStateNew || decision.isDeclineNew);
  if (news.length > 0)
    await updatePayments(
      tx,
      news.map((one) => newsRow(one, at)),
    );
  const freshIds = new Set(await insertAttempts(tx, attempts));
  const freshAttempts = attempts.filter((row) => freshIds.has(row.id));
  for (const one of decided) await invoicePaidEarly(tx, ctx, one, at);
  await applyAllocations(tx, decided.flatMap(allocationRows));
  await insertShares(tx, decided.flatMap(shareRows));
  await insertAccessGrants(
    tx,
    decided.flatMap((one) => grantRows(one, at)),
  );
  await openFeeAccounts(tx, ctx, decided);
  await postEarnings(
    tx,
    ctx,
    decided.flatMap(({ decision, traceId }) => decision.entries.map((draft) => ({ ...draft, traceId }))),
  );
  await recordCausedEvents(
    tx,
    ctx,
    decided.flatMap(({ decision, cause, traceId }) =>
      decision.events.map((event) => ({ event, cause, traceId })),
    ),
  );
  for (const one of decided) await goOn(tx, ctx, one, at);
  await touchOrders(
    tx,
    ctx.actor.merchantId,
    changed.filter(({ decision }) => decision.allocation === null).map(({ situation }) => situation.order.id),
  );
  await recordAuditEvents(tx, ctx, changed.map(auditFacts));
  await enqueueJobs(
    tx,
    ctx,
    changed.flatMap((one) => followUps(one, freshAttempts).map((job) => ({ ...job, traceId: one.traceId }))),
  );
}
