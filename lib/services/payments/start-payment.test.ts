import { beforeAll, describe, expect, test } from "vitest";
import type { CustomerActor } from "@/lib/domain/actor";
import { saveCardConsent } from "@/lib/domain/payments/consent";
import { money } from "@/lib/domain/money/money";
import { newId, publicId } from "@/lib/platform/ids";
import { cancelOrder } from "../orders/cancel-order";
import type { ServiceContext } from "../context";
import { ensureGatewayCustomer } from "../customers/ensure-gateway-customer";
import { refreshPayment } from "./refresh-payment";
import { resolveUnknownPayment } from "./resolve-unknown-payment";
import { startPayment } from "./start-payment";
import { anOrder, aStartedPayment } from "@/test/builders/orders";
import { type Shop, aShop } from "@/test/builders/shop";
import { answered, refused } from "@/test/support/answered";
import { moneyStage } from "@/test/support/money-stage";
import { payAsBrowser } from "@/test/support/pay-as-browser";

const stage = moneyStage();
let shop: Shop;
let ada: ServiceContext<CustomerActor>;

beforeAll(async () => {
  shop = await aShop();
  ada = await shop.customer();
  // Known at the gateway, so that what a test loses is about the payment.
  answered(await ensureGatewayCustomer(ada, ada.actor.customerId));
});

const start = (orderId: string, saveMethod = false) => startPayment(ada, { orderId, saveMethod });

const paymentsOf = (orderId: string) =>
  stage.rows<{ id: string; state: string; gateway_payment_id: string | null; save_method: boolean }>(
    "SELECT id, state, gateway_payment_id, save_method FROM payment WHERE order_id = $1 ORDER BY id",
    [orderId],
  );

/** Every PaymentIntent at the gateway that carries the order's id. */
async function intentsOf(orderId: string) {
  const found = await stage.stripe.paymentIntents.list({ limit: 100 });
  return found.data.filter((intent) => intent.metadata["order_id"] === publicId("order", orderId));
}

