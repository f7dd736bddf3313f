import { beforeAll, describe, expect, test } from "vitest";
import { money } from "@/lib/domain/money/money";
import { inTransaction } from "@/lib/db/transaction";
import { newId } from "@/lib/platform/ids";
import { aLot, statementOf } from "@/test/builders/credit";
import { anOrder } from "@/test/builders/orders";
import { type Shop, aShop } from "@/test/builders/shop";
import { answered, refused } from "@/test/support/answered";
import { moneyStage } from "@/test/support/money-stage";
import { payByCredit } from "@/test/support/pay-by-credit";
import { expireLots } from "./expire-lots";
import { refundToWallet } from "./refund-to-wallet";
import { restoreCredit } from "./restore-credit";

const stage = moneyStage();
let today = new Date("2026-06-01T12:00:00Z");
const clock = { now: () => today };
let shop: Shop;

beforeAll(async () => {
  shop = await aShop({ clock });
});

/** Somebody who paid a course with 12,000 out of two lots of 10,000, of which the first expires on June 10. */
async function paid() {
  today = new Date("2026-06-01T12:00:00Z");
  const buyer = await shop.customer();
  const { customerId } = buyer.actor;
  await aLot(shop, customerId, 10_000n, { expiresOn: "2026-06-10" });
  await aLot(shop, customerId, 10_000n, { expiresOn: null });
  const { orderId } = await anOrder(shop, buyer);
  const { paymentId } = answered(await payByCredit(buyer, { orderId, amountMinor: 12_000n }));
  return { buyer, customerId, orderId, paymentId };
}

type Paid = Awaited<ReturnType<typeof paid>>;

const restoring = (
  { customerId, orderId, paymentId }: Paid,
  amountMinor: bigint,
  changes: { refundId?: string; reason?: string; customerId?: string } = {},
) =>
  inTransaction((tx) =>
    restoreCredit(tx, shop.staff("finance_admin"), {
      refundId: newId(),
      customerId,
      orderId,
      paymentId,
      amount: money(amountMinor, "USD"),
      from: "refunds",
      reason: "Sent back",
      ...changes,
    }),
  );

const lots = (customerId: string) =>
  stage.rows<{ remaining: bigint; expires_on: string | null; origin_kind: string }>(
    `SELECT remaining_minor AS remaining, expires_on::text AS expires_on, origin_kind FROM wallet_lot WHERE customer_id = $1
       ORDER BY granted_at, id`,
    [customerId],
  );

describe("giving spent credit back", () => {
  test("WAL-16: goes to the lots it came from, with the expiry they have, the last spent first", async () => {
    const order = await paid();
    answered(await restoring(order, 3_000n));
    expect(await lots(order.customerId)).toEqual([
      { remaining: 1_000n, expires_on: "2026-06-10", origin_kind: "adjustment" },
      { remaining: 10_000n, expires_on: null, origin_kind: "adjustment" },
    ]);
    expect((await statementOf(order.customerId)).slice(-2)).toEqual([
      "restored 2000 (0 held) → 10000",
      "restored 1000 (0 held) → 11000",
    ]);
  });

  test("WAL-16: what expired while it was spent comes as a new lot with days of grace, and is spent again", async () => {
    const order = await paid();
    today = new Date("2026-06-20T12:00:00Z");
    await expireLots(clock, 100);
    answered(await restoring(order, 12_000n));
    expect(await lots(order.customerId)).toEqual([
      { remaining: 0n, expires_on: "2026-06-10", origin_kind: "adjustment" },
      { remaining: 10_000n, expires_on: null, origin_kind: "adjustment" },
      { remaining: 10_000n, expires_on: "2026-07-20", origin_kind: "restore" },
    ]);
    const second = await anOrder(shop, order.buyer);
    answered(await payByCredit(order.buyer, { orderId: second.orderId, amountMinor: 12_000n }));
    today = new Date("2026-07-21T12:00:00Z");
    await expireLots(clock, 100);
    expect((await statementOf(order.customerId)).at(-1)).toBe("expired -8000 (0 held) → 0");
  });

  test("is never more than was spent, however often and in whatever parts", async () => {
    const order = await paid();
    today = new Date("2026-06-20T12:00:00Z");
    answered(await restoring(order, 5_000n));
    answered(await restoring(order, 6_000n));
    expect(refused(await restoring(order, 1_001n))).toEqual({
      kind: "rejected",
      code: "insufficient_wallet_balance",
      available: money(1_000n, "USD"),
    });
    answered(await restoring(order, 1_000n));
    expect(refused(await restoring(order, 1n))).toMatchObject({ available: money(0n, "USD") });
  });

  test("is given once, however many ask at once", async () => {
    const order = await paid();
    const results = await Promise.all(Array.from({ length: 8 }, () => restoring(order, 5_000n)));
    expect(results.filter(({ ok }) => ok)).toHaveLength(2);
  });

  test("needs a reason, an amount and a wallet of the merchant's", async () => {
    const order = await paid();
    expect(refused(await restoring(order, 1n, { reason: "" }))).toMatchObject({ code: "reason_required" });
    expect(refused(await restoring(order, 0n))).toMatchObject({ code: "amount_must_be_positive" });
    expect(refused(await restoring(order, 1n, { customerId: newId() }))).toMatchObject({
      code: "customer_not_found",
    });
  });
});

describe("a refund to the wallet", () => {
  const refunding = (
    order: Paid,
    amountMinor: bigint,
    changes: { reason?: string; customerId?: string } = {},
  ) =>
    inTransaction((tx) =>
      refundToWallet(tx, shop.staff("finance_admin"), {
        refundId: newId(),
        customerId: order.customerId,
        orderId: order.orderId,
        paymentId: order.paymentId,
        amount: money(amountMinor, "USD"),
        from: "unapplied_cash",
        reason: "Paid twice",
        ...changes,
      }),
    );

  test("WAL-12: is a lot of its own kind, that does not expire and can become money again", async () => {
    const order = await paid();
    const { lotId, entryId } = answered(await refunding(order, 700n));
    expect(
      await stage.rows(
        `SELECT l.kind, l.remaining_minor, l.expires_on, l.is_refundable, m.entry_id, m.order_id, m.payment_id, m.reason
           FROM wallet_lot l JOIN wallet_movement m ON m.lot_id = l.id WHERE l.id = $1`,
        [lotId],
      ),
    ).toEqual([
      {
        kind: "refund",
        remaining_minor: 700n,
        expires_on: null,
        is_refundable: true,
        entry_id: entryId,
        order_id: order.orderId,
        payment_id: order.paymentId,
        reason: "Paid twice",
      },
    ]);
  });

  test("needs a reason, an amount and a wallet of the merchant's", async () => {
    const order = await paid();
    expect(refused(await refunding(order, 1n, { reason: "" }))).toMatchObject({ code: "reason_required" });
    expect(refused(await refunding(order, 0n))).toMatchObject({ code: "amount_must_be_positive" });
    expect(refused(await refunding(order, 1n, { customerId: newId() }))).toMatchObject({
      code: "customer_not_found",
    });
  });
});
