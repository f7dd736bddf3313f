import { describe, expect, test } from "vitest";
import { newId } from "@/lib/platform/ids";
import { approveSites } from "@/lib/services/orders/approve-sites";
import { attachSite } from "@/lib/services/orders/attach-site";
import { cancelOrder } from "@/lib/services/orders/cancel-order";
import { markSitesReady } from "@/lib/services/orders/mark-sites-ready";
import { placeOrder } from "@/lib/services/orders/place-order";
import { sendSiteBack } from "@/lib/services/orders/send-site-back";
import { startPayment } from "@/lib/services/payments/start-payment";
import { anOrder, siteIdsOf } from "../builders/orders";
import { aShop } from "../builders/shop";
import { answered, refused } from "../support/answered";
import { moneyStage } from "../support/money-stage";
import { authenticate, payAsBrowser } from "../support/pay-as-browser";
import { tellStory } from "../support/scenario";

const stage = moneyStage({ webhooks: true });

const PAID = `SELECT 1 FROM "order" WHERE id = $1 AND state = 'paid'`;
const MAIL = "SELECT 1 FROM mail WHERE order_id = $1 AND kind = $2";
const timeline = async (orderId: string) =>
  (
    await stage.rows<{ kind: string }>(
      "SELECT kind FROM order_event WHERE order_id = $1 ORDER BY recorded_at, id",
      [orderId],
    )
  ).map(({ kind }) => kind);

