import { beforeAll, describe, expect, test } from "vitest";
import { aLot, lotsOf } from "@/test/builders/credit";
import { anOrder } from "@/test/builders/orders";
import { type Shop, aShop } from "@/test/builders/shop";
import { answered } from "@/test/support/answered";
import { moneyStage } from "@/test/support/money-stage";
import { captureFor, holdFor, payByCredit, releaseFor } from "@/test/support/pay-by-credit";

const stage = moneyStage();
let shop: Shop;

beforeAll(async () => {
  shop = await aShop();
});

const codes = (results: readonly { ok: boolean; error?: { code: string } }[]) =>
  results.map((result) => (result.ok ? "done" : (result.error?.code ?? "")));

/** A buyer with so many courses to pay for. */
async function withOrders(count: number) {
  const buyer = await shop.customer();
  const orderIds: string[] = [];
  for (let made = 0; made < count; made += 1) orderIds.push((await anOrder(shop, buyer)).orderId);
  return { buyer, customerId: buyer.actor.customerId, orderIds };
}

const deadlocks = async () =>
  (
    await stage.rows<{ deadlocks: bigint }>(
      "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()",
    )
  )[0]?.deadlocks;

describe("a wallet that many spend from at once", () => {
  test("F21, WAL-05: with funds for seven pays seven of a hundred orders; ninety-three hear that it is too little", async () => {
    const { buyer, customerId, orderIds } = await withOrders(100);
    for (const amount of [40_000n, 30_000n, 14_999n]) await aLot(shop, customerId, amount);
    const results = await Promise.all(
      orderIds.map((orderId) => payByCredit(buyer, { orderId, amountMinor: 12_000n })),
    );
    expect(codes(results).filter((code) => code === "done")).toHaveLength(7);
    expect(codes(results).filter((code) => code === "insufficient_wallet_balance")).toHaveLength(93);
    expect((await lotsOf(customerId)).reduce((sum, { remaining }) => sum + remaining, 0n)).toBe(999n);
    expect(await deadlocks()).toBe(0n);
  }, 120_000);

  test("F24: holds, captures and releases of one wallet leave what adds up, and wait for each other in one order", async () => {
    const { buyer, customerId, orderIds } = await withOrders(24);
    for (let made = 0; made < 12; made += 1) await aLot(shop, customerId, 5_000n);
    await Promise.all(
      orderIds.map(async (orderId, index) => {
        const held = await holdFor(buyer, { orderId, amountMinor: 4_000n });
        if (!held.ok) return;
        if (index % 3 === 0) await captureFor(buyer, { orderId });
        else await releaseFor(buyer, orderId);
      }),
    );
    const lots = await lotsOf(customerId);
    expect(lots.reduce((sum, { held }) => sum + held, 0n)).toBe(0n);
    expect(await deadlocks()).toBe(0n);
  }, 60_000);

  test("F22: spending a wallet that never had anything in it races its first credit, and is either paid or refused", async () => {
    const { buyer, customerId, orderIds } = await withOrders(10);
    const [first = "", ...others] = orderIds;
    const racing = Promise.all([
      aLot(shop, customerId, 12_000n),
      ...[first, ...others].map((orderId) => payByCredit(buyer, { orderId, amountMinor: 12_000n })),
    ]);
    const [, ...results] = await racing;
    const done = codes(results).filter((code) => code === "done").length;
    expect(done).toBeLessThanOrEqual(1);
    const left = (await lotsOf(customerId)).reduce((sum, { remaining }) => sum + remaining, 0n);
    expect(left).toBe(12_000n - BigInt(done) * 12_000n);
    if (done === 0) answered(await payByCredit(buyer, { orderId: first, amountMinor: 12_000n }));
  });
});
