import type { WalletHold } from "@/lib/domain/wallets/wallet-hold";
import { rowLimit } from "./row-limit";
import type { Tx } from "./transaction";

interface HoldRow {
  merchant_id: string;
  id: string;
  customer_id: string;
  order_id: string;
  installment_id: string;
  payment_id: string | null;
  currency: string;
  amount_minor: bigint;
  expires_at: Date;
  parts: { lotId: string; amountMinor: string }[];
}

function holdOf(row: HoldRow): WalletHold {
  return {
    merchantId: row.merchant_id,
    id: row.id,
    customerId: row.customer_id,
    orderId: row.order_id,
    installmentId: row.installment_id,
    paymentId: row.payment_id,
    currency: row.currency,
    amountMinor: row.amount_minor,
    expiresAt: row.expires_at,
    parts: row.parts.map(({ lotId, amountMinor }) => ({ lotId, amountMinor: BigInt(amountMinor) })),
  };
}

export async function insertHold(tx: Tx, hold: WalletHold, at: Date, traceId: string): Promise<void> {
  await tx.execute(
    `WITH hold AS (
       INSERT INTO wallet_hold (merchant_id, id, customer_id, order_id, installment_id, payment_id, currency, amount_minor, expires_at,
           created_at, trace_id)
         VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11))
     INSERT INTO wallet_hold_lot (merchant_id, hold_id, lot_id, position, amount_minor)
       SELECT $1, $2, p.lot_id, p.position, p.amount_minor
         FROM unnest($12::uuid[], $13::bigint[]) WITH ORDINALITY AS p(lot_id, amount_minor, position)`,
    [
      hold.merchantId,
      hold.id,
      hold.customerId,
      hold.orderId,
      hold.installmentId,
      hold.paymentId,
      hold.currency,
      hold.amountMinor,
      hold.expiresAt,
      at,
      traceId,
      hold.parts.map(({ lotId }) => lotId),
      hold.parts.map(({ amountMinor }) => amountMinor),
    ],
    "wallet-hold-insert",
  );
}

async function lockActive(tx: Tx, column: string, values: readonly unknown[]): Promise<WalletHold[]> {
  const rows = await tx.query<HoldRow>(
    `SELECT h.merchant_id, h.id, h.customer_id, h.order_id, h.installment_id, h.payment_id, h.currency, h.amount_minor, h.expires_at,
         (SELECT jsonb_agg(jsonb_build_object('lotId', p.lot_id, 'amountMinor', p.amount_minor::text) ORDER BY p.position)
           FROM wallet_hold_lot p WHERE p.merchant_id = h.merchant_id AND p.hold_id = h.id) AS parts
       FROM wallet_hold h WHERE h.merchant_id = $1 AND h.${column} = ANY ($2) AND h.state = 'active'
       ORDER BY h.id FOR UPDATE OF h`,
    values,
    `wallet-holds-lock-by-${column}`,
  );
  return rows.map(holdOf);
}

/** The active holds that go with payments, locked in id order. Their orders and payments are locked already. */
export async function lockHolds(
  tx: Tx,
  merchantId: string,
  paymentIds: readonly string[],
): Promise<WalletHold[]> {
  return lockActive(tx, "payment_id", [merchantId, paymentIds]);
}

/** The active holds of an order that is locked. */
export async function lockHoldsOfOrder(tx: Tx, merchantId: string, orderId: string): Promise<WalletHold[]> {
  return lockActive(tx, "order_id", [merchantId, [orderId]]);
}

/** The payments by credit that went through beside a card payment: each has the id of the hold that it was. */
export async function findCreditBeside(tx: Tx, merchantId: string, paymentId: string): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    "SELECT id FROM wallet_hold WHERE merchant_id = $1 AND payment_id = $2 AND state = 'captured' ORDER BY id",
    [merchantId, paymentId],
    "wallet-credit-beside",
  );
  return rows.map(({ id }) => id);
}

/** An active hold, or null where it has ended or is not the merchant's. */
export async function findActiveHold(tx: Tx, merchantId: string, holdId: string): Promise<WalletHold | null> {
  const [hold] = await lockActive(tx, "id", [merchantId, [holdId]]);
  return hold ?? null;
}

/** How a hold ended. */
export interface EndedHold {
  readonly merchant_id: string;
  readonly id: string;
  readonly state: "captured" | "released";
  readonly reason: string | null;
}

/** Ends holds that are active. Answers how many were. */
export async function endHolds(tx: Tx, holds: readonly EndedHold[], at: Date): Promise<number> {
  const limit = rowLimit(holds.length);
  return tx.execute(
    `UPDATE wallet_hold h SET state = e.state, released_reason = e.reason, ended_at = $2
       FROM (SELECT * FROM jsonb_to_recordset($1::jsonb) AS r(merchant_id uuid, id uuid, state wallet_hold_state, reason text)
         LIMIT ${limit}) e
       WHERE h.merchant_id = e.merchant_id AND h.id = e.id AND h.state = 'active'`,
    [JSON.stringify(holds), at],
    `wallet-holds-end-${limit}`,
  );
}

/** Puts off when a checkout that is left alone gives a hold up: somebody is at it. */
export async function extendHold(
  tx: Tx,
  hold: Pick<WalletHold, "merchantId" | "id">,
  expiresAt: Date,
): Promise<void> {
  await tx.execute(
    `UPDATE wallet_hold SET expires_at = greatest(expires_at, $3)
       WHERE merchant_id = $1 AND id = $2 AND state = 'active'`,
    [hold.merchantId, hold.id, expiresAt],
  );
}