describe("starting a payment", () => {
  test("is refused to staff", async () => {
    const { orderId } = await anOrder(shop, ada);
    for (const role of ["support", "finance_admin", "platform_admin"] as const) {
      expect(refused(await startPayment(shop.staff(role), { orderId, saveMethod: false }))).toMatchObject({
        kind: "forbidden",
        permission: "payment.start",
      });
    }
  });

  test("VAL-12: does not find another customer's order, another merchant's, or one that is not there", async () => {
    const { orderId } = await anOrder(shop, await shop.customer("Mallory"));
    const foreign = await aShop();
    const elsewhere = await anOrder(foreign, await foreign.customer());
    for (const id of [orderId, elsewhere.orderId, newId()]) {
      expect(refused(await start(id))).toEqual({ kind: "not_found", code: "order_not_found" });
    }
    expect(await paymentsOf(orderId)).toEqual([]);
  });

  test("creates one payment and one PaymentIntent that names everything it is about", async () => {
    const { orderId } = await anOrder(shop, ada);
    const started = answered(await start(orderId));
    expect(started.amount).toEqual(money(12_000n, "USD"));
    const [intent, ...more] = await intentsOf(orderId);
    expect(more).toEqual([]);
    expect(intent).toMatchObject({
      amount: 12_000,
      currency: "usd",
      statement_descriptor_suffix: "ACME",
      status: "requires_payment_method",
      setup_future_usage: null,
      metadata: {
        order_id: publicId("order", orderId),
        account_id: publicId("customer", ada.actor.customerId),
        payment_id: started.paymentId,
        merchant_id: shop.merchantId,
        purpose: "full",
        environment: "test",
        trace_id: ada.traceId,
      },
    });
    expect(started.clientSecret).toBe(intent?.client_secret);
    expect(await paymentsOf(orderId)).toMatchObject([
      { id: started.paymentId, state: "pending", gateway_payment_id: intent?.id },
    ]);
    expect(
      await stage.rows(
        "SELECT event_type, outcome FROM audit_event WHERE payment_id = $1 AND event_type LIKE 'payment.%'",
        [started.paymentId],
      ),
    ).toEqual([{ event_type: "payment.started", outcome: "pending" }]);
  });

  test("is resumed when it is asked again: the same payment, the same secret", async () => {
    const { orderId } = await anOrder(shop, ada);
    const first = answered(await start(orderId));
    expect(answered(await start(orderId))).toEqual(first);
    expect(await intentsOf(orderId)).toHaveLength(1);
    expect(await paymentsOf(orderId)).toHaveLength(1);
  });

  test("is resumed after a decline, on the same PaymentIntent", async () => {
    const { orderId } = await anOrder(shop, ada);
    const first = answered(await start(orderId));
    expect(await payAsBrowser(stage, first.clientSecret, "chargeDeclined")).toMatchObject({
      errorCode: "card_declined",
    });
    expect(answered(await start(orderId))).toEqual(first);
    expect(await paymentsOf(orderId)).toMatchObject([{ state: "failed" }]);
  });

  test("begins a new one when the gateway canceled the old one", async () => {
    const { orderId } = await anOrder(shop, ada);
    const first = answered(await start(orderId));
    const [intent] = await intentsOf(orderId);
    await stage.stripe.paymentIntents.cancel(intent?.id ?? "");
    const second = answered(await start(orderId));
    expect(second.paymentId).not.toBe(first.paymentId);
    expect(await paymentsOf(orderId)).toMatchObject([{ state: "canceled" }, { state: "pending" }]);
  });

  test("F28: gives up the open payment when another amount is due by now, and begins one over it", async () => {
    const { orderId } = await anOrder(shop, ada);
    const first = answered(await start(orderId));
    await stage.rows("UPDATE installment SET amount_minor = 9000 WHERE order_id = $1", [orderId]);
    const second = answered(await start(orderId));
    expect(second.amount).toEqual(money(9_000n, "USD"));
    expect(await paymentsOf(orderId)).toMatchObject([
      { id: first.paymentId, state: "canceled" },
      { id: second.paymentId, state: "pending" },
    ]);
    expect((await intentsOf(orderId)).map(({ status }) => status).toSorted()).toEqual([
      "canceled",
      "requires_payment_method",
    ]);
    await stage.rows("UPDATE installment SET amount_minor = 12000 WHERE order_id = $1", [orderId]);
  });

  test("is refused while the payment that is to be given up is being asked for", async () => {
    const { orderId } = await anOrder(shop, ada);
    await stage.wire.cut();
    refused(await start(orderId));
    await stage.wire.mend();
    await stage.rows(
      "UPDATE operation SET state = 'begun', finished_at = NULL, lease_until = now() + interval '1 minute' WHERE order_id = $1",
      [orderId],
    );
    await stage.rows("UPDATE installment SET amount_minor = 9000 WHERE order_id = $1", [orderId]);
    expect(refused(await start(orderId))).toEqual({ kind: "conflict", code: "order_has_open_payment" });
    expect(await paymentsOf(orderId)).toMatchObject([{ state: "pending" }]);
    await stage.rows("UPDATE operation SET lease_until = now() WHERE order_id = $1", [orderId]);
    answered(await start(orderId));
    expect(await paymentsOf(orderId)).toMatchObject([{ state: "canceled" }, { state: "pending" }]);
    expect(await intentsOf(orderId)).toHaveLength(1);
    await stage.rows("UPDATE installment SET amount_minor = 12000 WHERE order_id = $1", [orderId]);
  });

  test("is refused for an order that is not payable yet, or not any more", async () => {
    const early = await anOrder(shop, ada, { sites: 1 });
    const canceled = await anOrder(shop, ada);
    answered(await cancelOrder(ada, { orderId: canceled.orderId, reason: "Changed my mind" }));
    for (const { orderId } of [early, canceled]) {
      expect(refused(await start(orderId))).toEqual({ kind: "conflict", code: "order_not_payable" });
    }
  });

  test("is refused once the order is paid, whether or not we have heard of it", async () => {
    const { orderId } = await anOrder(shop, ada);
    const { paymentId, clientSecret } = answered(await start(orderId));
    expect(await payAsBrowser(stage, clientSecret)).toMatchObject({ status: "succeeded" });
    expect(refused(await start(orderId))).toEqual({ kind: "conflict", code: "payment_already_completed" });
    expect(answered(await refreshPayment(ada, { paymentId }))).toEqual({
      state: "completed",
      orderState: "paid",
    });
    expect(refused(await start(orderId))).toEqual({ kind: "conflict", code: "order_already_paid" });
    expect(await intentsOf(orderId)).toHaveLength(1);
  });

  test("is refused while the gateway holds an authorization of it, or has it underway", async () => {
    const { orderId } = await anOrder(shop, ada);
    const { clientSecret } = answered(await start(orderId));
    await stage.stripe.paymentIntents.update(clientSecret.split("_secret_")[0] ?? "", {
      capture_method: "manual",
    });
    expect(await payAsBrowser(stage, clientSecret)).toMatchObject({ status: "requires_capture" });
    expect(refused(await start(orderId))).toEqual({ kind: "conflict", code: "order_has_open_payment" });
    expect(await paymentsOf(orderId)).toMatchObject([{ state: "processing" }]);
  });

  test("is refused while no installment is due", async () => {
    const termsId = await shop.terms({ kind: "on_date", on: "2199-12-31" });
    const { orderId } = await anOrder(shop, ada, { termsId });
    expect(refused(await start(orderId))).toEqual({ kind: "rejected", code: "nothing_due" });
  });

  test("asks the gateway for one customer, however many orders they have", async () => {
    const buyer = await shop.customer("Bob");
    for (const { orderId } of [await anOrder(shop, buyer), await anOrder(shop, buyer)]) {
      answered(await startPayment(buyer, { orderId, saveMethod: false }));
    }
    const customers = await stage.stripe.customers.list({ limit: 100 });
    const mine = customers.data.filter(
      (customer) => customer.metadata["customer_id"] === publicId("customer", buyer.actor.customerId),
    );
    expect(mine).toHaveLength(1);
  });
});

