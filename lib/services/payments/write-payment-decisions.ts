import type { AuditFacts } from "@/lib/audit/record-audit-event";
import { recordAuditEvents } from "@/lib/audit/record-audit-event";
import { money } from "@/lib/domain/money/money";
import type { DecidedNews } from "@/lib/domain/payments/decide-payment-news";
import { nextCheckSeconds } from "@/lib/domain/payments/next-check";
import { isLive, type PaymentState } from "@/lib/domain/payments/payment-state";
import { type CompletedPaymentRow, insertCompletedPayments } from "@/lib/db/completed-payments";
import { type AttemptRow, insertAttempts, type PaymentNewsRow, updatePayments } from "@/lib/db/payments";
import { touchOrders } from "@/lib/db/orders";
import type { Tx } from "@/lib/db/transaction";
import { enqueueJobs, type Job } from "@/lib/jobs/queue";
import { newId } from "@/lib/platform/ids";
import { followCharges } from "../collection/follow-charges";
import type { ServiceContext } from "../context";
import { ensureHouseAccounts } from "../ledger/ensure-accounts";
import { postEarnings } from "../ledger/post-earnings";
import { recordCausedEvents } from "../orders/record-order-events";
import { grantTopUps } from "../wallets/grant-top-ups";
import { endDecidedHolds } from "./end-decided-holds";
import { goOn, type SettledOrder, writeSettlements } from "./write-settlements";

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

/** What a captured payment paid, and the credit beside it. */
function settledOrders(one: DecidedNews): SettledOrder[] {
  const { situation, decision, cause } = one;
  const { allocation, change, holdEnd } = decision;
  if (allocation === null || change.capturedAt === null) return [];
  const { payment, hold } = situation;
  const credit =
    hold === null || holdEnd?.kind !== "captured"
      ? []
      : [{ paymentId: hold.id, amountMinor: holdEnd.amountMinor }];
  return [
    {
      situation,
      settlement: { ...decision, allocation },
      payments: [{ paymentId: payment.id, amountMinor: payment.amountMinor }, ...credit],
      cause,
      at: change.capturedAt,
    },
  ];
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
  bounced: "failed",
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

/** What credit paid is on record as any payment that was completed. What is held and given back, the wallet records. */
function creditAuditFacts(one: DecidedNews): AuditFacts[] {
  return creditPayments(one).map((row) => ({
    eventType: "payment.completed",
    command: "apply-gateway-results",
    outcome: "succeeded",
    orderId: row.order_id,
    paymentId: row.id,
    amount: money(BigInt(row.amount_minor), row.currency),
    changes: { tender: "wallet", beside: one.situation.payment.id },
    ...(one.traceId === undefined ? {} : { traceId: one.traceId }),
  }));
}

function followUps(
  { situation: { payment, installment }, decision }: DecidedNews,
  attempts: readonly AttemptRow[],
): Job[] {
  const paymentId = payment.id;
  const voids: Job[] = decision.isVoidDue ? [{ job: "void-payment", payload: { paymentId } }] : [];
  if (decision.isReceiptDue) {
    const receipt: Job = { job: "send-mail", payload: { kind: "payment_receipt", paymentId } };
    return payment.saveMethod ? [receipt, { job: "save-payment-method", payload: { paymentId } }] : [receipt];
  }
  const attempt = attempts.find((row) => row.payment_id === paymentId);
  // What was charged by itself has words of its own.
  const isTold = installment.collection === "charging";
  if (!decision.isDeclineNew || attempt === undefined || isTold) return voids;
  return [
    ...voids,
    { job: "send-mail", payload: { kind: "payment_failed", paymentId, attemptId: attempt.id } },
  ];
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

/** What credit paid beside a card, as a payment of its own: it is named by the hold that it was. */
function creditPayments({
  situation: { payment, hold },
  decision: { holdEnd },
  traceId,
}: DecidedNews): CompletedPaymentRow[] {
  if (hold === null || holdEnd?.kind !== "captured") return [];
  return [
    {
      merchant_id: payment.merchantId,
      id: hold.id,
      order_id: payment.orderId,
      installment_id: payment.installmentId,
      customer_id: payment.customerId,
      purpose: payment.purpose,
      tender: "wallet",
      gateway: "wallet",
      currency: payment.currency,
      amount_minor: String(holdEnd.amountMinor),
      captured_at: holdEnd.occurredAt.toISOString(),
      trace_id: traceId ?? payment.traceId,
    },
  ];
}

const isChange = ({ decision }: DecidedNews): boolean =>
  decision.isStateNew || decision.isDeclineNew || decision.isAuthenticationNew;

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
  const changed = decided.filter(isChange);
  const rows = news.map((one) => newsRow(one, at));
  if (rows.length > 0) await updatePayments(tx, rows);
  await insertCompletedPayments(tx, decided.flatMap(creditPayments));
  const freshIds = new Set(await insertAttempts(tx, attempts));
  const freshAttempts = attempts.filter((row) => freshIds.has(row.id));
  const settled = decided.flatMap(settledOrders);
  await writeSettlements(tx, ctx, settled);
  await openFeeAccounts(tx, ctx, decided);
  await postEarnings(
    tx,
    ctx,
    decided.flatMap(({ decision, traceId }) => decision.entries.map((draft) => ({ ...draft, traceId }))),
  );
  await grantTopUps(tx, ctx, decided);
  await endDecidedHolds(tx, ctx, decided);
  await recordCausedEvents(
    tx,
    ctx,
    decided.flatMap(({ decision, cause, traceId }) =>
      decision.events.map((event) => ({ event, cause, traceId })),
    ),
  );
  await followCharges(tx, ctx, decided);
  await goOn(tx, ctx, settled);
  await touchOrders(
    tx,
    ctx.actor.merchantId,
    changed.filter(({ decision }) => decision.allocation === null).map(({ situation }) => situation.order.id),
  );
  await recordAuditEvents(tx, ctx, [...changed.map(auditFacts), ...decided.flatMap(creditAuditFacts)]);
  await enqueueJobs(
    tx,
    ctx,
    changed.flatMap((one) => followUps(one, freshAttempts).map((job) => ({ ...job, traceId: one.traceId }))),
  );
}
