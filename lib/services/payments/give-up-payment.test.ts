import { beforeAll, describe, expect, test } from "vitest";
import type { CustomerActor } from "@/lib/domain/actor";
import { findPayments } from "@/lib/db/payments";
import { inTransaction } from "@/lib/db/transaction";
import { gatewayFor } from "@/lib/gateways/registry";
import { anOrder, aStartedPayment } from "@/test/builders/orders";
import { type Shop, aShop } from "@/test/builders/shop";
import { answered, refused } from "@/test/support/answered";
import { moneyStage } from "@/test/support/money-stage";
import { payAsBrowser } from "@/test/support/pay-as-browser";
import type { ServiceContext } from "../context";
import { cancelAtGateway } from "./cancel-at-gateway";
import { clearTheWay } from "./clear-the-way";
import { closeOrphan } from "./close-orphan";
import { giveUpPayment } from "./give-up-payment";
import { learnOutcome } from "./learn-outcome";
import { startPayment } from "./start-payment";

const stage = moneyStage();
let shop: Shop;
let ada: ServiceContext<CustomerActor>;

beforeAll(async () => {
  shop = await aShop();
  ada = await shop.customer();
});

async function paymentOf(paymentId: string) {
  const [payment] = await inTransaction((tx) => findPayments(tx, shop.merchantId, [paymentId]));
  if (payment === undefined) throw new Error("There is no such payment.");
  return payment;
}

async function begun() {
  const { paymentId, clientSecret } = await aStartedPayment(shop, ada);
  return { clientSecret, payment: await paymentOf(paymentId) };
}

const statusAtGateway = async (gatewayPaymentId: string | null) =>
  (await stage.stripe.paymentIntents.retrieve(gatewayPaymentId ?? "")).status;

describe("an open payment", () => {
  test("that is given up is void at the gateway, and given up again it stays so", async () => {
    const { payment } = await begun();
    expect(answered(await giveUpPayment(shop.system(), payment))).toEqual({ state: "canceled" });
    expect(await statusAtGateway(payment.gatewayPaymentId)).toBe("canceled");
    expect(answered(await giveUpPayment(shop.system(), await paymentOf(payment.id)))).toEqual({
      state: "canceled",
    });
  });

  test("that was paid meanwhile is in the books, and does not clear the way for another", async () => {
    const { payment, clientSecret } = await begun();
    await payAsBrowser(stage, clientSecret);
    expect(refused(await clearTheWay(shop.system(), payment))).toEqual({
      kind: "conflict",
      code: "payment_already_completed",
    });
    expect(await paymentOf(payment.id)).toMatchObject({ state: "completed" });
  });

  test("that nobody has paid clears the way", async () => {
    const { payment } = await begun();
    expect(answered(await clearTheWay(shop.system(), payment))).toBeUndefined();
    expect(await paymentOf(payment.id)).toMatchObject({ state: "canceled" });
  });

  test("is canceled at the gateway once; while that cannot be reached, nobody says that it was", async () => {
    const { payment } = await begun();
    const gatewayPaymentId = payment.gatewayPaymentId ?? "";
    await stage.wire.cut();
    expect(refused(await cancelAtGateway(shop.system(), payment, gatewayPaymentId))).toEqual({
      kind: "unavailable",
      code: "gateway_not_reached",
    });
    await stage.wire.mend();
    for (let time = 0; time < 2; time += 1)
      expect(answered(await cancelAtGateway(shop.system(), payment, gatewayPaymentId))).toMatchObject({
        status: "canceled",
      });
  });

  test("that was made for a payment which is given up is closed; one that has ended is left as it is", async () => {
    const { payment } = await begun();
    const read = async () => {
      const seen = await gatewayFor("stripe").retrievePayment(payment.gatewayPaymentId ?? "");
      if (seen.outcome !== "succeeded") throw new Error("The gateway did not answer.");
      return seen.value;
    };
    await closeOrphan(shop.system(), payment, await read());
    expect(await statusAtGateway(payment.gatewayPaymentId)).toBe("canceled");
    await closeOrphan(shop.system(), payment, await read());
    expect(await statusAtGateway(payment.gatewayPaymentId)).toBe("canceled");
  });
});

describe("what became of a payment", () => {
  test("is learned from the gateway, and not while it is away", async () => {
    const { payment, clientSecret } = await begun();
    await payAsBrowser(stage, clientSecret);
    await stage.wire.cut();
    expect(await learnOutcome(shop.system(), payment)).toBe("not_reached");
    await stage.wire.mend();
    expect(await learnOutcome(shop.system(), payment)).toBe("known");
    expect(await paymentOf(payment.id)).toMatchObject({ state: "completed" });
  });

  test("is not known while what was asked may still arrive there", async () => {
    await begun();
    const { orderId } = await anOrder(shop, ada);
    stage.wire.become("loses_requests");
    const { paymentId } = {
      paymentId: "",
      ...refused(await startPayment(ada, { orderId, saveMethod: false })),
    };
    await stage.wire.reset();
    expect(await learnOutcome(shop.system(), await paymentOf(paymentId))).toBe("underway");
  });
});
