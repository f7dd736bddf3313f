import { beforeAll, describe, expect, test } from "vitest";
import type { CustomerActor } from "@/lib/domain/actor";
import { newId } from "@/lib/platform/ids";
import { placeOrder } from "./place-order";
import type { ServiceContext } from "../context";
import { type Shop, aShop } from "@/test/builders/shop";
import { answered } from "@/test/support/answered";
import { moneyStage } from "@/test/support/money-stage";

const stage = moneyStage();
let shop: Shop;
let ada: ServiceContext<CustomerActor>;

beforeAll(async () => {
  shop = await aShop();
  ada = await shop.customer();
});

describe("placing an order at the same time", () => {
  test("with one key makes one order, however many ask", async () => {
    const command = { placementKey: newId(), lines: [{ productId: shop.courseId, quantity: 1 }] };
    const placed = await Promise.all(Array.from({ length: 12 }, () => placeOrder(ada, command)));
    expect(new Set(placed.map((result) => answered(result).orderId)).size).toBe(1);
    expect(
      await stage.rows('SELECT id FROM "order" WHERE placement_key = $1', [command.placementKey]),
    ).toHaveLength(1);
  });

  test("with one key and other lines makes one order and refuses the others", async () => {
    const placementKey = newId();
    const placed = await Promise.all(
      [1, 2, 3, 4].map((quantity) =>
        placeOrder(ada, { placementKey, lines: [{ productId: shop.courseId, quantity }] }),
      ),
    );
    const codes = placed.map((result) => (result.ok ? "placed" : result.error.code)).toSorted();
    expect(codes).toEqual(["idempotency_conflict", "idempotency_conflict", "idempotency_conflict", "placed"]);
  });

  test("gives numbers without gaps to orders and to invoices", async () => {
    const quiet = await aShop();
    const buyers = await Promise.all(Array.from({ length: 6 }, () => quiet.customer()));
    await Promise.all(
      buyers.flatMap((buyer) =>
        [1, 2].map(() =>
          placeOrder(buyer, { placementKey: newId(), lines: [{ productId: quiet.courseId, quantity: 1 }] }),
        ),
      ),
    );
    for (const table of ['"order"', "invoice"]) {
      const numbers = await stage.rows<{ number: bigint }>(
        `SELECT number FROM ${table} WHERE merchant_id = $1 ORDER BY number`,
        [quiet.merchantId],
      );
      expect(numbers.map((row) => row.number)).toEqual(
        Array.from({ length: 12 }, (_, index) => 1001n + BigInt(index)),
      );
    }
  });
});
