import { setTimeout as pause } from "node:timers/promises";
import type { CustomerActor } from "@/lib/domain/actor";
import { pool } from "@/lib/db/pool";
import { startPayment } from "@/lib/services/payments/start-payment";
import { confirmCard } from "@/prisma/seed/confirm-card";
import { percentile } from "../measure/statistics";
import { type BenchLine, inMs } from "../report/bench-line";
import { benchContext, benchOrder, type BenchShop, valueOf } from "../shop/bench-shop";
import { withGatewayTime } from "./gateway-time";

const PATIENCE_MS = 20_000;
const LOOK_EVERY_MS = 5;

interface Checkout {
  readonly orderId: string;
  readonly clickedMs: number;
  readonly startedMs: number;
  /** Of starting, what was spent waiting for the gateway. */
  readonly gatewayMs: number;
  readonly confirmedMs: number;
}

interface Paid extends Checkout {
  readonly paidMs: number;
  /** From the gateway's first news that leads to work, as stored, to the order that is paid. */
  readonly appliedMs: number;
}

/** One customer: the payment is begun and confirmed at the gateway; webhook and worker do the rest. */
async function checkOut(customer: CustomerActor, orderId: string): Promise<Checkout> {
  const clickedMs = performance.now();
  const { value, gatewayMs } = await withGatewayTime(async () =>
    valueOf(await startPayment(benchContext(customer), { orderId, saveMethod: false })),
  );
  const startedMs = performance.now();
  await confirmCard(value.clientSecret, "pm_card_visa");
  return { orderId, clickedMs, startedMs, gatewayMs, confirmedMs: performance.now() };
}

/** When each order was seen to be paid. One look for all of them: looking must not be what keeps the database busy. */
async function watchPaid(orderIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const paidMs = new Map<string, number>();
  const deadline = performance.now() + PATIENCE_MS;
  while (paidMs.size < orderIds.length) {
    const { rows } = await pool().query<{ id: string }>({
      name: "bench-orders-paid",
      text: `SELECT id FROM "order" WHERE id = ANY ($1) AND state = 'paid'`,
      values: [orderIds],
    });
    const now = performance.now();
    for (const { id } of rows) if (!paidMs.has(id)) paidMs.set(id, now);
    if (now > deadline)
      throw new Error(`Only ${paidMs.size} of ${orderIds.length} orders were paid in time.`);
    await pause(LOOK_EVERY_MS);
  }
  return paidMs;
}

/** When the first news of each order's payment was stored, by the same clock as `performance.now()`. */
async function heardAt(orderIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const { rows } = await pool().query<{ order_id: string; received_at: Date }>(
    `SELECT p.order_id, min(e.received_at) AS received_at FROM payment p
       JOIN webhook_event e ON e.gateway = p.gateway AND e.gateway_payment_id = p.gateway_payment_id
       WHERE p.order_id = ANY ($1) AND e.type IN ('charge.succeeded', 'payment_intent.succeeded') GROUP BY 1`,
    [orderIds],
  );
  return new Map(rows.map((row) => [row.order_id, row.received_at.getTime() - performance.timeOrigin]));
}

async function oneRound(shop: BenchShop): Promise<Paid[]> {
  const orders = await Promise.all(
    shop.customers.map(async (customer) => ({ customer, orderId: await benchOrder(shop, customer) })),
  );
  const orderIds = orders.map((order) => order.orderId);
  const watching = watchPaid(orderIds);
  const checkouts = await Promise.all(orders.map(({ customer, orderId }) => checkOut(customer, orderId)));
  const paidMs = await watching;
  const heardMs = await heardAt(orderIds);
  return checkouts.map((one) => {
    const paid = paidMs.get(one.orderId) ?? Number.POSITIVE_INFINITY;
    return { ...one, paidMs: paid, appliedMs: paid - (heardMs.get(one.orderId) ?? Number.NEGATIVE_INFINITY) };
  });
}

/** So many customers at once, several times over. */
export async function checkoutLines(shop: BenchShop, roundCount: number): Promise<BenchLine[]> {
  // The first round opens connections and compiles.
  await oneRound(shop);
  const all: Paid[] = [];
  for (let round = 0; round < roundCount; round += 1) all.push(...(await oneRound(shop)));
  const told = (read: (one: Paid) => number) =>
    `p50 ${inMs(percentile(all.map(read), 50))}, p99 ${inMs(percentile(all.map(read), 99))}`;
  const serverMs = (one: Paid) => one.startedMs - one.clickedMs - one.gatewayMs + one.appliedMs;
  const none = { limit: "", ratio: null, target: "", isMet: null } as const;
  return [
    {
      figure: `checkout, ${shop.customers.length} at once: our server's side`,
      ours: told(serverMs),
      limit: `from click to paid ${told((one) => one.paidMs - one.clickedMs)}`,
      ratio: null,
      target: "p99 < 300 ms",
      isMet: percentile(all.map(serverMs), 99) < 300,
    },
    {
      ...none,
      figure: "of it: beginning the payment, without the gateway",
      ours: told((one) => one.startedMs - one.clickedMs - one.gatewayMs),
      limit: `with it ${told((one) => one.startedMs - one.clickedMs)}`,
    },
    {
      ...none,
      figure: "of it: from the stored webhook to the order paid",
      ours: told((one) => one.appliedMs),
      limit: `confirming at the sandbox ${told((one) => one.confirmedMs - one.startedMs)}`,
    },
  ];
}
