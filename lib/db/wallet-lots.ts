import { readRestrictions } from "@/lib/domain/wallets/restrictions";

import type { SpendingOrder } from "@/lib/domain/wallets/wallet-rules";
import type { LotOriginKind, WalletLot, WalletLotKind } from "@/lib/domain/wallets/wallet-lot";
import type { Tx } from "./transaction";

interface LotRow {
  merchant_id: string;
  id: string;
  customer_id: string;
  currency: string;
  kind: WalletLotKind;
  granted_minor: bigint;
  remaining_minor: bigint;
  held_minor: bigint;
  priority: number;
  expires_on: string | null;
  restrictions: unknown;
  is_refundable: boolean;
  origin_kind: LotOriginKind;
  origin_id: string;
  frozen_at: Date | null;
  granted_at: Date;
}

const COLUMNS = `merchant_id, id, customer_id, currency, kind, granted_minor, remaining_minor, held_minor, priority,
  expires_on::text AS expires_on, restrictions, is_refundable, origin_kind, origin_id, frozen_at, granted_at`;

function lotOf(row: LotRow): WalletLot {
  return {
    merchantId: row.merchant_id,
    id: row.id,
    customerId: row.customer_id,
    currency: row.currency,
    kind: row.kind,
    grantedMinor: row.granted_minor,
    remainingMinor: row.remaining_minor,
    heldMinor: row.held_minor,
    priority: row.priority,
    expiresOn: row.expires_on,
    restrictions: readRestrictions(row.restrictions),
    isRefundable: row.is_refundable,
    originKind: row.origin_kind,
    originId: row.origin_id,
    frozenAt: row.frozen_at,
    grantedAt: row.granted_at,
  };
}

/** One customer's credit in one currency. Its lock is the balance of its account: see `lockFloorBalances`. */
export interface WalletKey {
  readonly merchantId: string;
  readonly customerId: string;
  readonly currency: string;
}

/** As in `inSpendingOrder`; each has an index of open lots, so that a spend reads no more of them than it needs. */
const ORDER_BY: Readonly<Record<SpendingOrder, string>> = {
  first_in_first_out: "granted_at, id",
  soonest_expiring_first: "wallet_lot.expires_on, granted_at, id",
  by_priority: "priority, (kind IN ('top_up', 'refund')), granted_at, id",
};

/**
 * Open lots with something free, in the rule's order, some at a time. Read under the wallet's lock. How many stands in the
 * statement's text, so that its plan is one for a few rows: a walk along the rule's index, which ends when there are enough.
 */
export async function readSpendableLots(
  tx: Tx,
  wallet: WalletKey,
  rule: SpendingOrder,
  page: { readonly offset: number; readonly limit: 8 | 64 | 512 },
): Promise<WalletLot[]> {
  const rows = await tx.query<LotRow>(
    `SELECT ${COLUMNS} FROM wallet_lot
       WHERE merchant_id = $1 AND customer_id = $2 AND currency = $3 AND is_open AND remaining_minor > held_minor
       ORDER BY ${ORDER_BY[rule]} LIMIT ${page.limit} OFFSET $4`,
    [wallet.merchantId, wallet.customerId, wallet.currency, page.offset],
    `wallet-lots-${rule}-${page.limit}`,
  );
  return rows.map(lotOf);
}

/** All lots of a wallet with anything left, oldest first. */
export async function findOpenLots(tx: Tx, wallet: WalletKey): Promise<WalletLot[]> {
  const rows = await tx.query<LotRow>(
    `SELECT ${COLUMNS} FROM wallet_lot WHERE merchant_id = $1 AND customer_id = $2 AND currency = $3 AND is_open
       ORDER BY granted_at, id`,
    [wallet.merchantId, wallet.customerId, wallet.currency],
    "wallet-lots-open",
  );
  return rows.map(lotOf);
}

/** Lots by id, in id order. */
export async function findLots(tx: Tx, merchantId: string, lotIds: readonly string[]): Promise<WalletLot[]> {
  const rows = await tx.query<LotRow>(
    `SELECT ${COLUMNS} FROM wallet_lot WHERE merchant_id = $1 AND id = ANY ($2) ORDER BY id`,
    [merchantId, lotIds],
    "wallet-lots-find",
  );
  return rows.map(lotOf);
}

/** Lots that came from some event, such as the top-up of a payment. */
export async function findLotsOfOrigin(
  tx: Tx,
  merchantId: string,
  origin: { readonly kind: LotOriginKind; readonly id: string },
): Promise<WalletLot[]> {
  const rows = await tx.query<LotRow>(
    `SELECT ${COLUMNS} FROM wallet_lot WHERE merchant_id = $1 AND origin_kind = $2 AND origin_id = $3 ORDER BY id`,
    [merchantId, origin.kind, origin.id],
  );
  return rows.map(lotOf);
}

export interface NewLotRow {
  readonly merchant_id: string;
  readonly id: string;
  readonly customer_id: string;
  readonly currency: string;
  readonly kind: WalletLotKind;
  readonly granted_minor: string;
  readonly priority: number;
  readonly expires_on: string | null;
  readonly restrictions: unknown;
  readonly is_refundable: boolean;
  readonly origin_kind: LotOriginKind;
  readonly origin_id: string;
  readonly granted_at: string;
}

export async function insertLots(tx: Tx, lots: readonly NewLotRow[]): Promise<void> {
  if (lots.length === 0) return;
  await tx.execute(
    `INSERT INTO wallet_lot (merchant_id, id, customer_id, currency, kind, granted_minor, remaining_minor, priority, expires_on,
       restrictions, is_refundable, origin_kind, origin_id, granted_at)
     SELECT merchant_id, id, customer_id, currency, kind, granted_minor, granted_minor, priority, expires_on, restrictions,
       is_refundable, origin_kind, origin_id, granted_at
     FROM jsonb_to_recordset($1::jsonb) AS l(merchant_id uuid, id uuid, customer_id uuid, currency text, kind wallet_lot_kind,
       granted_minor bigint, priority int, expires_on date, restrictions jsonb, is_refundable boolean, origin_kind text,
       origin_id text, granted_at timestamptz)`,
    [JSON.stringify(lots)],
    "wallet-lots-insert",
  );
}

/** Freezes a lot, or (with nulls) lets it be spent again. */
export async function updateFrozen(
  tx: Tx,
  lot: { readonly merchantId: string; readonly id: string },
  frozen: { readonly at: Date | null; readonly reason: string | null },
): Promise<void> {
  await tx.execute(
    "UPDATE wallet_lot SET frozen_at = $3, frozen_reason = $4 WHERE merchant_id = $1 AND id = $2",
    [lot.merchantId, lot.id, frozen.at, frozen.reason],
  );
}
