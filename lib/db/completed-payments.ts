import type { PaymentPurpose } from "@/lib/domain/payments/payment";
import type { Tx } from "./transaction";

/** A payment that is complete when it is made: nobody outside has to be asked about it. */
export interface CompletedPaymentRow {
  readonly merchant_id: string;
  readonly id: string;
  readonly order_id: string;
  readonly installment_id: string;
  readonly customer_id: string;
  readonly purpose: PaymentPurpose;
  readonly tender: "wallet" | "bank_transfer" | "cash" | "check";
  /** Who took it: wallet for credit, manual for what staff received. */
  readonly gateway: "wallet" | "manual";
  readonly currency: string;
  readonly amount_minor: string;
  readonly captured_at: string;
  readonly trace_id: string;
}

export async function insertCompletedPayments(
  tx: Tx,
  payments: readonly CompletedPaymentRow[],
): Promise<void> {
  if (payments.length === 0) return;
  await tx.execute(
    `INSERT INTO payment (merchant_id, id, order_id, installment_id, customer_id, purpose, tender, gateway, state, currency,
       amount_minor, metadata, created_at, captured_at, trace_id)
     SELECT merchant_id, id, order_id, installment_id, customer_id, purpose, tender, gateway, 'completed', currency,
       amount_minor, '{}'::jsonb, captured_at, captured_at, trace_id
     FROM jsonb_to_recordset($1::jsonb) AS p(merchant_id uuid, id uuid, order_id uuid, installment_id uuid, customer_id uuid,
       purpose payment_purpose, tender tender, gateway text, currency text, amount_minor bigint, captured_at timestamptz,
       trace_id text)`,
    [JSON.stringify(payments)],
    "payments-insert-completed",
  );
}
