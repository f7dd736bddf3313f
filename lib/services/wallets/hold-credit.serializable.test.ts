import { beforeAll, expect, test } from "vitest";
import { TransientError } from "@/lib/db/transaction";
import { aLot, lotsOf } from "@/test/builders/credit";
import { anOrder } from "@/test/builders/orders";
import { type Shop, aShop } from "@/test/builders/shop";
import { moneyStage } from "@/test/support/money-stage";
import { payByCredit } from "@/test/support/pay-by-credit";

const stage = moneyStage();
let shop: Shop;

beforeAll(async () => {
  // Every connection of this file's pool begins its transactions SERIALIZABLE.
  const address = new URL(process.env["DATABASE_URL"] ?? "");
  address.searchParams.set("options", "-c timezone=UTC -c default_transaction_isolation=serializable");
  process.env["DATABASE_URL"] = address.href;
  shop = await aShop();
});

/** Asks again when told that the database could not do it now, as whoever is answered 503 does. */
async function untilAnswered<T>(ask: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof TransientError)) throw error;
    }
  }
}

test("F21, WAL-05: at SERIALIZABLE, too, a wallet with funds for seven pays seven of a hundred orders", async () => {
  expect(await stage.rows("SHOW transaction_isolation")).toEqual([{ transaction_isolation: "serializable" }]);
  const buyer = await shop.customer();
  const { customerId } = buyer.actor;
  await aLot(shop, customerId, 84_999n);
  const orderIds: string[] = [];
  for (let made = 0; made < 100; made += 1) orderIds.push((await anOrder(shop, buyer)).orderId);
  const results = await Promise.all(
    orderIds.map((orderId) => untilAnswered(() => payByCredit(buyer, { orderId, amountMinor: 12_000n }))),
  );
  const codes = results.map((result) => (result.ok ? "done" : result.error.code));
  expect(codes.filter((code) => code === "done")).toHaveLength(7);
  expect(codes.filter((code) => code === "insufficient_wallet_balance")).toHaveLength(93);
  expect((await lotsOf(customerId)).reduce((sum, { remaining }) => sum + remaining, 0n)).toBe(999n);
}, 120_000);