describe("keeping the card of a payment", () => {
  test("is asked for only with consent, whose words are stored with the payment", async () => {
    const { orderId } = await anOrder(shop, ada);
    const { paymentId } = answered(await start(orderId, true));
    expect(await intentsOf(orderId)).toMatchObject([{ setup_future_usage: "off_session" }]);
    expect(
      await stage.rows(
        "SELECT save_method, metadata #>> '{consent,text}' AS text FROM payment WHERE id = $1",
        [paymentId],
      ),
    ).toEqual([{ save_method: true, text: saveCardConsent("Acme") }]);
  });

  test("follows the buyer's mind: ticked, unticked, ticked again", async () => {
    const { orderId } = await anOrder(shop, ada);
    for (const [saveMethod, usage] of [
      [false, null],
      [true, "off_session"],
      [false, null],
      [true, "off_session"],
    ] as const) {
      answered(await start(orderId, saveMethod));
      expect(await intentsOf(orderId)).toMatchObject([{ setup_future_usage: usage }]);
      expect(await paymentsOf(orderId)).toMatchObject([{ save_method: saveMethod }]);
    }
  });

  test("is taken back at the gateway even when the reply to the first asking was lost", async () => {
    const buyer = await shop.customer();
    answered(await startPayment(buyer, { orderId: (await anOrder(shop, buyer)).orderId, saveMethod: false }));
    const { orderId } = await anOrder(shop, buyer);
    stage.wire.beforeReply(
      (request) => request.method === "POST" && request.path === "/v1/payment_intents",
      async () => stage.wire.become("loses_replies"),
    );
    expect(refused(await startPayment(buyer, { orderId, saveMethod: true })).kind).toBe("outcome_unknown");
    await stage.wire.reset();
    answered(await startPayment(buyer, { orderId, saveMethod: false }));
    expect(await intentsOf(orderId)).toMatchObject([{ setup_future_usage: null }]);
  });
});

