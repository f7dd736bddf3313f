import type { Payment, PaymentPurpose } from "@/lib/domain/payments/payment";
import type { PaymentState } from "@/lib/domain/payments/payment-state";
import { LEASE, OPERATION_COLUMNS, type OperationRow, operationValues } from "./operations";
import type { Tx } from "./transaction";

interface PaymentRow {
  merchant_id: string;
  id: string;
  order_id: string;
  installment_id: string;
  customer_id: string;
  purpose: PaymentPurpose;
  gateway: string;
  state: PaymentState;
  currency: string;
  amount_minor: bigint;
  credit_minor: bigint;
  credit_picks: readonly string[] | null;
  gateway_payment_id: string | null;
  save_method: boolean;
  created_at: Date;
  trace_id: string;
}

const COLUMNS =
  "merchant_id, id, order_id, installment_id, customer_id, purpose, gateway, state, currency, amount_minor, credit_minor, credit_picks, gateway_payment_id, save_method, created_at, trace_id";

function paymentOf(row: PaymentRow): Payment {
  return {
    merchantId: row.merchant_id,
    id: row.id,
    orderId: row.order_id,
    installmentId: row.installment_id,
    customerId: row.customer_id,
    purpose: row.purpose,
    gateway: row.gateway,
    state: row.state,
    currency: row.currency,
    amountMinor: row.amount_minor,
    credit: row.credit_minor === 0n ? null : { amountMinor: row.credit_minor, lotIds: row.credit_picks },
    gatewayPaymentId: row.gateway_payment_id,
    saveMethod: row.save_method,
    createdAt: row.created_at,
    traceId: row.trace_id,
  };
}

/** Payments by id, unlocked: to learn which orders to lock. */
export async function findPayments(
  tx: Tx,
  merchantId: string,
  paymentIds: readonly string[],
): Promise<Payment[]> {
  const rows = await tx.query<PaymentRow>(
    `SELECT ${COLUMNS} FROM payment WHERE merchant_id = $1 AND id = ANY ($2)`,
    [merchantId, paymentIds],
    "payments-find",
  );
  return rows.map(paymentOf);
}

/** Locks payments whose orders and installments are already locked, in id order. */
export async function lockPayments(
  tx: Tx,
  merchantId: string,
  paymentIds: readonly string[],
): Promise<Payment[]> {
  const rows = await tx.query<PaymentRow>(
    `SELECT ${COLUMNS} FROM payment WHERE merchant_id = $1 AND id = ANY ($2) ORDER BY id FOR UPDATE`,
    [merchantId, paymentIds],
    "payments-lock",
  );
  return rows.map(paymentOf);
}

/** The payments of an order through which money may still move. */
export async function lockLivePayments(tx: Tx, merchantId: string, orderId: string): Promise<Payment[]> {
  const rows = await tx.query<PaymentRow>(
    `SELECT ${COLUMNS} FROM payment WHERE merchant_id = $1 AND order_id = $2
       AND state IN ('pending', 'requires_action', 'processing', 'outcome_unknown', 'failed') ORDER BY id FOR UPDATE`,
    [merchantId, orderId],
    "payments-lock-live",
  );
  return rows.map(paymentOf);
}

/** Begins a payment, and in the same statement the asking of the gateway that follows. */
export async function insertPayment(
  tx: Tx,
  payment: Payment,
  metadata: unknown,
  asking: OperationRow,
): Promise<void> {
  const operation = operationValues(asking);
  const places = operation.map((_, index) => `$${17 + index}`);
  places.splice(2, 0, "1");
  await tx.execute(
    `WITH operation AS (INSERT INTO operation (${OPERATION_COLUMNS}, state, recovery_point, ask_count, lease_until)
       VALUES (${places.join(",")}, 'begun', 'begun', 1, now() + ${LEASE}))
     INSERT INTO payment (merchant_id, id, order_id, installment_id, customer_id, purpose, tender, gateway, state, currency,
       amount_minor, save_method, metadata, created_at, trace_id, credit_minor, credit_picks, next_check_at)
     VALUES ($1,$2,$3,$4,$5,$6,'card',$7,$8,$9,$10,$11,$12,$13,$14,$15,$16, now() + interval '2 minutes')`,
    [
      payment.merchantId,
      payment.id,
      payment.orderId,
      payment.installmentId,
      payment.customerId,
      payment.purpose,
      payment.gateway,
      payment.state,
      payment.currency,
      payment.amountMinor,
      payment.saveMethod,
      JSON.stringify(metadata),
      payment.createdAt,
      payment.traceId,
      payment.credit?.amountMinor ?? 0n,
      payment.credit?.lotIds ?? null,
      ...operation,
    ],
    "payment-insert",
  );
}

