import type { WalletMovementKind } from "@/lib/domain/wallets/wallet-lot";
import { rowLimit } from "./row-limit";
import type { WalletKey } from "./wallet-lots";
import type { Tx } from "./transaction";

/** One change of one lot, with who and why. Amounts are signed. */
export interface MovementRow {
  readonly merchant_id: string;
  readonly customer_id: string;
  readonly currency: string;
  readonly lot_id: string;
  readonly kind: WalletMovementKind;
  readonly amount_minor: string;
  readonly held_minor: string;
  readonly balance_after_minor: string;
  readonly entry_id: string | null;
  readonly hold_id: string | null;
  readonly order_id: string | null;
  readonly payment_id: string | null;
  readonly reason: string | null;
  readonly actor_kind: string;
  readonly actor_id: string | null;
  readonly actor_name: string;
  readonly trace_id: string;
  readonly occurred_at: string;
}

const COLUMNS = `merchant_id, customer_id, currency, lot_id, kind, amount_minor, held_minor, balance_after_minor, entry_id, hold_id,
  order_id, payment_id, reason, actor_kind, actor_id, actor_name, trace_id, occurred_at`;

const GIVEN = `ROWS FROM (jsonb_to_recordset($1::jsonb) AS (merchant_id uuid, customer_id uuid, currency text, lot_id uuid, kind text,
    amount_minor bigint, held_minor bigint, balance_after_minor bigint, entry_id uuid, hold_id uuid, order_id uuid,
    payment_id uuid, reason text, actor_kind text, actor_id uuid, actor_name text, trace_id text, occurred_at timestamptz))
  WITH ORDINALITY AS m(${COLUMNS}, position)`;

/** Writes movements, and nothing else: those of lots that were just made with what the movement says. */
export async function insertMovements(tx: Tx, movements: readonly MovementRow[]): Promise<void> {
  if (movements.length === 0) return;
  await tx.execute(
    `INSERT INTO wallet_movement (${COLUMNS}) SELECT ${COLUMNS} FROM ${GIVEN} ORDER BY position`,
    [JSON.stringify(movements)],
    "wallet-movements-insert",
  );
}

/** Changes lots as movements say, and writes the movements, in one statement. The table refuses what a lot cannot give. */
export async function moveLots(tx: Tx, movements: readonly MovementRow[]): Promise<void> {
  if (movements.length === 0) return;
  const limit = rowLimit(new Set(movements.map((movement) => movement.lot_id)).size);
  await tx.execute(
    `WITH given AS MATERIALIZED (SELECT * FROM ${GIVEN}), moved AS (
       UPDATE wallet_lot l SET remaining_minor = l.remaining_minor + m.amount_minor, held_minor = l.held_minor + m.held_minor,
           is_open = l.remaining_minor + m.amount_minor > 0
         FROM (SELECT merchant_id, lot_id, sum(amount_minor)::bigint AS amount_minor, sum(held_minor)::bigint AS held_minor
           FROM given GROUP BY 1, 2 LIMIT ${limit}) m
         WHERE l.merchant_id = m.merchant_id AND l.id = m.lot_id AND (m.amount_minor <> 0 OR m.held_minor <> 0))
     INSERT INTO wallet_movement (${COLUMNS}) SELECT ${COLUMNS} FROM given ORDER BY position`,
    [JSON.stringify(movements)],
    `wallet-lots-move-${limit}`,
  );
}

/** What a wallet that is locked held after its last movement; nothing before its first. */
export async function findLastBalance(tx: Tx, wallet: WalletKey): Promise<bigint> {
  const [row] = await tx.query<{ balance_after_minor: bigint }>(
    `SELECT balance_after_minor FROM wallet_movement WHERE merchant_id = $1 AND customer_id = $2 AND currency = $3
       ORDER BY sequence DESC LIMIT 1`,
    [wallet.merchantId, wallet.customerId, wallet.currency],
    "wallet-last-balance",
  );
  return row?.balance_after_minor ?? 0n;
}

/** What an entry did to lots, to be mirrored. */
export async function findMovementsOfEntry(
  tx: Tx,
  merchantId: string,
  entryId: string,
): Promise<{ lotId: string; amountMinor: bigint }[]> {
  const rows = await tx.query<{ lot_id: string; amount_minor: bigint }>(
    `SELECT lot_id, sum(amount_minor)::bigint AS amount_minor FROM wallet_movement
       WHERE merchant_id = $1 AND entry_id = $2 GROUP BY lot_id ORDER BY lot_id`,
    [merchantId, entryId],
  );
  return rows.map((row) => ({ lotId: row.lot_id, amountMinor: row.amount_minor }));
}