describe("when the gateway does not answer", () => {
  test("F07: a lost reply leaves the outcome unknown; looking finds the PaymentIntent, and there is no second", async () => {
    const { orderId } = await anOrder(shop, ada);
    stage.wire.become("loses_replies");
    const lost = refused(await start(orderId));
    await stage.wire.reset();
    const [payment] = await paymentsOf(orderId);
    expect(lost).toEqual({ kind: "outcome_unknown", code: "awaiting_gateway", paymentId: payment?.id });
    expect(payment).toMatchObject({ state: "outcome_unknown", gateway_payment_id: null });
    expect(answered(await resolveUnknownPayment(shop.system(), { paymentId: payment?.id ?? "" }))).toEqual({
      isResolved: true,
    });
    const [intent] = await intentsOf(orderId);
    expect(await paymentsOf(orderId)).toMatchObject([{ state: "pending", gateway_payment_id: intent?.id }]);
    answered(await start(orderId));
    expect(await intentsOf(orderId)).toHaveLength(1);
  });

  test("a lost reply is found by asking again, too, under the same key", async () => {
    const { orderId } = await anOrder(shop, ada);
    stage.wire.become("loses_replies");
    await start(orderId);
    await stage.wire.reset();
    const started = answered(await start(orderId));
    expect(await intentsOf(orderId)).toHaveLength(1);
    expect(await paymentsOf(orderId)).toMatchObject([{ id: started.paymentId, state: "pending" }]);
  });

  test("F08: a request that never arrived is looked for, found nowhere, and may be made again", async () => {
    const { orderId } = await anOrder(shop, ada);
    stage.wire.become("loses_requests");
    const { paymentId } = { paymentId: "", ...refused(await start(orderId)) };
    await stage.wire.reset();
    const look = async () => answered(await resolveUnknownPayment(shop.system(), { paymentId }));
    // It may be on its way still, and would be a second PaymentIntent beside that of another payment.
    expect(await look()).toEqual({ isResolved: false });
    expect(await paymentsOf(orderId)).toMatchObject([{ id: paymentId, state: "outcome_unknown" }]);
    await stage.rows("UPDATE operation SET lease_until = now() WHERE payment_id = $1", [paymentId]);
    expect(await look()).toEqual({ isResolved: true });
    expect(await paymentsOf(orderId)).toMatchObject([
      { id: paymentId, state: "canceled", gateway_payment_id: null },
    ]);
    expect(
      await stage.rows("SELECT details FROM order_event WHERE order_id = $1 AND kind = 'payment_canceled'", [
        orderId,
      ]),
    ).toMatchObject([{ details: { isNeverSent: true } }]);
    expect(
      await stage.rows(
        "SELECT reason FROM audit_event WHERE payment_id = $1 AND event_type = 'payment.canceled'",
        [paymentId],
      ),
    ).toEqual([{ reason: "The gateway has never heard of it." }]);
    const { clientSecret } = answered(await start(orderId));
    expect(await intentsOf(orderId)).toHaveLength(1);
    expect(await payAsBrowser(stage, clientSecret)).toMatchObject({ status: "succeeded" });
  });

  test("an unknown outcome stays unknown while the gateway is away", async () => {
    const { orderId } = await anOrder(shop, ada);
    stage.wire.become("loses_replies");
    await start(orderId);
    const [payment] = await paymentsOf(orderId);
    expect(answered(await resolveUnknownPayment(shop.system(), { paymentId: payment?.id ?? "" }))).toEqual({
      isResolved: false,
    });
    expect(refused(await refreshPayment(ada, { paymentId: payment?.id ?? "" }))).toMatchObject({
      kind: "outcome_unknown",
    });
    expect(await paymentsOf(orderId)).toMatchObject([{ state: "outcome_unknown" }]);
  });

  test("F12: a gateway that is down is unavailable; the payment stays and works later", async () => {
    const { orderId } = await anOrder(shop, ada);
    await stage.wire.cut();
    expect(refused(await start(orderId))).toEqual({ kind: "unavailable", code: "gateway_not_reached" });
    expect(await paymentsOf(orderId)).toMatchObject([{ state: "pending", gateway_payment_id: null }]);
    await stage.wire.mend();
    answered(await start(orderId));
    expect(await paymentsOf(orderId)).toHaveLength(1);
    expect(await intentsOf(orderId)).toHaveLength(1);
  });

  test("F10: an error that the gateway remembers under our key does not lock the buyer out", async () => {
    const { orderId } = await anOrder(shop, ada);
    await stage.control("POST", "faults", {
      kind: "error_500",
      method: "POST",
      path: "/v1/payment_intents",
      count: 1,
    });
    expect(refused(await start(orderId))).toMatchObject({ kind: "outcome_unknown" });
    const [payment] = await paymentsOf(orderId);
    answered(await resolveUnknownPayment(shop.system(), { paymentId: payment?.id ?? "" }));
    answered(await start(orderId));
    expect(await intentsOf(orderId)).toHaveLength(1);
  });

  test("F13: no connection of the database is held while the gateway is slow", async () => {
    const { orderId } = await anOrder(shop, ada);
    let open = -1;
    stage.wire.beforeReply(
      ({ method, path }) => method === "POST" && path === "/v1/payment_intents",
      async () => {
        const [row] = await stage.rows<{ open: bigint }>(
          "SELECT count(*) AS open FROM pg_stat_activity WHERE backend_type = 'client backend' AND datname = current_database() AND xact_start IS NOT NULL AND pid <> pg_backend_pid()",
        );
        open = Number(row?.open);
      },
    );
    answered(await start(orderId));
    expect(open).toBe(0);
  });
});

