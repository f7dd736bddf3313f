import type { Actor } from "@/lib/domain/actor";
import { readRows } from "@/lib/db/read-rows";
import { LOT_COLUMNS, lotView, type LotView } from "./lot-view";
import { walletOwner } from "./wallet-owner";

/** More than a page can show; a wallet with more says so. */
export const LOTS_SHOWN = 100;

export interface OpenLots {
  /** What expires first stands first; then the oldest. */
  readonly rows: readonly LotView[];
  readonly hasMore: boolean;
}

const OPEN_LOTS = `SELECT ${LOT_COLUMNS} FROM wallet_lot l
  WHERE l.merchant_id = $1 AND l.customer_id = $2 AND l.currency = $3 AND l.is_open
  ORDER BY l.expires_on, l.granted_at, l.id LIMIT ${LOTS_SHOWN + 1}`;

/** What a balance is made of: the lots of a wallet with anything left. Null for whoever may not look into it. */
export async function listLots(
  actor: Actor,
  request: { readonly customerId: string | null; readonly currency: string },
): Promise<OpenLots | null> {
  const owner = walletOwner(actor, request.customerId);
  if (owner === null) return null;
  const rows = await readRows(OPEN_LOTS, [actor.merchantId, owner, request.currency]);
  return { rows: rows.slice(0, LOTS_SHOWN).map(lotView), hasMore: rows.length > LOTS_SHOWN };
}
