import { setTimeout as pause } from "node:timers/promises";
import type { CustomerActor } from "@/lib/domain/actor";
import { pool } from "@/lib/db/pool";
import { startPayment } from "@/lib/services/payments/start-payment";
import { confirmCard } from "@/prisma/seed/confirm-card";
import { percentile } from "../measure/statistics";
import { type BenchLine, inMs } from "../report/bench-line";
import { benchContext, benchOrder, type BenchShop, valueOf } from "../shop/bench-shop";

const PATIENCE_MS = 20_000;

interface Checkout {
  readonly startedMs: number;
  readonly confirmedMs: number;
  readonly paidMs: number;
}

async function untilPaid(orderId: string): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    const { rows } = await pool().query<{ state: string }>({
      name: "bench-order-state",
      text: 'SELECT state FROM "order" WHERE id = $1',
      values: [orderId],
    });
    if (rows[0]?.state === "paid") return;
    if (performance.now() > deadline) throw new Error(`Order ${orderId} was not paid in time.`);
    await pause(10);
  }
}

/** One customer: the payment is begun, confirmed at the gateway, and its order paid by the webhook and the worker. */
async function checkOut(shop: BenchShop, customer: CustomerActor, orderId: string): Promise<Checkout> {
  const clickedAt = performance.now();
  const { clientSecret } = valueOf(
    await startPayment(benchContext(customer), { orderId, saveMethod: false }),
  );
  const startedAt = performance.now();
  await confirmCard(clientSecret, "pm_card_visa");
  const confirmedAt = performance.now();
  await untilPaid(orderId);
  return {
    startedMs: startedAt - clickedAt,
    confirmedMs: confirmedAt - startedAt,
    paidMs: performance.now() - clickedAt,
  };
}

/** So many customers at once, several times over. */
export async function checkoutLines(shop: BenchShop, roundCount: number): Promise<BenchLine[]> {
  const all: Checkout[] = [];
  for (let round = 0; round < roundCount + 1; round += 1) {
    const orders = await Promise.all(
      shop.customers.map(async (customer) => ({ customer, orderId: await benchOrder(shop, customer) })),
    );
    const checkouts = await Promise.all(
      orders.map(({ customer, orderId }) => checkOut(shop, customer, orderId)),
    );
    // The first round opens connections and compiles.
    if (round > 0) all.push(...checkouts);
  }
  const told = (read: (one: Checkout) => number) =>
    `p50 ${inMs(percentile(all.map(read), 50))}, p99 ${inMs(percentile(all.map(read), 99))}`;
  const count = shop.customers.length;
  const paidP99Ms = percentile(
    all.map((one) => one.paidMs),
    99,
  );
  return [
    {
      figure: `checkout, ${count} at once: from click to paid`,
      ours: told((one) => one.paidMs),
      limit: `of it: sandbox ${told((one) => one.confirmedMs)}`,
      ratio: null,
      target: "p99 < 300 ms",
      isMet: paidP99Ms < 300,
    },
    {
      figure: "of it: beginning the payment, asking the gateway",
      ours: told((one) => one.startedMs),
      limit: "",
      ratio: null,
      target: "",
      isMet: null,
    },
  ];
}
