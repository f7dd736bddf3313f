import type pg from "pg";
import type { JournalEntryDraft } from "@/lib/domain/ledger/journal-entry";

const GRANT = `WITH lot AS (
    INSERT INTO wallet_lot (merchant_id, id, customer_id, currency, kind, granted_minor, remaining_minor, priority, is_refundable,
        origin_kind, origin_id, granted_at)
      VALUES ($1, gen_random_uuid(), $2, $3, 'goodwill', $4, $4, 20, false, 'adjustment', $5::text, $6) RETURNING *)
  INSERT INTO wallet_movement (merchant_id, customer_id, currency, lot_id, kind, amount_minor, held_minor, balance_after_minor,
      entry_id, actor_kind, actor_name, trace_id, occurred_at)
    SELECT merchant_id, customer_id, currency, id, 'granted', granted_minor, 0, -(SELECT balance_minor FROM ledger_balance b
        JOIN ledger_account a ON a.merchant_id = b.merchant_id AND a.id = b.account_id WHERE a.merchant_id = $1
          AND a.code = 'wallet:' || $2::text AND a.currency = $3), $5::uuid, 'system', 'Test', 'trace', granted_at FROM lot`;

const TAKE = `WITH lot AS (
    UPDATE wallet_lot SET remaining_minor = remaining_minor - $4, is_open = remaining_minor > $4
      WHERE (merchant_id, id) = (SELECT merchant_id, id FROM wallet_lot WHERE merchant_id = $1 AND customer_id = $2 AND currency = $3
        AND remaining_minor >= $4 ORDER BY remaining_minor LIMIT 1) RETURNING *)
  INSERT INTO wallet_movement (merchant_id, customer_id, currency, lot_id, kind, amount_minor, held_minor, balance_after_minor,
      entry_id, actor_kind, actor_name, trace_id, occurred_at)
    SELECT merchant_id, customer_id, currency, id, 'reversed', -$4::bigint, 0, -(SELECT balance_minor FROM ledger_balance b
        JOIN ledger_account a ON a.merchant_id = b.merchant_id AND a.id = b.account_id WHERE a.merchant_id = $1
          AND a.code = 'wallet:' || $2::text AND a.currency = $3), $5::uuid, 'system', 'Test', 'trace', $6 FROM lot`;

/** Makes or takes from lots what an entry, posted past the services, moves in wallets, so that the books stay true. */
export async function lotsOfEntry(
  owner: pg.Pool,
  merchantId: string,
  entryId: string,
  { postings, occurredAt }: JournalEntryDraft,
): Promise<void> {
  for (const { account, amount } of postings) {
    const [prefix, customerId] = account.split(":");
    if (prefix !== "wallet") continue;
    const isTaken = amount.amountMinor > 0n;
    const size = isTaken ? amount.amountMinor : -amount.amountMinor;
    const values = [merchantId, customerId, amount.currency, size, entryId, occurredAt];
    await owner.query(isTaken ? TAKE : GRANT, values);
  }
}
