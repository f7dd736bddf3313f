// A process that makes orders, has them paid at the gateway of its environment, and drains the inbox of the news.
import { insertWebhookEvent } from "@/lib/db/webhook-events";
import { closePool, pool } from "@/lib/db/pool";
import { gatewayFor } from "@/lib/gateways/registry";
import { newId } from "@/lib/platform/ids";
import { newTraceId } from "@/lib/platform/trace";
import { startPayment } from "@/lib/services/payments/start-payment";
import { drainInbox } from "@/lib/webhooks/drain-inbox";
import { confirmCard } from "@/prisma/seed/confirm-card";
import { benchContext, benchOrder, openBenchShop, valueOf } from "../shop/bench-shop";

const BATCH = 100;
const AT_ONCE = 8;
const READS_AT_ONCE = 16;
const orderCount = Number(process.argv[2]);
const isConfirmed = process.argv[3] === "sandbox";

async function inLanes<T>(
  items: readonly T[],
  laneCount: number,
  act: (item: T) => Promise<void>,
): Promise<void> {
  const left = [...items];
  await Promise.all(
    Array.from({ length: laneCount }, async () => {
      for (let item = left.pop(); item !== undefined; item = left.pop()) await act(item);
    }),
  );
}

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

async function fillInbox(gatewayIds: readonly string[]): Promise<void> {
  await inLanes(gatewayIds, AT_ONCE, async (gatewayPaymentId) => {
    await insertWebhookEvent({
      id: newId(),
      merchantId: null,
      gateway: "stripe",
      externalId: `evt_${newId()}`,
      type: "payment_intent.succeeded",
      kind: "payment_changed",
      objectId: gatewayPaymentId,
      gatewayPaymentId,
      apiVersion: "2026-10-28.endive",
      isLive: false,
      payload: "{}",
      traceId: newTraceId(),
      occurredAt: new Date(),
    });
  });
}

const gatewayIds = await payOrders();
await fillInbox(gatewayIds);

/** How long it takes to read all of them from the gateway and do nothing else. */
async function readAll(): Promise<number> {
  const startedAt = performance.now();
  await inLanes(gatewayIds, READS_AT_ONCE, async (id) => {
    await gatewayFor("stripe").retrievePayment(id);
  });
  return performance.now() - startedAt;
}

const readBeforeMs = await readAll();
const drainedAt = performance.now();
let eventCount = 0;
for (let taken = await drainInbox(BATCH); taken > 0; taken = await drainInbox(BATCH)) eventCount += taken;
const drainedMs = performance.now() - drainedAt;
const readMs = (readBeforeMs + (await readAll())) / 2;

const { rows } = await pool().query<{ count: bigint }>(
  "SELECT count(*) FROM webhook_event e JOIN payment p ON p.gateway_payment_id = e.gateway_payment_id WHERE e.state = 'applied' AND p.state = 'completed' AND e.gateway_payment_id = ANY ($1)",
  [gatewayIds],
);
const appliedCount = Number(rows[0]?.count ?? 0n);
if (appliedCount !== orderCount)
  throw new Error(`Only ${appliedCount} of ${orderCount} payments are complete.`);
await closePool();
process.send?.({ eventCount, drainedMs, readMs });
process.disconnect();
