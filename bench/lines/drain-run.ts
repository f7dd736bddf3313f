// A process that makes orders, has them paid at the gateway of its environment, and drains the inbox of the news.
import { insertWebhookEvent } from "@/lib/db/webhook-events";
import { closePool, pool } from "@/lib/db/pool";
import { newId } from "@/lib/platform/ids";
import { newTraceId } from "@/lib/platform/trace";
import { startPayment } from "@/lib/services/payments/start-payment";
import { drainInbox, INBOX } from "@/lib/webhooks/drain-inbox";
import { confirmCard } from "@/prisma/seed/confirm-card";
import { inLanes } from "../measure/in-lanes";
import { benchContext, benchOrder, openBenchShop, valueOf } from "../shop/bench-shop";

const AT_ONCE = 8;
const orderCount = Number(process.argv[2]);
const isConfirmed = process.argv[3] === "sandbox";

async function payOrders(): Promise<string[]> {
  const shop = await openBenchShop(Math.min(orderCount, 40));
  const gatewayIds: string[] = [];
  const buyers = Array.from(
    { length: orderCount },
    (_, index) => shop.customers[index % shop.customers.length],
  );
  await inLanes(buyers, AT_ONCE, async (customer) => {
    if (customer === undefined) return;
    const orderId = await benchOrder(shop, customer);
    const { clientSecret } = valueOf(
      await startPayment(benchContext(customer), { orderId, saveMethod: false }),
    );
    if (isConfirmed) await confirmCard(clientSecret, "pm_card_visa");
    gatewayIds.push(clientSecret.split("_secret_")[0] ?? "");
  });
  return gatewayIds;
}

/**
 * What the gateway sends of a payment that leads to work, in the order in which it comes: two at once, and the third when the
 * fee is known, a while later, when it has sent as much of so many other payments.
 */
const UPDATED_AFTER_PAYMENTS = 50;

function stream(gatewayIds: readonly string[]): { type: string; gatewayPaymentId: string }[] {
  const of = (type: string, gatewayPaymentId: string | undefined) =>
    gatewayPaymentId === undefined ? [] : [{ type, gatewayPaymentId }];
  return Array.from({ length: gatewayIds.length + UPDATED_AFTER_PAYMENTS }, (_, index) => [
    ...of("charge.succeeded", gatewayIds[index]),
    ...of("payment_intent.succeeded", gatewayIds[index]),
    ...of("charge.updated", gatewayIds[index - UPDATED_AFTER_PAYMENTS]),
  ]).flat();
}

async function fillInbox(gatewayIds: readonly string[]): Promise<void> {
  for (const { type, gatewayPaymentId } of stream(gatewayIds)) {
    await insertWebhookEvent({
      id: newId(),
      merchantId: null,
      gateway: "stripe",
      externalId: `evt_${newId()}`,
      type,
      kind: "payment_changed",
      objectId: gatewayPaymentId,
      gatewayPaymentId,
      apiVersion: "2026-10-28.endive",
      isLive: false,
      payload: "{}",
      traceId: newTraceId(),
      occurredAt: new Date(),
    });
  }
}

const gatewayIds = await payOrders();
await fillInbox(gatewayIds);

const drainedAt = performance.now();
let eventCount = 0;
const drain = async () => {
  for (let taken = await drainInbox(INBOX.batch); taken > 0; taken = await drainInbox(INBOX.batch))
    eventCount += taken;
};
await Promise.all(Array.from({ length: INBOX.lanes }, drain));
const drainedMs = performance.now() - drainedAt;

const { rows } = await pool().query<{ payments: bigint; events: bigint }>(
  "SELECT count(DISTINCT p.id) AS payments, count(*) AS events FROM webhook_event e JOIN payment p ON p.gateway_payment_id = e.gateway_payment_id WHERE e.state = 'applied' AND p.state = 'completed' AND e.gateway_payment_id = ANY ($1)",
  [gatewayIds],
);
const applied = { payments: Number(rows[0]?.payments ?? 0n), events: Number(rows[0]?.events ?? 0n) };
if (applied.payments !== orderCount || applied.events !== eventCount)
  throw new Error(
    `${applied.payments} of ${orderCount} payments are complete, ${applied.events} of ${eventCount} events applied.`,
  );
await closePool();
process.send?.({ eventCount, orderCount, drainedMs });
process.disconnect();
