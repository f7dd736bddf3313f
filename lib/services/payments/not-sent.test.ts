import { beforeAll, expect, test } from "vitest";
import type { CustomerActor } from "@/lib/domain/actor";
import { anOrder } from "@/test/builders/orders";
import { aShop, type Shop } from "@/test/builders/shop";
import { answered, refused } from "@/test/support/answered";
import { moneyStage } from "@/test/support/money-stage";
import type { ServiceContext } from "../context";
import { notSent } from "./not-sent";
import { refreshPayment } from "./refresh-payment";
import { startPayment } from "./start-payment";

const stage = moneyStage();
let shop: Shop;
let ada: ServiceContext<CustomerActor>;

beforeAll(async () => {
  shop = await aShop();
  ada = await shop.customer();
});

test("a question that the gateway did not take is an outage, unless it does not know the payment", () => {
  expect(notSent("gateway_not_reached").code).toBe("gateway_not_reached");
  expect(notSent("rate_limit").code).toBe("gateway_not_reached");
  expect(notSent("resource_missing").code).toBe("payment_missing_at_gateway");
});

test("a payment that the gateway forgot is said to be missing, and nothing is opened beside it", async () => {
  const { orderId } = await anOrder(shop, ada);
  const { paymentId } = answered(await startPayment(ada, { orderId, saveMethod: false }));
  await stage.control("POST", "reset");
  const missing = { kind: "unavailable", code: "payment_missing_at_gateway" };
  expect(refused(await startPayment(ada, { orderId, saveMethod: false }))).toEqual(missing);
  expect(refused(await refreshPayment(ada, { paymentId }))).toEqual(missing);
  const payments = await stage.rows<{ state: string }>("SELECT state FROM payment WHERE order_id = $1", [
    orderId,
  ]);
  expect(payments).toEqual([{ state: "pending" }]);
});