/** We asked and do not know: the janitor asks again until it does. Answers false when it is known by now. */
export async function updateToUnknown(tx: Tx, merchantId: string, paymentId: string): Promise<boolean> {
  const changed = await tx.execute(
    `WITH asked AS (UPDATE operation SET state = 'outcome_unknown', recovery_point = 'asked'
       WHERE merchant_id = $1 AND payment_id = $2 AND command = 'create-payment' AND state = 'begun')
     UPDATE payment SET state = 'outcome_unknown', next_check_at = now() + interval '15 seconds'
       WHERE merchant_id = $1 AND id = $2 AND state IN ('pending', 'requires_action', 'processing', 'failed')`,
    [merchantId, paymentId],
  );
  return changed > 0;
}

/**
 * The gateway never heard of it: nothing was taken. One that was never asked for waits for the buyer; one that was asked for
 * is given up, because the gateway may remember its failure under the key: the next payment has a key of its own. Where the
 * order was canceled meanwhile, or the caller gives it up, there is nothing to wait for. Answers what it is now; null when it
 * was known after all, and while an asking may be underway still: it would be done after we had said that it never was.
 */
export async function updateToNeverSent(
  tx: Tx,
  { merchantId, paymentId, isGivenUp }: { merchantId: string; paymentId: string; isGivenUp: boolean },
): Promise<"pending" | "canceled" | null> {
  const rows = await tx.query<{ state: "pending" | "canceled" }>(
    `WITH asking AS (SELECT name, attempt, lease_until > now() AS is_underway FROM operation
       WHERE merchant_id = $1 AND payment_id = $2 AND command = 'create-payment' AND state IN ('begun', 'outcome_unknown')),
     asked AS (UPDATE operation o SET state = 'refused', recovery_point = 'answered', reason = 'never_happened',
         lease_until = NULL, finished_at = now()
       FROM asking a WHERE o.merchant_id = $1 AND o.name = a.name AND o.attempt = a.attempt
         AND NOT EXISTS (SELECT FROM asking WHERE is_underway))
     UPDATE payment p SET next_check_at = NULL,
       state = CASE WHEN o.state = 'canceled' OR p.state = 'outcome_unknown' OR $3 THEN 'canceled'::payment_state
         ELSE 'pending'::payment_state END
     FROM "order" o
     WHERE p.merchant_id = $1 AND p.id = $2 AND p.gateway_payment_id IS NULL
       AND p.state IN ('pending', 'outcome_unknown') AND o.merchant_id = p.merchant_id AND o.id = p.order_id
       AND NOT EXISTS (SELECT FROM asking WHERE is_underway)
     RETURNING p.state`,
    [merchantId, paymentId, isGivenUp],
  );
  return rows[0]?.state ?? null;
}

/** What the gateway said of a payment, as one row of a set. */
export interface PaymentNewsRow {
  readonly merchant_id: string;
  readonly id: string;
  readonly state: PaymentState;
  readonly gateway_payment_id: string;
  readonly gateway_charge_id: string | null;
  readonly card_brand: string | null;
  readonly card_last4: string | null;
  readonly card_funding: string | null;
  readonly failure_code: string | null;
  readonly decline_code: string | null;
  readonly failure_message: string | null;
  readonly captured_at: string | null;
  readonly next_check_after_seconds: number | null;
}

/**
 * Writes news about payments that are locked, and what they say about open askings: a payment that is there was created, and
 * whether the card of one that has ended was to be kept is no question any more.
 */