describe("the first paid orders", () => {
  test("three sites and a course, one sent back, 3-D Secure passed", async () => {
    const shop = await aShop();
    const ada = await shop.customer();
    const staff = shop.staff("support");
    await tellStory(
      stage,
      { merchantId: shop.merchantId, journal: "three-sites-and-a-course.txt" },
      async (wait) => {
        const lines = [
          { productId: shop.placementId, quantity: 3 },
          { productId: shop.courseId, quantity: 1 },
        ];
        const { orderId } = answered(await placeOrder(ada, { placementKey: newId(), lines }));
        const siteIds = await siteIdsOf(orderId);
        const [first = "", second = "", third = ""] = siteIds;
        for (const siteId of siteIds)
          answered(await attachSite(staff, { siteId, url: `https://example.test/${siteId}`, note: null }));
        answered(await markSitesReady(staff, { orderId }));
        await wait("the customer is told", MAIL, [orderId, "sites_ready"]);
        expect(refused(await startPayment(ada, { orderId, saveMethod: false })).code).toBe(
          "order_not_payable",
        );
        answered(await approveSites(ada, { lookedAt: ada.clock.now(), orderId, siteIds: [first, third] }));
        answered(await sendSiteBack(ada, { siteId: second, comment: "The link goes to our old shop." }));
        answered(
          await attachSite(staff, { siteId: second, url: "https://example.test/v2", note: "Corrected" }),
        );
        answered(await markSitesReady(staff, { orderId }));
        expect(
          answered(await approveSites(ada, { lookedAt: ada.clock.now(), orderId, siteIds: [second] })),
        ).toEqual({
          orderState: "payment_pending",
        });
        const { clientSecret, amount } = answered(await startPayment(ada, { orderId, saveMethod: false }));
        expect(amount).toEqual({ amountMinor: 87_000n, currency: "USD" });
        expect(await payAsBrowser(stage, clientSecret, "authenticationRequired")).toMatchObject({
          status: "requires_action",
        });
        expect(await stage.rows(PAID, [orderId])).toEqual([]);
        await authenticate(stage, clientSecret, "succeeded");
        await wait("the order is paid", PAID, [orderId]);
        await wait("the receipt is mailed", MAIL, [orderId, "payment_receipt"]);
        expect(await stage.rows("SELECT 1 FROM access_grant WHERE order_id = $1", [orderId])).toHaveLength(1);
        expect(await timeline(orderId)).toEqual(
          expect.arrayContaining([
            "order_placed",
            "site_sent_back",
            "order_approved",
            "invoice_issued",
            "payment_completed",
            "order_paid",
            "access_granted",
          ]),
        );
      },
    );
  });

  test("course alone, declined, 3-D Secure failed, then paid with another card", async () => {
    const shop = await aShop();
    const ada = await shop.customer();
    await tellStory(
      stage,
      { merchantId: shop.merchantId, journal: "course-declined-then-paid.txt" },
      async (wait) => {
        const { orderId } = await anOrder(shop, ada);
        const { clientSecret } = answered(await startPayment(ada, { orderId, saveMethod: false }));
        expect(await payAsBrowser(stage, clientSecret, "chargeDeclinedInsufficientFunds")).toMatchObject({
          declineCode: "insufficient_funds",
        });
        await wait("the decline is mailed", MAIL, [orderId, "payment_failed"]);
        await payAsBrowser(stage, clientSecret, "authenticationRequired");
        await authenticate(stage, clientSecret, "failed");
        const again = answered(await startPayment(ada, { orderId, saveMethod: false }));
        expect(again.clientSecret).toBe(clientSecret);
        expect(await payAsBrowser(stage, clientSecret, "mastercard")).toMatchObject({ status: "succeeded" });
        await wait("the order is paid", PAID, [orderId]);
        await wait("the receipt is mailed", MAIL, [orderId, "payment_receipt"]);
        const attempts = await stage.rows(
          "SELECT outcome FROM payment_attempt a JOIN payment p ON p.id = a.payment_id WHERE p.order_id = $1 ORDER BY a.occurred_at, a.id",
          [orderId],
        );
        expect(attempts).toEqual([{ outcome: "declined" }, { outcome: "succeeded" }]);
      },
    );
  });

  test("order canceled after approval while the payment was open", async () => {
    const shop = await aShop();
    const ada = await shop.customer();
    await tellStory(
      stage,
      { merchantId: shop.merchantId, journal: "canceled-while-open.txt" },
      async (wait) => {
        const voided = await anOrder(shop, ada, { sites: 1, courses: 1, reached: "payment_pending" });
        const open = answered(await startPayment(ada, { orderId: voided.orderId, saveMethod: false }));
        answered(
          await cancelOrder(shop.staff("billing_ops"), {
            orderId: voided.orderId,
            reason: "Duplicate order",
          }),
        );
        await wait("the payment is void", "SELECT 1 FROM payment WHERE id = $1 AND state = 'canceled'", [
          open.paymentId,
        ]);
        expect(await payAsBrowser(stage, open.clientSecret)).toMatchObject({ status: null });
        // The second buyer is faster than the job that voids.
        const raced = await anOrder(shop, ada);
        const racing = answered(await startPayment(ada, { orderId: raced.orderId, saveMethod: false }));
        await stage.wire.cut();
        answered(await cancelOrder(ada, { orderId: raced.orderId, reason: "Changed my mind" }));
        expect(await payAsBrowser(stage, racing.clientSecret)).toMatchObject({ status: "succeeded" });
        await stage.wire.mend();
        await stage.rows(
          "UPDATE webhook_event SET next_attempt_at = now() WHERE state IN ('received', 'failed')",
        );
        await stage.rows("UPDATE graphile_worker._private_jobs SET run_at = now() WHERE locked_by IS NULL");
        await wait(
          "the money is kept as unapplied",
          "SELECT 1 FROM journal_entry WHERE payment_id = $1 AND kind = 'overpayment_received'",
          [racing.paymentId],
        );
        expect(await timeline(raced.orderId)).toContain("payment_not_due");
      },
    );
  });

  test("lost reply at creation, found again", async () => {
    const shop = await aShop();
    const ada = await shop.customer();
    await tellStory(
      stage,
      { merchantId: shop.merchantId, journal: "lost-reply-found-again.txt" },
      async (wait) => {
        const { orderId } = await anOrder(shop, ada);
        stage.wire.beforeReply(
          ({ method, path }) => method === "POST" && path === "/v1/payment_intents",
          async () => stage.wire.become("loses_replies"),
        );
        const lost = refused(await startPayment(ada, { orderId, saveMethod: false }));
        expect(lost.kind).toBe("outcome_unknown");
        await stage.wire.reset();
        await stage.rows("UPDATE payment SET next_check_at = now() WHERE order_id = $1", [orderId]);
        await wait(
          "the janitor has found it",
          "SELECT 1 FROM payment WHERE order_id = $1 AND state = 'pending' AND gateway_payment_id IS NOT NULL",
          [orderId],
        );
        const { clientSecret } = answered(await startPayment(ada, { orderId, saveMethod: false }));
        expect(await payAsBrowser(stage, clientSecret)).toMatchObject({ status: "succeeded" });
        await wait("the order is paid", PAID, [orderId]);
        await wait("the receipt is mailed", MAIL, [orderId, "payment_receipt"]);
        const mine = (await stage.stripe.paymentIntents.list({ limit: 100 })).data.filter(
          (intent) => intent.metadata["merchant_id"] === shop.merchantId,
        );
        expect(mine).toHaveLength(1);
      },
    );
  });
});
