import { beforeAll, describe, expect, test } from "vitest";
import type { CustomerActor } from "@/lib/domain/actor";
import { newId } from "@/lib/platform/ids";
import { voidPayment as voidPaymentJob } from "@/lib/jobs/handlers/void-payment";
import { attachSite } from "./attach-site";
import { cancelOrder } from "./cancel-order";
import type { ServiceContext } from "../context";
import { ensureGatewayCustomer } from "../customers/ensure-gateway-customer";
import { refreshPayment } from "../payments/refresh-payment";
import { startPayment } from "../payments/start-payment";
import { voidPayment } from "../payments/void-payment";
import { anOrder, aStartedPayment } from "@/test/builders/orders";
import { type Shop, aShop } from "@/test/builders/shop";
import { answered, refused } from "@/test/support/answered";
import { moneyStage } from "@/test/support/money-stage";
import { payAsBrowser } from "@/test/support/pay-as-browser";

const stage = moneyStage();
let shop: Shop;
let ada: ServiceContext<CustomerActor>;
const reason = "Changed my mind";

beforeAll(async () => {
  shop = await aShop();
  ada = await shop.customer();
  // Known at the gateway, so that what a test loses is about the payment.
  answered(await ensureGatewayCustomer(ada, ada.actor.customerId));
});

const stateOf = async (orderId: string) =>
  (await stage.rows<{ state: string }>('SELECT state FROM "order" WHERE id = $1', [orderId]))[0]?.state;
const paymentsOf = (orderId: string) =>
  stage.rows<{ state: string; gateway_payment_id: string | null }>(
    "SELECT state, gateway_payment_id FROM payment WHERE order_id = $1 ORDER BY id",
    [orderId],
  );
const kindsOf = async (orderId: string) =>
  (
    await stage.rows<{ kind: string }>("SELECT kind FROM journal_entry WHERE order_id = $1 ORDER BY kind", [
      orderId,
    ])
  ).map((row) => row.kind);
const balanceOf = async (code: string) =>
  (
    await stage.rows<{ balance: bigint }>(
      `SELECT coalesce(sum(p.amount_minor), 0)::bigint AS balance FROM ledger_account a JOIN posting p ON p.merchant_id = a.merchant_id AND p.account_id = a.id
         WHERE a.merchant_id = $1 AND a.code = $2`,
      [shop.merchantId, code],
    )
  )[0]?.balance;
const occasion = () => ({
  merchantId: shop.merchantId,
  traceId: ada.traceId,
  attempt: 1,
  isLastAttempt: false,
});

