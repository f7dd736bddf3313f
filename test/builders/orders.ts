import type { CustomerActor } from "@/lib/domain/actor";
import { newId } from "@/lib/platform/ids";
import type { ServiceContext } from "@/lib/services/context";
import { approveSites } from "@/lib/services/orders/approve-sites";
import { attachSite } from "@/lib/services/orders/attach-site";
import { markSitesReady } from "@/lib/services/orders/mark-sites-ready";
import { placeOrder } from "@/lib/services/orders/place-order";
import { startPayment, type StartedPayment } from "@/lib/services/payments/start-payment";
import { pool } from "@/lib/db/pool";
import { answered } from "../support/answered";
import type { Shop } from "./shop";

type Customer = ServiceContext<CustomerActor>;

/** How far an order is brought along its life. */
export type Reached = "confirmed" | "sites_ready" | "payment_pending";

export interface BuiltOrder {
  readonly orderId: string;
  /** By position. */
  readonly siteIds: readonly string[];
}

export async function siteIdsOf(orderId: string): Promise<string[]> {
  const { rows } = await pool().query<{ id: string }>(
    "SELECT id FROM site WHERE order_id = $1 ORDER BY position",
    [orderId],
  );
  return rows.map((row) => row.id);
}

/** Shows the sites of an order to its customer, who approves them where that is how far it goes. */
export async function advanceOrder(
  shop: Shop,
  customer: Customer,
  { orderId, reached = "payment_pending" }: { orderId: string; reached?: Reached },
): Promise<void> {
  const staff = shop.staff("support");
  const siteIds = await siteIdsOf(orderId);
  for (const siteId of siteIds) {
    answered(await attachSite(staff, { siteId, url: `https://example.test/${siteId}`, note: null }));
  }
  answered(await markSitesReady(staff, { orderId }));
  if (reached === "payment_pending")
    answered(await approveSites(customer, { lookedAt: customer.clock.now(), orderId, siteIds }));
}

/** An order of sites and courses, brought through the services to where a test begins. */
export async function anOrder(
  shop: Shop,
  customer: Customer,
  given: { sites?: number; courses?: number; reached?: Reached; termsId?: string } = {},
): Promise<BuiltOrder> {
  const { sites = 0, courses = sites === 0 ? 1 : 0, reached = "confirmed" } = given;
  const lines = [
    { productId: shop.placementId, quantity: sites },
    { productId: shop.courseId, quantity: courses },
  ].filter((line) => line.quantity > 0);
  const { orderId } = answered(
    await placeOrder(customer, {
      placementKey: newId(),
      lines,
      ...(given.termsId === undefined ? {} : { termsId: given.termsId }),
    }),
  );
  const siteIds = await siteIdsOf(orderId);
  if (reached === "confirmed" || sites === 0) return { orderId, siteIds };
  await advanceOrder(shop, customer, { orderId, reached });
  return { orderId, siteIds };
}

/** A course that is payable, with its payment begun. */
export async function aStartedPayment(
  shop: Shop,
  customer: Customer,
  given: { saveMethod?: boolean } = {},
): Promise<StartedPayment & { orderId: string }> {
  const { orderId } = await anOrder(shop, customer);
  const started = answered(await startPayment(customer, { orderId, saveMethod: given.saveMethod ?? false }));
  return { ...started, orderId };
}
