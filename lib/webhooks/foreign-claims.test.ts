import { beforeAll, describe, expect, test } from "vitest";
import type { CustomerActor } from "@/lib/domain/actor";
import type { ServiceContext } from "@/lib/services/context";
import { ensureGatewayCustomer } from "@/lib/services/customers/ensure-gateway-customer";
import { resolveUnknownPayment } from "@/lib/services/payments/resolve-unknown-payment";
import { startPayment } from "@/lib/services/payments/start-payment";
import { anOrder } from "@/test/builders/orders";
import { type Shop, aShop } from "@/test/builders/shop";
import { answered, refused } from "@/test/support/answered";
import { moneyStage } from "@/test/support/money-stage";
import { payAsBrowser } from "@/test/support/pay-as-browser";

/** Another application on the same account, which writes into its metadata whatever it likes. */
const stage = moneyStage({ webhooks: true });
let shop: Shop;
let ada: ServiceContext<CustomerActor>;

beforeAll(async () => {
  shop = await aShop();
  ada = await shop.customer();
  answered(await ensureGatewayCustomer(ada, ada.actor.customerId));
});

/** A payment of 120.00 USD whose asking never arrived: nobody knows the gateway's id of it, for there is none. */
async function lostPayment(): Promise<{ orderId: string; paymentId: string }> {
  const { orderId } = await anOrder(shop, ada);
  stage.wire.become("loses_requests");
  const failure = refused(await startPayment(ada, { orderId, saveMethod: false }));
  await stage.wire.reset();
  if (failure.kind !== "outcome_unknown") throw new Error(`The start ended as ${failure.kind}.`);
  return { orderId, paymentId: failure.paymentId };
}

describe("a foreign payment that names a payment of ours", () => {
  test.each([
    { name: "a dollar, paid", amount: 100, confirm: true },
    { name: "the very amount, paid by somebody else", amount: 12_000, confirm: true },
    { name: "a dollar, open", amount: 100, confirm: false },
  ])("neither pays it nor takes its place: $name", async ({ amount, confirm }) => {
    const { orderId, paymentId } = await lostPayment();
    const foreign = await stage.stripe.paymentIntents.create({
      amount,
      currency: "usd",
      ...(confirm ? { payment_method: "pm_card_visa", confirm } : {}),
      automatic_payment_methods: { enabled: true, allow_redirects: "never" },
      metadata: { payment_id: paymentId, merchant_id: shop.merchantId },
    });
    if (!confirm) await stage.stripe.paymentIntents.cancel(foreign.id);
    await stage.settle();
    expect(
      await stage.rows(
        'SELECT p.state, p.gateway_payment_id, o.state AS order_state FROM payment p JOIN "order" o ON o.id = p.order_id WHERE p.id = $1',
        [paymentId],
      ),
    ).toEqual([{ state: "outcome_unknown", gateway_payment_id: null, order_state: "payment_pending" }]);
    const events = await stage.rows<{ state: string; last_error: string | null }>(
      "SELECT state, last_error FROM webhook_event WHERE gateway_payment_id = $1 AND kind = 'payment_changed'",
      [foreign.id],
    );
    expect(events.length).toBeGreaterThan(0);
    for (const event of events) expect(event.last_error).toContain("claims to be payment");
    // The buyer is not kept from paying what is really due.
    answered(await resolveUnknownPayment(shop.system(), { paymentId }));
    const { clientSecret } = answered(await startPayment(ada, { orderId, saveMethod: false }));
    await payAsBrowser(stage, clientSecret);
    await stage.settle();
    expect(await stage.rows('SELECT state FROM "order" WHERE id = $1', [orderId])).toEqual([
      { state: "paid" },
    ]);
  });
});