describe("canceling an order", () => {
  test("is refused to staff who may not cancel", async () => {
    const { orderId } = await anOrder(shop, ada);
    for (const role of ["support", "finance_approver", "platform_admin", "auditor"] as const) {
      expect(refused(await cancelOrder(shop.staff(role), { orderId, reason }))).toMatchObject({
        kind: "forbidden",
        permission: "order.cancel",
      });
    }
  });

  test("needs a reason", async () => {
    const { orderId } = await anOrder(shop, ada);
    expect(refused(await cancelOrder(ada, { orderId, reason: "  " }))).toEqual({
      kind: "rejected",
      code: "reason_required",
    });
  });

  test("does not find another customer's order, another merchant's, or one that is not there", async () => {
    const { orderId } = await anOrder(shop, ada);
    const foreign = (await aShop()).staff("billing_ops");
    for (const [ctx, id] of [
      [await shop.customer("Mallory"), orderId],
      [foreign, orderId],
      [ada, newId()],
    ] as const) {
      expect(refused(await cancelOrder(ctx, { orderId: id, reason }))).toEqual({
        kind: "not_found",
        code: "order_not_found",
      });
    }
    expect(await stateOf(orderId)).toBe("payment_pending");
  });

  test("changes nothing the second time", async () => {
    const { orderId } = await anOrder(shop, ada);
    answered(await cancelOrder(ada, { orderId, reason }));
    const before = await kindsOf(orderId);
    expect(answered(await cancelOrder(shop.staff("billing_ops"), { orderId, reason: "Again" }))).toEqual({
      orderId,
    });
    expect(await kindsOf(orderId)).toEqual(before);
    expect(
      await stage.rows("SELECT id FROM audit_event WHERE order_id = $1 AND event_type = 'order.canceled'", [
        orderId,
      ]),
    ).toHaveLength(1);
  });

  test("is refused to everybody once the order is paid", async () => {
    const { orderId, paymentId, clientSecret } = await aStartedPayment(shop, ada);
    await payAsBrowser(stage, clientSecret);
    answered(await refreshPayment(ada, { paymentId }));
    for (const ctx of [ada, shop.staff("billing_ops"), shop.staff("finance_admin")]) {
      expect(refused(await cancelOrder(ctx, { orderId, reason }))).toEqual({
        kind: "conflict",
        code: "order_state_refused",
        from: "paid",
        to: "canceled",
      });
    }
  });

  test("is the customer's right until they have been shown work, and staff's after", async () => {
    const untouched = await anOrder(shop, ada, { sites: 2 });
    answered(await cancelOrder(ada, { orderId: untouched.orderId, reason }));
    const begun = await anOrder(shop, ada, { sites: 2 });
    answered(
      await attachSite(shop.staff("support"), {
        siteId: begun.siteIds[0] ?? "",
        url: "https://example.test",
        note: null,
      }),
    );
    const shown = await anOrder(shop, ada, { sites: 1, reached: "sites_ready" });
    const owed = await anOrder(shop, ada, { sites: 1, reached: "payment_pending" });
    for (const [{ orderId }, from] of [
      [begun, "confirmed"],
      [shown, "sites_ready"],
      [owed, "payment_pending"],
    ] as const) {
      expect(refused(await cancelOrder(ada, { orderId, reason }))).toEqual({
        kind: "conflict",
        code: "order_state_refused",
        from,
        to: "canceled",
      });
      answered(await cancelOrder(shop.staff("billing_ops"), { orderId, reason }));
      expect(await stateOf(orderId)).toBe("canceled");
    }
  });

  test("takes back the claim and what was earned, each with the reason", async () => {
    const { orderId } = await anOrder(shop, ada, { sites: 2, courses: 1, reached: "payment_pending" });
    answered(await cancelOrder(shop.staff("finance_admin"), { orderId, reason: "Duplicate order" }));
    expect(await kindsOf(orderId)).toEqual(["invoice_issued", "revenue_recognized", "reversal", "reversal"]);
    expect(
      await stage.rows(
        "SELECT DISTINCT reason, actor_name FROM journal_entry WHERE order_id = $1 AND kind = 'reversal'",
        [orderId],
      ),
    ).toEqual([{ reason: "Duplicate order", actor_name: "Grace Staff" }]);
    expect(await stage.rows("SELECT state FROM invoice WHERE order_id = $1", [orderId])).toEqual([
      { state: "void" },
    ]);
    expect(await stage.rows("SELECT state FROM installment WHERE order_id = $1", [orderId])).toEqual([
      { state: "canceled" },
    ]);
    const net = await stage.rows(
      `SELECT p.account_id FROM posting p JOIN journal_entry e ON e.merchant_id = p.merchant_id AND e.id = p.entry_id
         WHERE e.order_id = $1 GROUP BY p.account_id HAVING sum(p.amount_minor) <> 0`,
      [orderId],
    );
    expect(net).toEqual([]);
  });
});

