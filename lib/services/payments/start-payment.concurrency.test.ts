import { beforeAll, describe, expect, test } from "vitest";
import type { CustomerActor } from "@/lib/domain/actor";
import { publicId } from "@/lib/platform/ids";
import type { ServiceContext } from "../context";
import { checkPayments } from "@/lib/jobs/check-payments";
import { refreshPayment } from "./refresh-payment";
import { startPayment } from "./start-payment";
import { anOrder, aStartedPayment } from "@/test/builders/orders";
import { type Shop, aShop } from "@/test/builders/shop";
import { answered } from "@/test/support/answered";
import { moneyStage } from "@/test/support/money-stage";
import { payAsBrowser } from "@/test/support/pay-as-browser";

const stage = moneyStage();
let shop: Shop;
let ada: ServiceContext<CustomerActor>;

beforeAll(async () => {
  shop = await aShop();
  ada = await shop.customer();
});

const isCreation = ({ method, path }: { method: string; path: string }) =>
  method === "POST" && path === "/v1/payment_intents";

async function intentsOf(orderId: string) {
  const found = await stage.stripe.paymentIntents.list({ limit: 100 });
  return found.data.filter((intent) => intent.metadata["order_id"] === publicId("order", orderId));
}

describe("paying from two tabs", () => {
  test("F27: opens one payment and one PaymentIntent, however many ask", async () => {
    const { orderId } = await anOrder(shop, ada);
    const started = await Promise.all(
      Array.from({ length: 8 }, () => startPayment(ada, { orderId, saveMethod: false })),
    );
    expect(new Set(started.map((result) => answered(result).clientSecret)).size).toBe(1);
    expect(await intentsOf(orderId)).toHaveLength(1);
    expect(await stage.rows("SELECT id FROM payment WHERE order_id = $1", [orderId])).toHaveLength(1);
    expect(
      await stage.rows("SELECT id FROM order_event WHERE order_id = $1 AND kind = 'payment_started'", [
        orderId,
      ]),
    ).toHaveLength(1);
  });

  test("while the first is still being created sends the same key, and makes one", async () => {
    const { orderId } = await anOrder(shop, ada);
    let second: Awaited<ReturnType<typeof startPayment>> | undefined;
    stage.wire.beforeReply(isCreation, async () => {
      second = await startPayment(ada, { orderId, saveMethod: false });
    });
    const first = answered(await startPayment(ada, { orderId, saveMethod: false }));
    expect(second).toEqual({ ok: true, value: first });
    const keys = stage.wire.requests.filter(isCreation).map((request) => request.idempotencyKey);
    expect(new Set(keys)).toEqual(new Set([`payment:${first.paymentId}:create`]));
    expect(await intentsOf(orderId)).toHaveLength(1);
  });

  test("of a card that is charged while the other tab asks again pays once", async () => {
    const { orderId, paymentId, clientSecret } = await aStartedPayment(shop, ada);
    const [, ...others] = await Promise.all([
      payAsBrowser(stage, clientSecret),
      startPayment(ada, { orderId, saveMethod: false }),
      refreshPayment(ada, { paymentId }),
      refreshPayment(shop.staff("support"), { paymentId }),
    ]);
    expect(others).toHaveLength(3);
    expect(answered(await refreshPayment(ada, { paymentId }))).toEqual({
      state: "completed",
      orderState: "paid",
    });
    expect(
      await stage.rows("SELECT kind FROM journal_entry WHERE order_id = $1 AND kind = 'payment_captured'", [
        orderId,
      ]),
    ).toHaveLength(1);
    expect(
      await stage.rows(
        "SELECT id FROM outbox_job WHERE payload ->> 'kind' = 'payment_receipt' AND payload ->> 'paymentId' = $1",
        [paymentId],
      ),
    ).toHaveLength(1);
  });
});

describe("the janitor", () => {
  test("F05: learns of a payment that nobody told us about, and each payment is looked at by one of many", async () => {
    const started = await Promise.all(
      Array.from({ length: 10 }, async () => aStartedPayment(shop, await shop.customer())),
    );
    for (const { clientSecret } of started) await payAsBrowser(stage, clientSecret);
    const ids = started.map(({ paymentId }) => paymentId);
    await stage.rows(
      "UPDATE payment SET next_check_at = CASE WHEN id = ANY ($1) THEN now() - interval '1 second' END WHERE merchant_id = $2 AND state <> 'completed'",
      [ids, shop.merchantId],
    );
    const before = stage.wire.requests.length;
    await Promise.all(Array.from({ length: 4 }, () => checkPayments(5)));
    expect(
      stage.wire.requests.slice(before).filter(({ path }) => path.startsWith("/v1/payment_intents/")),
    ).toHaveLength(10);
    expect(
      await stage.rows("SELECT id FROM payment WHERE id = ANY ($1) AND state = 'completed'", [ids]),
    ).toHaveLength(10);
    expect(await checkPayments(5)).toBe(false);
  });
});
