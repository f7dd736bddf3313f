import { beforeAll, describe, expect, test } from "vitest";
import type { CustomerActor } from "@/lib/domain/actor";
import type { ServiceContext } from "@/lib/services/context";
import { newTraceId, traceIdFrom } from "@/lib/platform/trace";
import { aStartedPayment } from "@/test/builders/orders";
import { type Shop, aShop } from "@/test/builders/shop";
import { moneyStage } from "@/test/support/money-stage";
import { payAsBrowser } from "@/test/support/pay-as-browser";
import { drainInbox } from "./drain-inbox";

const stage = moneyStage({ webhooks: true });
let shop: Shop;

beforeAll(async () => {
  shop = await aShop();
});

/** A customer whose browser asks under a trace of its own. */
async function buyer(): Promise<ServiceContext<CustomerActor>> {
  const traceId = traceIdFrom(`00-${newTraceId()}-b7ad6b7169203331-01`);
  return { ...(await shop.customer()), traceId };
}

/** What every table that holds a payment's story says of its trace. */
async function tracesOf(paymentId: string, gatewayPaymentId: string): Promise<Record<string, string[]>> {
  const sources = {
    payment: ["SELECT trace_id FROM payment WHERE id = $1", paymentId],
    operation: ["SELECT trace_id FROM operation WHERE payment_id = $1", paymentId],
    audit: ["SELECT trace_id FROM audit_event WHERE payment_id = $1", paymentId],
    timeline: ["SELECT trace_id FROM order_event WHERE payment_id = $1", paymentId],
    ledger: ["SELECT trace_id FROM journal_entry WHERE payment_id = $1", paymentId],
    worker: ["SELECT trace_id FROM outbox_job WHERE payload->>'paymentId' = $1", paymentId],
    webhooks: [
      "SELECT trace_id FROM webhook_event WHERE gateway_payment_id = $1 AND state = 'applied'",
      gatewayPaymentId,
    ],
  } as const;
  const found: Record<string, string[]> = {};
  for (const [name, [sql, id]] of Object.entries(sources)) {
    const rows = await stage.rows<{ trace_id: string }>(sql, [id]);
    found[name] = [...new Set(rows.map((row) => row.trace_id))];
  }
  return found;
}

describe("one trace", () => {
  test("AUD-03: from the browser's request over the gateway's metadata and its events to the worker's jobs", async () => {
    const ada = await buyer();
    const { paymentId, clientSecret } = await aStartedPayment(shop, ada);
    const [gatewayPaymentId = ""] = clientSecret.split("_secret_");
    const { metadata } = await stage.stripe.paymentIntents.retrieve(gatewayPaymentId);
    expect(metadata["trace_id"]).toBe(ada.traceId);
    await payAsBrowser(stage, clientSecret);
    await stage.settle();
    const only = [ada.traceId];
    expect(await tracesOf(paymentId, gatewayPaymentId)).toEqual({
      payment: only,
      operation: only,
      audit: only,
      timeline: only,
      ledger: only,
      worker: only,
      webhooks: only,
    });
  });

  test("AUD-03: each payment keeps its own, though one batch brings the news of many", async () => {
    const started = await Promise.all(
      Array.from({ length: 4 }, async () => {
        const customer = await buyer();
        return { traceId: customer.traceId, ...(await aStartedPayment(shop, customer)) };
      }),
    );
    for (const { clientSecret } of started) await payAsBrowser(stage, clientSecret);
    await stage.control("POST", "settle", { balance: false });
    expect(await drainInbox(200)).toBeGreaterThan(started.length);
    for (const { traceId, paymentId, clientSecret } of started) {
      const traces = await tracesOf(paymentId, clientSecret.split("_secret_")[0] ?? "");
      for (const found of Object.values(traces)) expect(found).toEqual([traceId]);
    }
  });

  test("an event whose object carries no trace, or another's words, gets one of its own", async () => {
    const intent = await stage.stripe.paymentIntents.create({
      amount: 700,
      currency: "usd",
      payment_method: "pm_card_visa",
      confirm: true,
      automatic_payment_methods: { enabled: true, allow_redirects: "never" },
      metadata: { trace_id: "an id of another application\r\n" },
    });
    await stage.settle();
    const rows = await stage.rows<{ trace_id: string }>(
      "SELECT trace_id FROM webhook_event WHERE object_id = $1",
      [intent.id],
    );
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) expect(row.trace_id).toMatch(/^[0-9a-f]{32}$/);
  });
});
