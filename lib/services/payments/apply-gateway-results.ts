import type { GatewayPayment } from "@/lib/domain/payments/gateway-outcome";
import type { EventCause, Installment, Order } from "@/lib/domain/orders/order";
import type { Payment } from "@/lib/domain/payments/payment";
import { type DecidedNews, decidePaymentNews } from "@/lib/domain/payments/decide-payment-news";
import type { PaymentSituation } from "@/lib/domain/payments/payment-situation";
import type { PaymentState } from "@/lib/domain/payments/payment-state";
import type { OrderState } from "@/lib/domain/orders/order-state";
import { findReplacedInstallments, lockInstallments } from "@/lib/db/installments";
import { findLines, lockOrders } from "@/lib/db/orders";
import { findAttempts, findPayments, lockPayments } from "@/lib/db/payments";
import { findGatewayCustomers } from "@/lib/db/customers";
import { inTransaction, type Tx } from "@/lib/db/transaction";
import { lockHolds } from "@/lib/db/wallet-holds";
import type { ServiceContext } from "../context";
import { writePaymentDecisions } from "./write-payment-decisions";
import { lockWallets } from "../wallets/lock-wallets";

/** What a gateway said of one payment of ours, re-read, and how the news came. */
export interface GatewayResult {
  readonly paymentId: string;
  readonly seen: GatewayPayment;
  readonly cause: EventCause;
  /** The trace that the news came under, where it is another than the caller's. */
  readonly traceId?: string;
}

export interface AppliedResult {
  readonly paymentId: string;
  readonly state: PaymentState;
  readonly orderId: string;
  readonly orderState: OrderState;
  /** False when we knew it already. */
  readonly isNew: boolean;
}

/** A payment that was given up when the terms changed may have taken money all the same: others take it then. */
async function withReplaced(
  tx: Tx,
  merchantId: string,
  { installments, payments }: { installments: readonly Installment[]; payments: readonly Payment[] },
): Promise<Installment[]> {
  const known = new Set(installments.map(({ id }) => id));
  const missing = payments.map(({ installmentId }) => installmentId).filter((id) => !known.has(id));
  return [...installments, ...(await findReplacedInstallments(tx, merchantId, missing))];
}

/** Reads everything the news touches under lock: orders, then installments, then payments, then wallets, each by id. */
async function lockSituations(
  tx: Tx,
  merchantId: string,
  results: readonly GatewayResult[],
): Promise<Map<string, PaymentSituation>> {
  const paymentIds = results.map((result) => result.paymentId);
  const orderIds = [
    ...new Set((await findPayments(tx, merchantId, paymentIds)).map((payment) => payment.orderId)),
  ];
  const orders = new Map(
    (await lockOrders(tx, merchantId, orderIds)).map((order): [string, Order] => [order.id, order]),
  );
  const installments = await lockInstallments(tx, merchantId, orderIds);
  const payments = await lockPayments(tx, merchantId, paymentIds);
  const holds = await lockHolds(
    tx,
    merchantId,
    payments.filter((payment) => payment.credit !== null).map((payment) => payment.id),
  );
  await lockWallets(tx, holds);
  const named = await withReplaced(tx, merchantId, { installments, payments });
  const lines = await findLines(tx, merchantId, orderIds);
  const attempts = await findAttempts(tx, merchantId, paymentIds);
  const unlinked = payments.filter((payment) => payment.gatewayPaymentId === null);
  const customers = await findGatewayCustomers(
    tx,
    merchantId,
    unlinked.map((payment) => payment.customerId),
  );
  const situations = new Map<string, PaymentSituation>();
  for (const payment of payments) {
    const order = orders.get(payment.orderId);
    const installment = named.find((candidate) => candidate.id === payment.installmentId);
    if (order === undefined || installment === undefined) continue;
    situations.set(payment.id, {
      order,
      installment,
      installments: installments.filter((candidate) => candidate.orderId === order.id),
      payment,
      hold: holds.find((hold) => hold.paymentId === payment.id) ?? null,
      gatewayCustomerId: customers.get(payment.customerId) ?? null,
      lines: lines.filter((line) => line.orderId === order.id),
      knownAttempts: attempts
        .filter((attempt) => attempt.paymentId === payment.id)
        .map((attempt) => attempt.externalId),
    });
  }
  return situations;
}

/** News about two payments of one order, or twice about one payment, is applied one after the other. */
function rounds(
  results: readonly GatewayResult[],
  orderOf: (result: GatewayResult) => string,
): GatewayResult[][] {
  const sorted: GatewayResult[][] = [];
  const seenCount = new Map<string, number>();
  for (const result of results) {
    const order = orderOf(result);
    const round = seenCount.get(order) ?? 0;
    seenCount.set(order, round + 1);
    (sorted[round] ??= []).push(result);
  }
  return sorted;
}

async function applyRound(
  tx: Tx,
  ctx: ServiceContext,
  results: readonly GatewayResult[],
): Promise<AppliedResult[]> {
  const situations = await lockSituations(tx, ctx.actor.merchantId, results);
  const now = ctx.clock.now();
  const decided = results.flatMap((result): DecidedNews[] => {
    const situation = situations.get(result.paymentId);
    if (situation === undefined) return [];
    const decision = decidePaymentNews(situation, result.seen, now);
    return [{ situation, decision, cause: result.cause, traceId: result.traceId ?? ctx.traceId }];
  });
  await writePaymentDecisions(tx, ctx, decided);
  return decided.map(({ situation, decision }) => ({
    paymentId: situation.payment.id,
    state: decision.change.state,
    orderId: situation.order.id,
    orderState: decision.allocation?.orderState ?? situation.order.state,
    isNew: decision.isStateNew,
  }));
}

/**
 * Applies what the gateway says about payments of one merchant, all in one transaction: the one door through which webhooks,
 * return pages, sweeps and staff bring news. Twice, late or in another order, the outcome is the same.
 * Results about payments that are not this merchant's are left out of the answer.
 */
export async function applyGatewayResults(
  ctx: ServiceContext,
  results: readonly GatewayResult[],
): Promise<AppliedResult[]> {
  return inTransaction(async (tx) => {
    const payments = await findPayments(
      tx,
      ctx.actor.merchantId,
      results.map((result) => result.paymentId),
    );
    const orders = new Map(payments.map((payment) => [payment.id, payment.orderId]));
    const applied: AppliedResult[] = [];
    for (const round of rounds(results, (result) => orders.get(result.paymentId) ?? result.paymentId)) {
      applied.push(...(await applyRound(tx, ctx, round)));
    }
    return applied;
  });
}
