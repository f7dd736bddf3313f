import { beforeAll, expect, test } from "vitest";
import { rateLimit } from "@/lib/gateways/rate-limit";
import { forgetGateways, gatewayFor } from "@/lib/gateways/registry";
import { stripeGateway } from "@/lib/gateways/stripe/stripe-gateway";
import { aStartedPayment } from "@/test/builders/orders";
import { aShop } from "@/test/builders/shop";
import { moneyStage } from "@/test/support/money-stage";
import { payAsBrowser } from "@/test/support/pay-as-browser";
import { receiveWebhook } from "./receive-webhook";

const stage = moneyStage({ webhooks: true });
const SECRET = "whsec_of_the_second_gateway";

/** Adds a gateway with an endpoint and a secret of its own beside the one that there is. */
function addSecondGateway(): void {
  const second = stripeGateway({
    secretKey: stage.sandbox.secretKey,
    webhookSecrets: [SECRET],
    apiBase: stage.sandbox.url,
    timeoutMs: 10_000,
    rateLimit: rateLimit({ requestsPerSecond: 100, waitMaxMs: 1_000 }),
  });
  const stripe = gatewayFor("stripe");
  Object.assign(globalThis, {
    remitGateways: new Map([
      ["stripe", stripe],
      ["second", { ...second, code: "second" }],
    ]),
  });
}

let body: string;

beforeAll(async () => {
  const shop = await aShop();
  await aStartedPayment(shop, await shop.customer());
  const events = await stage.stripe.events.list({ type: "payment_intent.created", limit: 1 });
  body = JSON.stringify(events.data[0]);
});

const deliver = (gateway: string, secret: string) =>
  receiveWebhook({
    gateway,
    body,
    signature: stage.stripe.webhooks.generateTestHeaderString({ payload: body, secret }),
    ipAddress: "203.0.113.9",
  });

const storedFor = async () => {
  const [, id] = /"id":"(evt_[^"]+)"/.exec(body) ?? [];
  const rows = await stage.rows<{ gateway: string }>(
    "SELECT gateway FROM webhook_event WHERE external_id = $1 ORDER BY gateway",
    [id],
  );
  return rows.map(({ gateway }) => gateway);
};

test("WHK-19: the route of one gateway goes on as before when another one is added beside it", async () => {
  const shop = await aShop();
  const { orderId, clientSecret } = await aStartedPayment(shop, await shop.customer());
  expect(await deliver("second", SECRET)).toEqual({ status: 404, outcome: "gateway_unknown" });
  addSecondGateway();
  expect((await deliver("stripe", stage.sandbox.webhookSecret)).status).toBe(200);
  expect(await deliver("second", SECRET)).toEqual({ status: 200, outcome: "stored" });
  // The same id is another event of another gateway, and neither's secret opens the other's door.
  expect(await storedFor()).toEqual(["second", "stripe"]);
  expect((await deliver("stripe", SECRET)).status).toBe(400);
  expect((await deliver("second", stage.sandbox.webhookSecret)).status).toBe(400);
  await payAsBrowser(stage, clientSecret);
  await stage.settle();
  expect(await stage.rows(`SELECT state FROM "order" WHERE id = $1`, [orderId])).toEqual([{ state: "paid" }]);
  forgetGateways();
  expect(await deliver("second", SECRET)).toEqual({ status: 404, outcome: "gateway_unknown" });
});
