// A process that begins payments and takes deliveries in, with all guards and with none, in turns.
import type { CustomerActor } from "@/lib/domain/actor";
import { money } from "@/lib/domain/money/money";
import { insertWebhookEvent } from "@/lib/db/webhook-events";
import { closePool, pool } from "@/lib/db/pool";
import type { Gateway } from "@/lib/gateways/gateway";
import { stripeGateway } from "@/lib/gateways/stripe/stripe-gateway";
import { env } from "@/lib/platform/env";
import { newId } from "@/lib/platform/ids";
import { startPayment } from "@/lib/services/payments/start-payment";
import { inboxRow } from "@/lib/webhooks/inbox-row";
import { receiveWebhook } from "@/lib/webhooks/receive-webhook";
import { inLanes, timedInLanes } from "../measure/in-lanes";
import { interleave, medianRatio } from "../measure/interleave";
import { benchContext, benchOrder, openBenchShop, valueOf } from "../shop/bench-shop";
import { signedDelivery } from "./signed-delivery";

const CUSTOMERS_AT_ONCE = 20;
const DELIVERIES_AT_ONCE = 32;
const roundCount = Number(process.argv[2]);
const orderCount = Number(process.argv[3]);

/** The adapter as it is: no envelope, no limit of its own, no look at ids or modes. */
const bare: Gateway = stripeGateway({
  secretKey: env().STRIPE_SECRET_KEY,
  webhookSecrets: [env().STRIPE_WEBHOOK_SECRET],
  apiBase: env().STRIPE_API_BASE,
  timeoutMs: 10_000,
  rateLimit: { take: async () => undefined },
});

interface Wish {
  readonly customer: CustomerActor;
  readonly orderId: string;
}

/** What has to be there before a payment can be begun is not measured. */
async function wishes(customers: readonly CustomerActor[], place: (c: CustomerActor) => Promise<string>) {
  const made: Wish[] = [];
  const buyers = Array.from({ length: orderCount }, (_, index) => customers[index % customers.length]);
  await inLanes(buyers, 8, async (customer) => {
    if (customer !== undefined) made.push({ customer, orderId: await place(customer) });
  });
  return made;
}

async function guarded({ customer, orderId }: Wish): Promise<void> {
  valueOf(await startPayment(benchContext(customer), { orderId, saveMethod: false }));
}

interface DueRow {
  id: string;
  amount_minor: bigint;
  currency: string;
}

/** The row of a payment in a transaction that holds the order, and nothing else of what the product writes and looks at. */
async function insertBare({ customer, orderId }: Wish): Promise<{ paymentId: string; due: DueRow }> {
  const client = await pool().connect();
  try {
    await client.query("BEGIN");
    await client.query({
      name: "bare-order",
      text: 'SELECT id FROM "order" WHERE merchant_id = $1 AND id = $2 FOR UPDATE',
      values: [customer.merchantId, orderId],
    });
    const { rows } = await client.query<DueRow>({
      name: "bare-due",
      text: `SELECT id, amount_minor, currency FROM installment WHERE merchant_id = $1 AND order_id = $2 AND state = 'due'
        ORDER BY position LIMIT 1 FOR UPDATE`,
      values: [customer.merchantId, orderId],
    });
    const [due] = rows;
    if (due === undefined) throw new Error("Nothing is due.");
    const paymentId = newId();
    await client.query({
      name: "bare-payment",
      text: `INSERT INTO payment (merchant_id, id, order_id, installment_id, customer_id, purpose, tender, gateway, state, currency,
          amount_minor, metadata, created_at, trace_id) VALUES ($1,$2,$3,$4,$5,'full','card','stripe','pending',$6,$7,'{}',now(),'bare')`,
      values: [
        customer.merchantId,
        paymentId,
        orderId,
        due.id,
        customer.customerId,
        due.currency,
        due.amount_minor,
      ],
    });
    await client.query("COMMIT");
    return { paymentId, due };
  } finally {
    client.release();
  }
}

async function unguarded(wish: Wish): Promise<void> {
  const { paymentId, due } = await insertBare(wish);
  const asked = await bare.createPayment({
    idempotencyKey: paymentId,
    amount: money(due.amount_minor, due.currency),
    gatewayCustomerId: "cus_benchbenchbench",
    statementDescriptorSuffix: "BENCH",
    description: "Bench",
    metadata: { payment_id: paymentId },
  });
  if (asked.outcome !== "succeeded") throw new Error(`The bench's gateway answered ${asked.outcome}.`);
  await pool().query({
    name: "bare-link",
    text: "UPDATE payment SET gateway_payment_id = $3 WHERE merchant_id = $1 AND id = $2",
    values: [wish.customer.merchantId, paymentId, asked.value.gatewayPaymentId],
  });
}

async function beginning() {
  const shop = await openBenchShop(CUSTOMERS_AT_ONCE);
  const place = (customer: CustomerActor) => benchOrder(shop, customer);
  const round = (act: (wish: Wish) => Promise<void>) => async () =>
    timedInLanes(await wishes(shop.customers, place), CUSTOMERS_AT_ONCE, act);
  // The first round opens connections, and makes each buyer known to the gateway.
  await round(guarded)();
  await round(unguarded)();
  const sides = await interleave(roundCount, { guarded: round(guarded), bare: round(unguarded) });
  return { ...sides, ratio: medianRatio(sides.guarded, sides.bare) };
}

async function taking() {
  const secret = env().STRIPE_WEBHOOK_SECRET;
  const round = (act: (delivery: { body: string; signature: string }) => Promise<void>) => () =>
    timedInLanes(
      Array.from({ length: orderCount * 10 }, () => signedDelivery(secret)),
      DELIVERIES_AT_ONCE,
      act,
    );
  const product = round(async (delivery) => {
    const receipt = await receiveWebhook({ gateway: "stripe", ipAddress: "127.0.0.1", ...delivery });
    if (receipt.status !== 200) throw new Error(`A delivery was answered with ${receipt.status}.`);
  });
  const least = round(async ({ body, signature }) => {
    const verdict = bare.verifyNotice(body, signature);
    if (!verdict.ok) throw new Error(verdict.reason);
    await insertWebhookEvent(inboxRow("stripe", verdict.notice, body));
  });
  await product();
  await least();
  const sides = await interleave(roundCount, { guarded: product, bare: least });
  return { ...sides, ratio: medianRatio(sides.guarded, sides.bare) };
}

const measured = { beginning: await beginning(), taking: await taking() };
await closePool();
process.send?.(measured);
process.disconnect();
