import { beforeAll, describe, expect, test } from "vitest";
import type { StaffRole } from "@/lib/domain/actor";
import { pool } from "@/lib/db/pool";
import { newId } from "@/lib/platform/ids";
import { findLimits } from "@/lib/queries/console/find-limits";
import { placeOrder } from "../orders/place-order";
import { type Shop, aShop } from "@/test/builders/shop";
import { answered, refused } from "@/test/support/answered";
import { serviceDatabase } from "@/test/support/service-database";
import { changeLimits } from "./change-limits";

serviceDatabase();
let shop: Shop;

beforeAll(async () => {
  shop = await aShop();
});

const change = (
  minMinor: bigint,
  maxMinor: bigint,
  reason = "New contract.",
  role: StaffRole = "platform_admin",
) => changeLimits(shop.staff(role), { minMinor, maxMinor, reason });

const orderOf = async (priceMinor: bigint) =>
  placeOrder(await shop.customer(), {
    placementKey: newId(),
    lines: [{ productId: await shop.product({ kind: "course", priceMinor }), quantity: 1 }],
  });

describe("the limits of an order", () => {
  test.each(["support", "billing_ops", "finance_approver", "finance_admin", "auditor"] as const)(
    "are not %s's to change",
    async (role) => {
      expect(refused(await change(1n, 2n, "Why not.", role)).code).toBe("missing_permission");
    },
  );

  test("need a reason, and a least amount that is one at least and no more than the most", async () => {
    expect(refused(await change(1n, 2n, "  ")).code).toBe("reason_required");
    for (const [min, max] of [
      [0n, 5n],
      [-1n, 5n],
      [6n, 5n],
    ] as const)
      expect(refused(await change(min, max)).code).toBe("limits_contradict");
  });

  test("VAL-07: hold to the unit on both ends, from the moment of the change", async () => {
    answered(await change(2_000n, 3_000n));
    expect(refused(await orderOf(1_999n)).code).toBe("amount_below_limit");
    answered(await orderOf(2_000n));
    answered(await orderOf(3_000n));
    expect(refused(await orderOf(3_001n)).code).toBe("amount_above_limit");
  });

  test("are changed with a record of both sides and the reason; the same again leaves none", async () => {
    answered(await change(70n, 9_000n));
    expect(answered(await change(70n, 9_000n))).toEqual({ isChanged: false });
    const { rows } = await pool().query(
      `SELECT reason, changes FROM audit_event WHERE event_type = 'merchant.limits_changed' AND merchant_id = $1
         AND changes #>> '{after,minMinor}' = '70'`,
      [shop.merchantId],
    );
    expect(rows).toMatchObject([
      { reason: "New contract.", changes: { after: { minMinor: "70", maxMinor: "9000" } } },
    ]);
  });

  test("are the merchant's own, and read by whom they concern", async () => {
    answered(await change(60n, 8_000n));
    const other = await aShop();
    expect((await findLimits(other.staff("auditor").actor))?.maxMinor).toBe(10_000_000n);
    expect(await findLimits(shop.staff("auditor").actor)).toMatchObject({ minMinor: 60n, maxMinor: 8_000n });
    expect(await findLimits(shop.staff("support").actor)).toBeNull();
  });
});

describe("currencies", () => {
  test("VAL-09, VAL-10: that the merchant does not sell in cannot be on any order, because no product has them", async () => {
    await expect(shop.product({ kind: "course", priceMinor: 500n, currency: "EUR" })).rejects.toThrow(
      "currency_not_enabled",
    );
  });
});

test("VAL-12: a customer of another merchant does not exist for an order", async () => {
  const [seller, other] = [await aShop(), await aShop()];
  const { actor } = await other.customer();
  const stray = { ...(await seller.customer()), actor: { ...actor, merchantId: seller.merchantId } };
  await expect(
    placeOrder(stray, { placementKey: newId(), lines: [{ productId: seller.courseId, quantity: 1 }] }),
  ).rejects.toThrow(/foreign key/);
});
