import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { ensureGatewayCustomer } from "@/lib/services/customers/ensure-gateway-customer";
import { startPayment } from "@/lib/services/payments/start-payment";
import { anOrder, aStartedPayment } from "@/test/builders/orders";
import { type Shop, aShop } from "@/test/builders/shop";
import { answered, refused } from "@/test/support/answered";
import { moneyStage } from "@/test/support/money-stage";
import { gatewayFor } from "./registry";

const stage = moneyStage();
let shop: Shop;
const KEYS = ["STRIPE_SECRET_KEY", "STRIPE_PUBLISHABLE_KEY", "DEPLOY_ENV"] as const;
let before: Record<string, string | undefined>;

beforeAll(async () => {
  shop = await aShop();
  before = Object.fromEntries(KEYS.map((name) => [name, process.env[name]]));
});
afterEach(() => void Object.assign(process.env, before));

describe("a payment operation", () => {
  test.each([
    { name: "STRIPE_SECRET_KEY", value: "sk_live_x" },
    { name: "STRIPE_SECRET_KEY", value: "rk_live_x" },
    { name: "STRIPE_PUBLISHABLE_KEY", value: "pk_live_x" },
    { name: "DEPLOY_ENV", value: "production" },
  ])("ENV-02, S19: is refused once $name is $value, before anything is sent", async ({ name, value }) => {
    const ada = await shop.customer();
    answered(await ensureGatewayCustomer(ada, ada.actor.customerId));
    const { orderId } = await anOrder(shop, ada);
    process.env[name] = value;
    const sent = stage.wire.requests.length;
    expect(refused(await startPayment(ada, { orderId, saveMethod: false }))).toEqual({
      kind: "unavailable",
      code: "environment_mismatch",
    });
    expect(stage.wire.requests.length).toBe(sent);
    Object.assign(process.env, before);
    answered(await startPayment(ada, { orderId, saveMethod: false }));
  });

  test("ENV-05: that answers with an object of the other mode is not believed", async () => {
    const { clientSecret } = await aStartedPayment(shop, await shop.customer());
    const id = clientSecret.split("_secret_")[0] ?? "";
    stage.wire.rewriteReplies(
      ({ path }) => path.endsWith(id),
      (text) => text.replaceAll(/"livemode":\s*false/g, '"livemode": true'),
    );
    expect(await gatewayFor("stripe").retrievePayment(id)).toMatchObject({
      outcome: "outcome_unknown",
      code: "mode_mismatch",
    });
  });
});
