import type { Order, Site } from "@/lib/domain/orders/order";
import { err, ok, type Result } from "@/lib/domain/result";
import { lockOrder } from "@/lib/db/orders";
import { findOrderOfSite, lockSites } from "@/lib/db/sites";
import type { Tx } from "@/lib/db/transaction";
import type { ServiceContext } from "../context";

/** Locks the order of a site, then its sites, in the order that every act takes its locks. Out of scope is not found. */
export async function lockSiteWithOrder(
  tx: Tx,
  ctx: ServiceContext,
  siteId: string,
): Promise<Result<{ order: Order; site: Site; sites: Site[] }>> {
  const { actor } = ctx;
  const notFound = err({ kind: "not_found", code: "site_not_found" } as const);
  const orderId = await findOrderOfSite(tx, actor.merchantId, siteId);
  if (orderId === null) return notFound;
  const order = await lockOrder(tx, actor.merchantId, orderId);
  if (order === null || (actor.kind === "customer" && order.customerId !== actor.customerId)) return notFound;
  const sites = await lockSites(tx, actor.merchantId, orderId);
  const site = sites.find((candidate) => candidate.id === siteId);
  return site === undefined ? notFound : ok({ order, site, sites });
}