describe("reading a payment again", () => {
  test("is refused to staff who may not, and does not find another customer's payment", async () => {
    const { paymentId } = await aStartedPayment(shop, ada);
    expect(refused(await refreshPayment(shop.staff("auditor"), { paymentId }))).toMatchObject({
      permission: "payment.refresh",
    });
    const foreign = (await aShop()).staff("finance_admin");
    for (const ctx of [await shop.customer("Mallory"), foreign]) {
      expect(refused(await refreshPayment(ctx, { paymentId }))).toEqual({
        kind: "not_found",
        code: "payment_not_found",
      });
    }
    expect(refused(await refreshPayment(ada, { paymentId: newId() }))).toMatchObject({
      code: "payment_not_found",
    });
  });

  test("believes the gateway, and says who asked", async () => {
    const { paymentId, clientSecret, orderId } = await aStartedPayment(shop, ada);
    expect(answered(await refreshPayment(ada, { paymentId }))).toEqual({
      state: "pending",
      orderState: "payment_pending",
    });
    await payAsBrowser(stage, clientSecret);
    expect(answered(await refreshPayment(shop.staff("support"), { paymentId }))).toEqual({
      state: "completed",
      orderState: "paid",
    });
    expect(
      await stage.rows("SELECT cause FROM order_event WHERE order_id = $1 AND kind = 'payment_completed'", [
        orderId,
      ]),
    ).toEqual([{ cause: { kind: "gateway_read", by: "staff" } }]);
  });

  test("is unavailable while the gateway is down, and changes nothing", async () => {
    const { paymentId, orderId } = await aStartedPayment(shop, ada);
    await stage.wire.cut();
    expect(refused(await refreshPayment(ada, { paymentId }))).toEqual({
      kind: "unavailable",
      code: "gateway_not_reached",
    });
    expect(await paymentsOf(orderId)).toMatchObject([{ state: "pending" }]);
  });

  test("VAL-04: does not resolve what nobody may resolve, nor a payment that is not there", async () => {
    expect(refused(await resolveUnknownPayment(ada, { paymentId: newId() }))).toMatchObject({
      permission: "payment.refresh",
    });
    expect(refused(await resolveUnknownPayment(shop.system(), { paymentId: newId() }))).toMatchObject({
      code: "payment_not_found",
    });
  });
});

describe("whether the card is kept", () => {
  test("is no question any more once the payment has ended, whatever became of the asking", async () => {
    const { orderId, paymentId, clientSecret } = await aStartedPayment(shop, ada);
    // It is read first, as it always is; then the reply to the change is lost.
    stage.wire.become("loses_replies", Number.POSITIVE_INFINITY, 1);
    expect(refused(await start(orderId, true)).kind).toBe("outcome_unknown");
    await stage.wire.reset();
    const asking = () =>
      stage.rows("SELECT state, reason FROM operation WHERE payment_id = $1 AND command = 'keep-card'", [
        paymentId,
      ]);
    expect(await asking()).toMatchObject([{ state: "outcome_unknown" }]);
    await payAsBrowser(stage, clientSecret);
    answered(await refreshPayment(ada, { paymentId }));
    expect(await asking()).toEqual([{ state: "refused", reason: "payment_ended" }]);
  });
});
