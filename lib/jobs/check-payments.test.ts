import { beforeAll, describe, expect, test } from "vitest";
import type { CustomerActor } from "@/lib/domain/actor";
import type { ServiceContext } from "@/lib/services/context";
import { cancelOrder } from "@/lib/services/orders/cancel-order";
import { voidPayment } from "@/lib/services/payments/void-payment";
import { checkPayments } from "./check-payments";
import { aStartedPayment } from "@/test/builders/orders";
import { type Shop, aShop } from "@/test/builders/shop";
import { answered } from "@/test/support/answered";
import { moneyStage } from "@/test/support/money-stage";
import { authenticate, payAsBrowser } from "@/test/support/pay-as-browser";

const stage = moneyStage();
let shop: Shop;
let ada: ServiceContext<CustomerActor>;

beforeAll(async () => {
  shop = await aShop();
  ada = await shop.customer();
});

const idOf = (clientSecret: string) => clientSecret.split("_secret_")[0] ?? "";
const stateOf = async (paymentId: string) =>
  (await stage.rows<{ state: string }>("SELECT state FROM payment WHERE id = $1", [paymentId]))[0]?.state;
const atTheGateway = async (clientSecret: string) =>
  (await stage.stripe.paymentIntents.retrieve(idOf(clientSecret))).status;
/** Makes payments due for a look, the first of them first. */
async function makeDue(...paymentIds: readonly string[]): Promise<void> {
  for (const [index, paymentId] of paymentIds.entries())
    await stage.rows(
      "UPDATE payment SET next_check_at = now() - interval '1 hour' + make_interval(secs => $2) WHERE id = $1",
      [paymentId, index],
    );
}

describe("the janitor", () => {
  test("is not held up by a payment that it cannot make sense of", async () => {
    const broken = await aStartedPayment(shop, ada);
    const paid = await aStartedPayment(shop, ada);
    await payAsBrowser(stage, broken.clientSecret);
    await payAsBrowser(stage, paid.clientSecret);
    // We asked for another amount than the gateway took: somebody has to look.
    await stage.rows("UPDATE payment SET amount_minor = 11000 WHERE id = $1", [broken.paymentId]);
    await makeDue(broken.paymentId, paid.paymentId);
    expect(await checkPayments(20)).toBe(false);
    expect(await stateOf(paid.paymentId)).toBe("completed");
    expect(await stateOf(broken.paymentId)).toBe("pending");
    await stage.rows("UPDATE payment SET amount_minor = 12000 WHERE id = $1", [broken.paymentId]);
    await makeDue(broken.paymentId);
    await checkPayments(20);
    expect(await stateOf(broken.paymentId)).toBe("completed");
  });

  test("gives up the open payment of a canceled order, when nobody else did", async () => {
    const { orderId, paymentId, clientSecret } = await aStartedPayment(shop, ada);
    answered(await cancelOrder(ada, { orderId, reason: "Changed my mind" }));
    await makeDue(paymentId);
    await checkPayments(20);
    expect(await stateOf(paymentId)).toBe("canceled");
    expect(await atTheGateway(clientSecret)).toBe("canceled");
  });

  test("gives it up although it could not be given up before", async () => {
    const { orderId, paymentId, clientSecret } = await aStartedPayment(shop, ada);
    await payAsBrowser(stage, clientSecret, "authenticationRequired");
    answered(await cancelOrder(ada, { orderId, reason: "Changed my mind" }));
    // The gateway could not be reached; its refusal must not be all that is ever heard of it.
    stage.wire.become("loses_requests");
    expect((await voidPayment(shop.system(), { paymentId })).ok).toBe(false);
    await stage.wire.reset();
    await authenticate(stage, clientSecret, "failed");
    await makeDue(paymentId);
    await checkPayments(20);
    expect(await atTheGateway(clientSecret)).toBe("canceled");
    expect(await stateOf(paymentId)).toBe("canceled");
  });
});
