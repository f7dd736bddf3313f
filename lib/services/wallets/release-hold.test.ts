import { beforeAll, expect, test } from "vitest";
import { listOpenHolds } from "@/lib/queries/wallets/list-open-holds";
import { aLot, lotsOf } from "@/test/builders/credit";
import { anOrder } from "@/test/builders/orders";
import { type Shop, aShop } from "@/test/builders/shop";
import { answered, refused } from "@/test/support/answered";
import { moneyStage } from "@/test/support/money-stage";
import { payAsBrowser } from "@/test/support/pay-as-browser";
import { startPayment } from "../payments/start-payment";
import { releaseHold } from "./release-hold";

const stage = moneyStage();
let shop: Shop;

beforeAll(async () => {
  shop = await aShop();
});

/** An open checkout with 30.00 of credit held. */
async function held() {
  const buyer = await shop.customer("Ada");
  await aLot(shop, buyer.actor.customerId, 3_000n);
  const { orderId } = await anOrder(shop, buyer);
  const credit = { amountMinor: 3_000n, lotIds: null };
  const started = answered(await startPayment(buyer, { orderId, saveMethod: false, credit }));
  const all = await listOpenHolds(shop.staff("support").actor, { currency: "USD" });
  const hold = all?.find((one) => one.order.id === orderId);
  return { buyer, orderId, hold, holdId: hold?.id ?? "", ...started };
}

test("WAL-15: staff see what is held, and give it back with a reason by giving the payment up", async () => {
  const { buyer, hold, holdId, paymentId } = await held();
  expect(hold).toMatchObject({
    customer: { id: buyer.actor.customerId, name: "Ada" },
    payment: { id: paymentId, state: "pending" },
    amount: { amountMinor: 3_000n },
  });
  const staff = shop.staff("finance_admin");
  expect(refused(await releaseHold(staff, { holdId, reason: " " })).code).toBe("reason_required");
  expect(refused(await releaseHold(buyer, { holdId, reason: "Mine" })).code).toBe("missing_permission");
  const other = (await aShop()).staff("finance_admin");
  expect(refused(await releaseHold(other, { holdId, reason: "Theirs" })).code).toBe("wallet_hold_not_found");
  answered(await releaseHold(staff, { holdId, reason: "The customer asked." }));
  expect(await lotsOf(buyer.actor.customerId)).toEqual([{ remaining: 3_000n, held: 0n }]);
  expect(await listOpenHolds(staff.actor, { currency: "USD" })).toEqual([]);
  expect(await listOpenHolds(buyer.actor, { currency: "USD" })).toBeNull();
  expect(
    await stage.rows("SELECT reason, payment_id FROM audit_event WHERE event_type = 'wallet.hold_released'"),
  ).toEqual([{ reason: "The customer asked.", payment_id: paymentId }]);
  expect(refused(await releaseHold(staff, { holdId, reason: "Again" })).code).toBe("wallet_hold_not_found");
});

test("WAL-15: of a buyer who was faster is spent, and staff are told", async () => {
  const { buyer, holdId, clientSecret } = await held();
  await payAsBrowser(stage, clientSecret);
  const staff = shop.staff("finance_admin");
  expect(refused(await releaseHold(staff, { holdId, reason: "Too late." })).code).toBe(
    "payment_already_completed",
  );
  expect(await lotsOf(buyer.actor.customerId)).toEqual([{ remaining: 0n, held: 0n }]);
});