export async function updatePayments(tx: Tx, news: readonly PaymentNewsRow[]): Promise<void> {
  await tx.execute(
    `WITH n AS MATERIALIZED (
       SELECT * FROM jsonb_to_recordset($1::jsonb) AS n(merchant_id uuid, id uuid, state payment_state, gateway_payment_id text,
         gateway_charge_id text, card_brand text, card_last4 text, card_funding text, failure_code text, decline_code text,
         failure_message text, captured_at timestamptz, next_check_after_seconds int)
     ), asked AS (
       UPDATE operation o SET recovery_point = 'answered', lease_until = NULL, finished_at = now(),
           state = CASE o.command WHEN 'create-payment' THEN 'done' ELSE 'refused' END::operation_state,
           reason = CASE o.command WHEN 'create-payment' THEN o.reason ELSE 'payment_ended' END,
           answer = jsonb_build_object('gatewayPaymentId', n.gateway_payment_id)
         FROM n WHERE o.merchant_id = n.merchant_id AND o.payment_id = n.id AND o.state IN ('begun', 'outcome_unknown')
           AND (o.command = 'create-payment' OR o.command = 'keep-card' AND n.state IN ('completed', 'canceled')))
     UPDATE payment p SET state = n.state, gateway_payment_id = n.gateway_payment_id,
       gateway_charge_id = coalesce(n.gateway_charge_id, p.gateway_charge_id),
       card_brand = coalesce(n.card_brand, p.card_brand), card_last4 = coalesce(n.card_last4, p.card_last4),
       card_funding = coalesce(n.card_funding, p.card_funding),
       failure_code = n.failure_code, decline_code = n.decline_code, failure_message = n.failure_message,
       captured_at = coalesce(p.captured_at, n.captured_at),
       next_check_at = now() + make_interval(secs => n.next_check_after_seconds)
     FROM n WHERE p.merchant_id = n.merchant_id AND p.id = n.id`,
    [JSON.stringify(news)],
    "payments-update",
  );
}

/** The gateway's ids of the attempts recorded for payments. */
export async function findAttempts(
  tx: Tx,
  merchantId: string,
  paymentIds: readonly string[],
): Promise<{ paymentId: string; externalId: string }[]> {
  const rows = await tx.query<{ payment_id: string; external_id: string }>(
    "SELECT payment_id, external_id FROM payment_attempt WHERE merchant_id = $1 AND payment_id = ANY ($2)",
    [merchantId, paymentIds],
    "attempts-find",
  );
  return rows.map((row) => ({ paymentId: row.payment_id, externalId: row.external_id }));
}

export interface AttemptRow {
  readonly merchant_id: string;
  readonly id: string;
  readonly payment_id: string;
  readonly command: string;
  readonly idempotency_key: string | null;
  readonly external_id: string;
  readonly outcome: string;
  readonly failure_code: string | null;
  readonly decline_code: string | null;
  readonly failure_message: string | null;
  readonly card_brand: string | null;
  readonly card_last4: string | null;
  readonly occurred_at: string;
}

/** Records attempts that are not recorded yet. Answers the ids of those that are new. */
export async function insertAttempts(tx: Tx, attempts: readonly AttemptRow[]): Promise<string[]> {
  if (attempts.length === 0) return [];
  const rows = await tx.query<{ id: string }>(
    `INSERT INTO payment_attempt (merchant_id, id, payment_id, command, idempotency_key, external_id, outcome, failure_code,
       decline_code, failure_message, card_brand, card_last4, occurred_at)
     SELECT merchant_id, id, payment_id, command, idempotency_key, external_id, outcome, failure_code,
       decline_code, failure_message, card_brand, card_last4, occurred_at
     FROM jsonb_to_recordset($1::jsonb) AS a(merchant_id uuid, id uuid, payment_id uuid, command text, idempotency_key text,
       external_id text, outcome text, failure_code text, decline_code text, failure_message text, card_brand text,
       card_last4 text, occurred_at timestamptz)
     ON CONFLICT (merchant_id, payment_id, external_id, command, outcome) DO NOTHING RETURNING id`,
    [JSON.stringify(attempts)],
    "attempts-insert",
  );
  return rows.map((row) => row.id);
}

/** A payment to be looked at, and whether its order was canceled: then nobody may pay it any more. */
export interface DuePayment {
  readonly payment: Payment;
  readonly isOrderCanceled: boolean;
}

/** Payments whose next look at the gateway is due; the look is put off so that two janitors do not take the same one. */
export async function claimDuePayments(tx: Tx, limit: number): Promise<DuePayment[]> {
  const rows = await tx.query<PaymentRow & { is_order_canceled: boolean }>(
    `UPDATE payment SET next_check_at = now() + interval '1 minute' WHERE (merchant_id, id) IN (
       SELECT merchant_id, id FROM payment WHERE next_check_at <= now() ORDER BY next_check_at LIMIT $1 FOR UPDATE SKIP LOCKED)
     RETURNING ${COLUMNS}, (SELECT o.state = 'canceled' FROM "order" o
       WHERE o.merchant_id = payment.merchant_id AND o.id = payment.order_id) AS is_order_canceled`,
    [limit],
  );
  return rows.map((row) => ({ payment: paymentOf(row), isOrderCanceled: row.is_order_canceled }));
}