describe("an open payment of a canceled order", () => {
  test("ORD-09: is voided at the gateway by the job that canceling leaves", async () => {
    const { orderId, paymentId } = await aStartedPayment(shop, ada);
    answered(await cancelOrder(ada, { orderId, reason }));
    expect(
      await stage.rows(
        "SELECT job, payload FROM outbox_job WHERE job = 'void-payment' AND payload ->> 'paymentId' = $1",
        [paymentId],
      ),
    ).toHaveLength(1);
    await voidPaymentJob({ paymentId }, occasion());
    const [payment] = await paymentsOf(orderId);
    expect(payment?.state).toBe("canceled");
    expect((await stage.stripe.paymentIntents.retrieve(payment?.gateway_payment_id ?? "")).status).toBe(
      "canceled",
    );
    await voidPaymentJob({ paymentId }, occasion());
  });

  test("cannot be confirmed by a browser that kept its secret", async () => {
    const { orderId, paymentId, clientSecret } = await aStartedPayment(shop, ada);
    answered(await cancelOrder(ada, { orderId, reason }));
    await voidPaymentJob({ paymentId }, occasion());
    expect(await payAsBrowser(stage, clientSecret)).toMatchObject({
      status: null,
      errorCode: "payment_intent_unexpected_state",
    });
  });

  test("ORD-08: that wins the race is kept as unapplied cash, visible, and the order stays canceled", async () => {
    const before = (await balanceOf("unapplied_cash")) ?? 0n;
    const { orderId, paymentId, clientSecret } = await aStartedPayment(shop, ada);
    answered(await cancelOrder(ada, { orderId, reason }));
    expect(await payAsBrowser(stage, clientSecret)).toMatchObject({ status: "succeeded" });
    await voidPaymentJob({ paymentId }, occasion());
    expect(await paymentsOf(orderId)).toMatchObject([{ state: "completed" }]);
    expect(await stateOf(orderId)).toBe("canceled");
    expect(await balanceOf("unapplied_cash")).toBe(before - 12_000n);
    expect(
      await stage.rows("SELECT kind FROM order_event WHERE order_id = $1 AND kind = 'payment_not_due'", [
        orderId,
      ]),
    ).toHaveLength(1);
    expect(await stage.rows("SELECT id FROM access_grant WHERE order_id = $1", [orderId])).toEqual([]);
    expect(
      await stage.rows(
        "SELECT payload FROM outbox_job WHERE payload ->> 'kind' = 'payment_receipt' AND payload ->> 'paymentId' = $1",
        [paymentId],
      ),
    ).toEqual([]);
  });

  test("ORD-09: whose creation was answered by nobody is found at the gateway and voided there", async () => {
    const { orderId } = await anOrder(shop, ada);
    stage.wire.become("loses_replies");
    const { paymentId } = {
      paymentId: "",
      ...refused(await startPayment(ada, { orderId, saveMethod: false })),
    };
    await stage.wire.reset();
    answered(await cancelOrder(ada, { orderId, reason }));
    expect(answered(await voidPayment(shop.system(), { paymentId }))).toEqual({ state: "canceled" });
    const [payment] = await paymentsOf(orderId);
    expect((await stage.stripe.paymentIntents.retrieve(payment?.gateway_payment_id ?? "")).status).toBe(
      "canceled",
    );
  });

  test("is not taken for void while the gateway is away: the job is tried again", async () => {
    const { orderId, paymentId } = await aStartedPayment(shop, ada);
    const unknown = await anOrder(shop, ada);
    stage.wire.become("loses_replies");
    const lost = {
      paymentId: "",
      ...refused(await startPayment(ada, { orderId: unknown.orderId, saveMethod: false })),
    };
    for (const id of [orderId, unknown.orderId]) answered(await cancelOrder(ada, { orderId: id, reason }));
    for (const id of [paymentId, lost.paymentId]) {
      await expect(voidPaymentJob({ paymentId: id }, occasion())).rejects.toThrow("gateway_not_reached");
    }
    await stage.wire.reset();
    for (const id of [paymentId, lost.paymentId]) await voidPaymentJob({ paymentId: id }, occasion());
    expect(await paymentsOf(orderId)).toMatchObject([{ state: "canceled" }]);
    expect(await paymentsOf(unknown.orderId)).toMatchObject([{ state: "canceled" }]);
  });

  test("that is canceled while it is being created gives its secret to nobody", async () => {
    const { orderId } = await anOrder(shop, ada);
    const isCreation = ({ method, path }: { method: string; path: string }) =>
      method === "POST" && path === "/v1/payment_intents";
    let paymentId = "";
    stage.wire.beforeReply(isCreation, async () => {
      answered(await cancelOrder(ada, { orderId, reason }));
      const [row] = await stage.rows<{ id: string }>("SELECT id FROM payment WHERE order_id = $1", [orderId]);
      paymentId = row?.id ?? "";
      await voidPaymentJob({ paymentId }, occasion());
    });
    expect(refused(await startPayment(ada, { orderId, saveMethod: false }))).toEqual({
      kind: "conflict",
      code: "order_not_payable",
    });
    expect(await paymentsOf(orderId)).toMatchObject([{ state: "canceled" }]);
  });

  test("that was given up as never sent, and was paid all the same, is in the books", async () => {
    const before = (await balanceOf("unapplied_cash")) ?? 0n;
    const { orderId } = await anOrder(shop, ada);
    stage.wire.become("loses_requests");
    const { paymentId } = {
      paymentId: "",
      ...refused(await startPayment(ada, { orderId, saveMethod: false })),
    };
    await stage.wire.reset();
    answered(await cancelOrder(ada, { orderId, reason }));
    // What was asked for may be on its way still.
    await expect(voidPaymentJob({ paymentId }, occasion())).rejects.toThrow("order_has_open_payment");
    await stage.rows("UPDATE operation SET lease_until = now() WHERE payment_id = $1", [paymentId]);
    await voidPaymentJob({ paymentId }, occasion());
    expect(await paymentsOf(orderId)).toMatchObject([{ state: "canceled", gateway_payment_id: null }]);
    const late = await stage.stripe.paymentIntents.create({
      amount: 12_000,
      currency: "usd",
      payment_method: "pm_card_visa",
      confirm: true,
      automatic_payment_methods: { enabled: true, allow_redirects: "never" },
      metadata: { payment_id: paymentId, merchant_id: shop.merchantId },
    });
    await stage.rows("UPDATE payment SET gateway_payment_id = $2 WHERE id = $1", [paymentId, late.id]);
    expect(answered(await refreshPayment(shop.staff("support"), { paymentId }))).toMatchObject({
      state: "completed",
      orderState: "canceled",
    });
    expect(await balanceOf("unapplied_cash")).toBe(before - 12_000n);
  });
});

