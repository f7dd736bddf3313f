import { invariant } from "@/lib/domain/invariant";
import type { CollectionState, Installment, InstallmentState } from "@/lib/domain/orders/order";
import type { PaymentPurpose } from "@/lib/domain/payments/payment";
import { type DueRule, readDueRule } from "@/lib/domain/terms/due-rule";
import type { Tx } from "./transaction";

export async function insertInstallments(tx: Tx, installments: readonly Installment[]): Promise<void> {
  for (const part of installments) {
    await tx.execute(
      `INSERT INTO installment (merchant_id, id, order_id, position, state, currency, amount_minor, purpose, due_rule, due_on,
         tax_minor) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11)`,
      [
        part.merchantId,
        part.id,
        part.orderId,
        part.position,
        part.state,
        part.currency,
        part.amountMinor,
        part.purpose,
        JSON.stringify(part.due),
        part.dueOn,
        part.taxMinor,
      ],
      "installment-insert",
    );
  }
}

interface InstallmentRow {
  merchant_id: string;
  id: string;
  order_id: string;
  position: number;
  state: InstallmentState;
  currency: string;
  amount_minor: bigint;
  paid_minor: bigint;
  credited_minor: bigint;
  withdrawn_minor: bigint;
  tax_minor: bigint;
  purpose: PaymentPurpose;
  due_rule: unknown;
  due_on: string | null;
  collection: CollectionState;
  charge_count: number;
  agenda_step: number;
  retry_at: Date | null;
  answer_by: Date | null;
}

function ruleOf(row: InstallmentRow): DueRule {
  const rule = readDueRule(row.due_rule);
  invariant(rule !== null, `Installment ${row.id} has a rule that cannot be read.`);
  return rule;
}

const COLUMNS = `merchant_id, id, order_id, position, state, currency, amount_minor, paid_minor, credited_minor, withdrawn_minor,
  tax_minor, purpose, due_rule, due_on::text AS due_on, collection, charge_count, agenda_step, retry_at, answer_by`;

function installmentOf(row: InstallmentRow): Installment {
  return {
    merchantId: row.merchant_id,
    id: row.id,
    orderId: row.order_id,
    position: row.position,
    state: row.state,
    currency: row.currency,
    amountMinor: row.amount_minor,
    paidMinor: row.paid_minor,
    creditedMinor: row.credited_minor,
    withdrawnMinor: row.withdrawn_minor,
    taxMinor: row.tax_minor,
    purpose: row.purpose,
    due: ruleOf(row),
    dueOn: row.due_on,
    collection: row.collection,
    chargeCount: row.charge_count,
    agendaStep: row.agenda_step,
    retryAt: row.retry_at,
    answerBy: row.answer_by,
  };
}

/** Locks the installments of orders that are already locked, by id; what was replaced is no part of them. */
export async function lockInstallments(
  tx: Tx,
  merchantId: string,
  orderIds: readonly string[],
): Promise<Installment[]> {
  const rows = await tx.query<InstallmentRow>(
    `SELECT ${COLUMNS} FROM installment
       WHERE merchant_id = $1 AND order_id = ANY ($2) AND state <> 'replaced' ORDER BY id FOR UPDATE`,
    [merchantId, orderIds],
    "installments-lock",
  );
  return rows.map(installmentOf);
}

/** Those of some installments that were replaced. They never change again, so they need no lock. */
export async function findReplacedInstallments(
  tx: Tx,
  merchantId: string,
  installmentIds: readonly string[],
): Promise<Installment[]> {
  if (installmentIds.length === 0) return [];
  const rows = await tx.query<InstallmentRow>(
    `SELECT ${COLUMNS} FROM installment WHERE merchant_id = $1 AND id = ANY ($2) AND state = 'replaced'`,
    [merchantId, installmentIds],
    "installments-replaced",
  );
  return rows.map(installmentOf);
}

/**
 * Takes what is open off installments that are locked: another schedule claims it. What nothing was paid of is replaced, and its
 * invoice void; what something was paid of is settled by that. The tax in it goes along.
 */
