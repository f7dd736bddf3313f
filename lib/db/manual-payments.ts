import type { EvidenceType } from "@/lib/domain/manual-payments/evidence-type";
import {
  MANUAL_METHODS,
  MANUAL_PAYMENT_STATES,
  type ManualMethod,
  type ManualPart,
  type ManualPaymentState,
} from "@/lib/domain/manual-payments/manual-payment";
import { bigintAt, memberAt, type Row, textAt } from "./row";
import type { Tx } from "./transaction";

export interface ManualPaymentRow {
  readonly merchantId: string;
  readonly id: string;
  readonly customerId: string;
  readonly method: ManualMethod;
  readonly currency: string;
  readonly amountMinor: bigint;
  /** A civil day. */
  readonly receivedOn: string;
  readonly reference: string;
  readonly state: ManualPaymentState;
  readonly recordedById: string;
}

export interface Evidence {
  readonly fileName: string;
  readonly mediaType: EvidenceType;
  readonly content: Uint8Array;
  readonly sha256: string;
}

export async function insertManualPayment(
  tx: Tx,
  payment: Omit<ManualPaymentRow, "state"> & {
    readonly note: string;
    readonly recordedBy: string;
    readonly recordedAt: Date;
    readonly parts: readonly ManualPart[];
    readonly evidence: Evidence | null;
  },
): Promise<void> {
  const { merchantId, id, evidence } = payment;
  await tx.execute(
    `INSERT INTO manual_payment (merchant_id, id, customer_id, method, currency, amount_minor, received_on, reference, note,
       recorded_by_id, recorded_by, recorded_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      merchantId,
      id,
      payment.customerId,
      payment.method,
      payment.currency,
      payment.amountMinor,
      payment.receivedOn,
      payment.reference,
      payment.note,
      payment.recordedById,
      payment.recordedBy,
      payment.recordedAt,
    ],
  );
  await tx.execute(
    `INSERT INTO manual_payment_part (merchant_id, manual_payment_id, order_id, amount_minor)
       SELECT $1, $2, order_id, amount_minor FROM unnest($3::uuid[], $4::bigint[]) AS part(order_id, amount_minor)`,
    [
      merchantId,
      id,
      payment.parts.map((part) => part.orderId),
      payment.parts.map((part) => String(part.amountMinor)),
    ],
  );
  if (evidence === null) return;
  await tx.execute(
    `INSERT INTO manual_payment_evidence (merchant_id, manual_payment_id, file_name, media_type, content, sha256)
       VALUES ($1, $2, $3, $4, $5, $6)`,
    [merchantId, id, evidence.fileName, evidence.mediaType, Buffer.from(evidence.content), evidence.sha256],
  );
}

/** The payment, locked: whoever decides about it first is the only one. */
export async function lockManualPayment(
  tx: Tx,
  merchantId: string,
  id: string,
): Promise<ManualPaymentRow | null> {
  const [row] = await tx.query<Row>(
    `SELECT customer_id, method, currency, amount_minor, received_on::text AS received_on, reference, state, recorded_by_id
       FROM manual_payment WHERE merchant_id = $1 AND id = $2 FOR UPDATE`,
    [merchantId, id],
  );
  if (row === undefined) return null;
  return {
    merchantId,
    id,
    customerId: textAt(row, "customer_id"),
    method: memberAt(row, "method", MANUAL_METHODS),
    currency: textAt(row, "currency"),
    amountMinor: bigintAt(row, "amount_minor"),
    receivedOn: textAt(row, "received_on"),
    reference: textAt(row, "reference"),
    state: memberAt(row, "state", MANUAL_PAYMENT_STATES),
    recordedById: textAt(row, "recorded_by_id"),
  };
}

/** What it is meant for, in the order in which orders are locked. */
export async function findManualParts(tx: Tx, merchantId: string, id: string): Promise<ManualPart[]> {
  const rows = await tx.query<Row>(
    `SELECT order_id, amount_minor FROM manual_payment_part
       WHERE merchant_id = $1 AND manual_payment_id = $2 ORDER BY order_id`,
    [merchantId, id],
  );
  return rows.map((row) => ({
    orderId: textAt(row, "order_id"),
    amountMinor: bigintAt(row, "amount_minor"),
  }));
}

export async function updatePartApplied(
  tx: Tx,
  part: {
    merchantId: string;
    manualPaymentId: string;
    orderId: string;
    appliedMinor: bigint;
    paymentId: string | null;
  },
): Promise<void> {
  await tx.execute(
    `UPDATE manual_payment_part SET applied_minor = $4, payment_id = $5
       WHERE merchant_id = $1 AND manual_payment_id = $2 AND order_id = $3`,
    [part.merchantId, part.manualPaymentId, part.orderId, part.appliedMinor, part.paymentId],
  );
}

export async function updateManualDecision(
  tx: Tx,
  decided: {
    readonly merchantId: string;
    readonly id: string;
    readonly state: "verified" | "rejected";
    readonly byId: string;
    readonly by: string;
    readonly at: Date;
    readonly reason: string;
    readonly excessMinor: bigint;
  },
): Promise<void> {
  await tx.execute(
    `UPDATE manual_payment SET state = $3::manual_payment_state, decided_by_id = $4, decided_by = $5, decided_at = $6,
       decision_reason = $7, excess_minor = $8 WHERE merchant_id = $1 AND id = $2`,
    [
      decided.merchantId,
      decided.id,
      decided.state,
      decided.byId,
      decided.by,
      decided.at,
      decided.reason,
      decided.excessMinor,
    ],
  );
}
