import type { Site } from "@/lib/domain/orders/order";
import type { SiteState } from "@/lib/domain/orders/order-state";
import type { Tx } from "./transaction";

interface SiteRow {
  merchant_id: string;
  id: string;
  order_id: string;
  order_line_id: string;
  position: number;
  state: SiteState;
  attached_at: Date | null;
}

function siteOf(row: SiteRow): Site {
  return {
    merchantId: row.merchant_id,
    id: row.id,
    orderId: row.order_id,
    orderLineId: row.order_line_id,
    position: row.position,
    state: row.state,
    attachedAt: row.attached_at,
  };
}

const COLUMNS = "merchant_id, id, order_id, order_line_id, position, state, attached_at";

/** The sites of an order that is already locked, by position. */
export async function lockSites(tx: Tx, merchantId: string, orderId: string): Promise<Site[]> {
  const rows = await tx.query<SiteRow>(
    `SELECT ${COLUMNS} FROM site WHERE merchant_id = $1 AND order_id = $2 ORDER BY id FOR UPDATE`,
    [merchantId, orderId],
  );
  return rows.map(siteOf).toSorted((left, right) => left.position - right.position);
}

/** The order a site belongs to, so that the order can be locked first. */
export async function findOrderOfSite(tx: Tx, merchantId: string, siteId: string): Promise<string | null> {
  const rows = await tx.query<{ order_id: string }>(
    "SELECT order_id FROM site WHERE merchant_id = $1 AND id = $2",
    [merchantId, siteId],
  );
  return rows[0]?.order_id ?? null;
}

export async function attachSiteRow(
  tx: Tx,
  site: { merchantId: string; siteId: string; url: string; note: string | null; at: Date },
): Promise<void> {
  await tx.execute(
    `UPDATE site SET state = 'ready', url = $3, note = $4, comment = NULL, attached_at = $5 WHERE merchant_id = $1 AND id = $2`,
    [site.merchantId, site.siteId, site.url, site.note, site.at],
  );
}

export async function approveSiteRows(
  tx: Tx,
  approval: { merchantId: string; siteIds: readonly string[]; loginId: string; at: Date },
): Promise<void> {
  await tx.execute(
    `UPDATE site SET state = 'approved', approved_by = $3, approved_at = $4, comment = NULL
       WHERE merchant_id = $1 AND id = ANY ($2)`,
    [approval.merchantId, approval.siteIds, approval.loginId, approval.at],
  );
}

export async function sendBackSiteRow(
  tx: Tx,
  site: { merchantId: string; siteId: string; comment: string },
): Promise<void> {
  await tx.execute(
    `UPDATE site SET state = 'changes_requested', comment = $3 WHERE merchant_id = $1 AND id = $2`,
    [site.merchantId, site.siteId, site.comment],
  );
}