export async function withdrawInstallments(
  tx: Tx,
  merchantId: string,
  withdrawn: readonly { readonly installmentId: string; readonly taxMinor: bigint }[],
): Promise<void> {
  await tx.execute(
    `WITH gone AS (
       UPDATE installment SET withdrawn_minor = amount_minor - paid_minor - credited_minor, next_step_at = NULL,
         tax_minor = tax_minor - w.taken_minor,
         collection = 'none', retry_at = NULL, answer_by = NULL,
         state = CASE WHEN paid_minor + credited_minor = 0 THEN 'replaced'::installment_state ELSE 'paid'::installment_state END
       FROM unnest($2::uuid[], $3::bigint[]) AS w (installment_id, taken_minor)
       WHERE merchant_id = $1 AND id = w.installment_id RETURNING merchant_id, id, state)
     UPDATE invoice v SET state = CASE gone.state WHEN 'replaced' THEN 'void'::invoice_state ELSE 'paid'::invoice_state END
       FROM gone WHERE v.merchant_id = gone.merchant_id AND v.installment_id = gone.id AND v.state = 'open'`,
    [
      merchantId,
      withdrawn.map(({ installmentId }) => installmentId),
      withdrawn.map(({ taxMinor }) => String(taxMinor)),
    ],
    "installments-withdraw",
  );
}

/** Whatever is unpaid of an order is canceled. */
export async function cancelInstallments(tx: Tx, merchantId: string, orderId: string): Promise<void> {
  await tx.execute(
    `UPDATE installment SET state = 'canceled', next_step_at = NULL, retry_at = NULL, answer_by = NULL, collection = 'none'
       WHERE merchant_id = $1 AND order_id = $2 AND state IN ('scheduled', 'due', 'overdue')`,
    [merchantId, orderId],
    "installments-cancel",
  );
}

/** Where installments that are locked stand now, and when collection looks at them next. */
export async function updateInstallments(
  tx: Tx,
  installments: readonly (Installment & { readonly nextStepAt: Date | null })[],
): Promise<void> {
  if (installments.length === 0) return;
  const rows = installments.map((part) => ({
    merchant_id: part.merchantId,
    id: part.id,
    state: part.state,
    due_on: part.dueOn,
    next_step_at: part.nextStepAt?.toISOString() ?? null,
    collection: part.collection,
    charge_count: part.chargeCount,
    agenda_step: part.agendaStep,
    retry_at: part.retryAt?.toISOString() ?? null,
    answer_by: part.answerBy?.toISOString() ?? null,
  }));
  await tx.execute(
    `UPDATE installment i SET state = n.state, due_on = n.due_on, next_step_at = n.next_step_at, collection = n.collection,
       charge_count = n.charge_count, agenda_step = n.agenda_step, retry_at = n.retry_at, answer_by = n.answer_by
     FROM jsonb_to_recordset($1::jsonb) AS n(merchant_id uuid, id uuid, state installment_state, due_on date,
       next_step_at timestamptz, collection text, charge_count smallint, agenda_step smallint, retry_at timestamptz,
       answer_by timestamptz)
     WHERE i.merchant_id = n.merchant_id AND i.id = n.id`,
    [JSON.stringify(rows)],
    "installments-update",
  );
}

export interface InstallmentToAdvance {
  readonly merchantId: string;
  readonly orderId: string;
  readonly installmentId: string;
}

/** Installments whose next step has come by an instant, oldest first: as many as one batch takes, found by their index alone. */
export async function findInstallmentsToAdvance(
  tx: Tx,
  now: Date,
  limit: number,
): Promise<InstallmentToAdvance[]> {
  const rows = await tx.query<{ merchant_id: string; order_id: string; id: string }>(
    `SELECT merchant_id, order_id, id FROM installment WHERE next_step_at <= $1 ORDER BY next_step_at LIMIT $2
       FOR UPDATE SKIP LOCKED`,
    [now, limit],
    "installments-to-advance",
  );
  return rows.map((row) => ({
    merchantId: row.merchant_id,
    orderId: row.order_id,
    installmentId: row.id,
  }));
}

/** Puts off the next look at one that could not be advanced, so that it holds up no other. */
export async function putOffInstallment(
  tx: Tx,
  one: Pick<InstallmentToAdvance, "merchantId" | "installmentId">,
  until: Date,
): Promise<void> {
  await tx.execute(
    "UPDATE installment SET next_step_at = $3 WHERE merchant_id = $1 AND id = $2 AND next_step_at IS NOT NULL",
    [one.merchantId, one.installmentId, until],
  );
}
