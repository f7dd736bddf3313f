import type { CustomerActor } from "@/lib/domain/actor";
import { approveSites } from "@/lib/services/orders/approve-sites";
import { attachSite } from "@/lib/services/orders/attach-site";
import { cancelOrder } from "@/lib/services/orders/cancel-order";
import { listSiteIds } from "@/lib/services/orders/list-site-ids";
import { markSitesReady } from "@/lib/services/orders/mark-sites-ready";
import { placeOrder } from "@/lib/services/orders/place-order";
import { sendSiteBack } from "@/lib/services/orders/send-site-back";
import { refreshPayment } from "@/lib/services/payments/refresh-payment";
import { startPayment } from "@/lib/services/payments/start-payment";
import { answered, answeredOnce } from "./answered";
import { confirmCard, type TestCard } from "./confirm-card";
import { type SeedMerchant, seedId } from "./merchants";
import { contextAt, type People, staffMember } from "./people";

const DAY_MS = 86_400_000;

/** How far an order of the demo has come, and by what. */
export interface SeedOrder {
  readonly name: string;
  readonly customer: number;
  readonly products: Readonly<Record<string, number>>;
  readonly placedDaysAgo: number;
  readonly attached?: number;
  readonly isReady?: boolean;
  readonly approved?: number;
  readonly sentBack?: { readonly position: number; readonly comment: string };
  readonly card?: TestCard;
  readonly saveCard?: boolean;
  readonly canceled?: { readonly by: "customer" | "staff"; readonly reason: string };
}

interface Stage {
  readonly merchant: SeedMerchant;
  readonly people: People;
  readonly order: SeedOrder;
  readonly customer: CustomerActor;
  readonly orderId: string;
  readonly siteIds: readonly string[];
  /** An instant so many days after the order was placed, never in the future. */
  readonly day: (days: number) => Date;
}

async function place(merchant: SeedMerchant, people: People, order: SeedOrder, now: Date): Promise<Stage> {
  const customer = people.customers[order.customer];
  if (customer === undefined) throw new Error(`${order.name}: there is no customer ${order.customer}.`);
  const placedAt = now.getTime() - order.placedDaysAgo * DAY_MS;
  const day = (days: number) => new Date(Math.min(placedAt + days * DAY_MS, now.getTime()));
  const lines = Object.entries(order.products).map(([slug, quantity]) => ({
    productId: seedId("product", merchant.slug, slug),
    quantity,
  }));
  const placementKey = seedId("order", merchant.slug, order.name);
  const { orderId } = answered(
    order.name,
    await placeOrder(contextAt(customer, day(0)), { placementKey, lines }),
  );
  const staff = staffMember(people, "support");
  const siteIds = answered(order.name, await listSiteIds(contextAt(staff, day(0)), { orderId }));
  return { merchant, people, order, customer, orderId, siteIds, day };
}

async function deliver({ people, order, siteIds, orderId, day }: Stage): Promise<void> {
  const support = staffMember(people, "support");
  const wanted = order.isReady === true ? siteIds.length : (order.attached ?? 0);
  for (const [index, siteId] of siteIds.slice(0, wanted).entries()) {
    const site = {
      siteId,
      url: `https://preview.example/${order.name}/${index + 1}`,
      note: index === 0 ? "Please check the photographs first." : null,
    };
    answeredOnce(order.name, await attachSite(contextAt(support, day(3 + index / 4)), site));
  }
  if (order.isReady === true)
    answeredOnce(order.name, await markSitesReady(contextAt(support, day(4)), { orderId }));
}

async function review({ order, customer, orderId, siteIds, day }: Stage): Promise<void> {
  const approved = siteIds.slice(0, order.approved ?? 0);
  if (approved.length > 0) {
    answeredOnce(
      order.name,
      await approveSites(contextAt(customer, day(5)), { orderId, siteIds: approved, lookedAt: day(5) }),
    );
  }
  const sentBackId = order.sentBack === undefined ? undefined : siteIds[order.sentBack.position - 1];
  if (order.sentBack !== undefined && sentBackId !== undefined) {
    answeredOnce(
      order.name,
      await sendSiteBack(contextAt(customer, day(5)), {
        siteId: sentBackId,
        comment: order.sentBack.comment,
      }),
    );
  }
}

async function pay({ order, customer, orderId }: Stage, now: Date): Promise<void> {
  if (order.card === undefined) return;
  const ctx = contextAt(customer, now);
  const started = answeredOnce(
    order.name,
    await startPayment(ctx, { orderId, saveMethod: order.saveCard ?? false }),
  );
  if (started === null) return;
  await confirmCard(started.clientSecret, order.card);
  answered(order.name, await refreshPayment(ctx, { paymentId: started.paymentId }));
}

async function cancel({ people, order, customer, orderId, day }: Stage): Promise<void> {
  if (order.canceled === undefined) return;
  const { by, reason } = order.canceled;
  const actor = by === "customer" ? customer : staffMember(people, "billing_ops");
  answered(order.name, await cancelOrder(contextAt(actor, day(6)), { orderId, reason }));
}

/** Takes an order of the demo as far as it is to come, each step by whoever would take it. */
export async function seedOrder(
  merchant: SeedMerchant,
  people: People,
  order: SeedOrder,
  now: Date,
): Promise<void> {
  const stage = await place(merchant, people, order, now);
  await deliver(stage);
  await review(stage);
  await pay(stage, now);
  await cancel(stage);
}
