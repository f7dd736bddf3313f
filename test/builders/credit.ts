import { money } from "@/lib/domain/money/money";
import { newId } from "@/lib/platform/ids";
import { pool } from "@/lib/db/pool";
import type { GrantCredit } from "@/lib/domain/wallets/wallet-adjustment";
import { adjustWallet } from "@/lib/services/wallets/adjust-wallet";
import { answered } from "../support/answered";
import type { Shop } from "./shop";

/** Gives a customer credit, and answers the lot it is in. */
export async function aLot(
  shop: Shop,
  customerId: string,
  amountMinor: bigint,
  changes: Partial<Pick<GrantCredit, "kind" | "priority" | "expiresOn" | "restrictions">> & {
    readonly currency?: string;
  } = {},
): Promise<string> {
  const { currency = "USD", ...given } = changes;
  const adjustmentKey = newId();
  answered(
    await adjustWallet(shop.staff("finance_admin"), {
      adjustmentKey,
      customerId,
      direction: "grant",
      amount: money(amountMinor, currency),
      reason: "Test",
      ...given,
    }),
  );
  const { rows } = await pool().query<{ id: string }>(
    "SELECT id FROM wallet_lot WHERE merchant_id = $1 AND origin_kind = 'adjustment' AND origin_id = $2",
    [shop.merchantId, adjustmentKey],
  );
  return rows[0]?.id ?? "";
}

export interface LotFigures {
  readonly remaining: bigint;
  readonly held: bigint;
}

/** What is left and held of a customer's lots, oldest first. */
export async function lotsOf(customerId: string): Promise<readonly LotFigures[]> {
  const { rows } = await pool().query<LotFigures>(
    `SELECT remaining_minor AS remaining, held_minor AS held FROM wallet_lot WHERE customer_id = $1 ORDER BY granted_at, id`,
    [customerId],
  );
  return rows;
}

/** What happened to a customer's credit, in order: "spent -500 (0 held) → 200". */
export async function statementOf(customerId: string): Promise<string[]> {
  const { rows } = await pool().query<{
    kind: string;
    amount_minor: bigint;
    held_minor: bigint;
    balance_after_minor: bigint;
  }>(
    "SELECT kind, amount_minor, held_minor, balance_after_minor FROM wallet_movement WHERE customer_id = $1 ORDER BY sequence",
    [customerId],
  );
  return rows.map(
    (row) => `${row.kind} ${row.amount_minor} (${row.held_minor} held) → ${row.balance_after_minor}`,
  );
}
