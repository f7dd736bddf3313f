import { beforeAll, describe, expect, test } from "vitest";
import type { CustomerActor } from "@/lib/domain/actor";
import { money } from "@/lib/domain/money/money";
import { newId } from "@/lib/platform/ids";
import { anOrder } from "@/test/builders/orders";
import { aShop, type Shop } from "@/test/builders/shop";
import { answered, refused } from "@/test/support/answered";
import { moneyStage } from "@/test/support/money-stage";
import type { ServiceContext } from "../context";
import { payWithCredit } from "../payments/pay-with-credit";
import { bounceManualPayment } from "./bounce-manual-payment";
import { recordManualPayment } from "./record-manual-payment";
import { verifyManualPayment } from "./verify-manual-payment";

const stage = moneyStage();
let shop: Shop;

beforeAll(async () => {
  shop = await aShop();
});

async function received(
  ada: ServiceContext<CustomerActor>,
  amountMinor: bigint,
  orderIds: readonly string[],
): Promise<string> {
  const { manualPaymentId } = answered(
    await recordManualPayment(shop.staff("billing_ops"), {
      recordKey: newId(),
      customerId: ada.actor.customerId,
      method: "check",
      amount: money(amountMinor, "USD"),
      receivedOn: "2026-01-02",
      reference: "Check 1042",
      note: "",
      parts: orderIds.map((orderId) => ({ orderId, amountMinor: 12_000n })),
      evidence: null,
    }),
  );
  return manualPaymentId;
}

async function verified(
  ada: ServiceContext<CustomerActor>,
  amountMinor: bigint,
  orderIds: readonly string[],
) {
  const manualPaymentId = await received(ada, amountMinor, orderIds);
  answered(await verifyManualPayment(shop.staff("finance_approver"), { manualPaymentId }));
  return manualPaymentId;
}

const bounce = (manualPaymentId: string, reason = "Returned by the bank") =>
  bounceManualPayment(shop.staff("billing_ops"), { manualPaymentId, reason });
const statesOf = async (orderId: string) =>
  (
    await stage.rows<{ state: string }>(
      `SELECT concat_ws(' ', o.state, o.paid_minor, i.state, i.paid_minor, v.state, p.state) AS state FROM "order" o
         JOIN installment i ON i.order_id = o.id JOIN invoice v ON v.installment_id = i.id
         JOIN payment p ON p.order_id = o.id AND p.tender = 'check' WHERE o.id = $1`,
      [orderId],
    )
  )[0]?.state;

describe("a payment by hand that bounces", () => {
  test("is not everybody's to say, needs a reason, and was verified before", async () => {
    const ada = await shop.customer();
    const { orderId } = await anOrder(shop, ada);
    const recorded = await received(ada, 12_000n, [orderId]);
    const command = { manualPaymentId: recorded, reason: "Returned" };
    for (const role of ["support", "auditor", "platform_admin"] as const)
      expect(refused(await bounceManualPayment(shop.staff(role), command)).code).toBe("missing_permission");
    expect(refused(await bounce(recorded, " ")).code).toBe("reason_required");
    expect(refused(await bounce(newId())).code).toBe("manual_payment_not_found");
    expect(refused(await bounce(recorded)).code).toBe("manual_payment_not_verified");
  });

  test("reopens each order that it paid, with its installment and invoice, once", async () => {
    const ada = await shop.customer();
    const orders = [await anOrder(shop, ada), await anOrder(shop, ada)].map(({ orderId }) => orderId);
    const id = await verified(ada, 24_000n, orders);
    for (const orderId of orders)
      expect(await statesOf(orderId)).toBe("paid 12000 paid 12000 paid completed");
    const first = answered(await bounce(id));
    expect(answered(await bounce(id, "Asked again"))).toEqual(first);
    for (const orderId of orders)
      expect(await statesOf(orderId)).toBe("payment_pending 0 due 0 open bounced");
    const [steps] = await stage.rows(
      `SELECT count(*)::int AS count FROM order_event WHERE order_id = ANY ($1) AND kind = 'manual_payment_bounced'
         AND from_state = 'paid' AND to_state = 'payment_pending'`,
      [orders],
    );
    expect(steps).toEqual({ count: 2 });
    expect(
      await stage.rows("SELECT state, bounced_by, bounce_reason FROM manual_payment WHERE id = $1", [id]),
    ).toEqual([{ state: "bounced", bounced_by: "Grace Staff", bounce_reason: "Returned by the bank" }]);
  });

  test("takes back what became credit; where that was spent, nothing is done", async () => {
    const ada = await shop.customer();
    const { orderId } = await anOrder(shop, ada);
    const id = await verified(ada, 30_000n, [orderId]);
    const { orderId: other } = await anOrder(shop, ada);
    answered(await payWithCredit(ada, { orderId: other, credit: { amountMinor: 12_000n, lotIds: null } }));
    expect(refused(await bounce(id))).toMatchObject({
      code: "insufficient_wallet_balance",
      available: money(6_000n, "USD"),
    });
    expect(await statesOf(orderId)).toBe("paid 12000 paid 12000 paid completed");
  });
});