describe("voiding a payment", () => {
  test("is refused to the customer and to staff who may not cancel", async () => {
    const { paymentId } = await aStartedPayment(shop, ada);
    for (const ctx of [ada, shop.staff("support")]) {
      expect(refused(await voidPayment(ctx, { paymentId }))).toMatchObject({ permission: "order.cancel" });
    }
  });

  test("does not find a payment of another merchant's", async () => {
    const { paymentId } = await aStartedPayment(shop, ada);
    expect(refused(await voidPayment((await aShop()).system(), { paymentId }))).toEqual({
      kind: "not_found",
      code: "payment_not_found",
    });
  });

  test("leaves a completed payment as it is", async () => {
    const { paymentId, clientSecret } = await aStartedPayment(shop, ada);
    await payAsBrowser(stage, clientSecret);
    answered(await refreshPayment(ada, { paymentId }));
    expect(answered(await voidPayment(shop.system(), { paymentId }))).toEqual({ state: "completed" });
  });

  test("needs a payment to be named by its job", async () => {
    await expect(voidPaymentJob({}, occasion())).rejects.toThrow("names no payment");
  });
});

describe("canceling at the same time as paying", () => {
  test("TST-10: keeps every cent, whoever wins", async () => {
    const customers = await Promise.all(Array.from({ length: 4 }, () => shop.customer()));
    const outcomes = await Promise.all(
      customers.map(async (customer) => {
        const { orderId, paymentId, clientSecret } = await aStartedPayment(shop, customer);
        await Promise.all([
          payAsBrowser(stage, clientSecret).then(() => refreshPayment(customer, { paymentId })),
          cancelOrder(customer, { orderId, reason }),
        ]);
        answered(await refreshPayment(customer, { paymentId }));
        return { orderState: await stateOf(orderId), kinds: await kindsOf(orderId) };
      }),
    );
    for (const { orderState, kinds } of outcomes) {
      expect(kinds).toContain(orderState === "paid" ? "payment_captured" : "overpayment_received");
    }
  });
});
