import { beforeAll, describe, expect, test } from "vitest";
import { callsRecorded } from "@/lib/audit/record-call";
import { systemClock } from "@/lib/platform/clock";
import { newTraceId } from "@/lib/platform/trace";
import { aStartedPayment } from "@/test/builders/orders";
import { aShop, type Shop } from "@/test/builders/shop";
import { moneyStage } from "@/test/support/money-stage";
import { recordGatewayCall } from "./record-gateway-call";
import { recordedGateway } from "./recorded-gateway";

const stage = moneyStage();
let shop: Shop;

beforeAll(async () => {
  shop = await aShop();
});

const nobody = () => ({ actor: null, traceId: newTraceId(), ipAddress: null, clock: systemClock });

async function recordsOf(traceId: string) {
  await callsRecorded();
  return stage.rows<Record<string, unknown>>(
    "SELECT merchant_id, payment_id, outcome, failure_message FROM audit_event WHERE trace_id = $1",
    [traceId],
  );
}

describe("a call of which nobody knows yet whose it is", () => {
  test("is on record with the merchant and the payment that the object names", async () => {
    const { paymentId, clientSecret } = await aStartedPayment(shop, await shop.customer());
    const caller = nobody();
    await recordedGateway(caller, "stripe").retrievePayment(clientSecret.split("_secret_")[0] ?? "");
    expect(await recordsOf(caller.traceId)).toMatchObject([
      { merchant_id: shop.merchantId, payment_id: paymentId, outcome: "succeeded" },
    ]);
  });

  test("is nobody's when the object is not ours, whatever it says of itself", async () => {
    const foreign = await stage.stripe.paymentIntents.create({
      amount: 700,
      currency: "usd",
      metadata: { merchant_id: "another application's", payment_id: "7" },
    });
    const caller = nobody();
    await recordedGateway(caller, "stripe").retrievePayment(foreign.id);
    expect(await recordsOf(caller.traceId)).toEqual([]);
  });
});

test("AUD-11: what a gateway said of a failure is on record without the key that it quotes", async () => {
  const ctx = shop.system();
  const message = `Invalid API Key provided: ${stage.sandbox.secretKey}`;
  recordGatewayCall(
    ctx,
    {},
    {
      gateway: "stripe",
      command: "create-payment",
      names: {},
      asked: { outcome: "not_sent", code: "StripeAuthenticationError", message },
      durationMs: 12.4,
      tryCount: 1,
    },
  );
  expect(await recordsOf(ctx.traceId)).toMatchObject([
    { outcome: "failed", failure_message: "Invalid API Key provided: sk_****" },
  ]);
});
