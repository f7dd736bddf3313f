import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { StaffRole } from "@/lib/domain/actor";
import type { ClockMove } from "@/lib/domain/time/clock-move";
import { getClock } from "@/lib/queries/clock/get-clock";
import { businessClock, setClockOffset, systemClock } from "@/lib/platform/clock";
import { newId } from "@/lib/platform/ids";
import { anOrder } from "@/test/builders/orders";
import { type Shop, aShop } from "@/test/builders/shop";
import { answered, refused } from "@/test/support/answered";
import { moneyStage } from "@/test/support/money-stage";
import { followClock } from "./follow-clock";
import { moveClock } from "./move-clock";

const stage = moneyStage();
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
let shop: Shop;

beforeAll(async () => {
  shop = await aShop({ timeZone: "Asia/Tokyo" });
});
beforeEach(async () => {
  await stage.control("POST", "reset");
  await stage.rows("UPDATE business_clock SET offset_ms = 0");
  setClockOffset(0);
});
afterEach(() => setClockOffset(0));

const move = (to: ClockMove, moveKey = newId(), role: StaffRole = "billing_ops") =>
  moveClock(shop.staff(role), { moveKey, move: to });
const aheadMs = () => businessClock.now().getTime() - systemClock.now().getTime();
const offsetMs = async () =>
  Number((await stage.rows<{ offset_ms: bigint }>("SELECT offset_ms FROM business_clock"))[0]?.offset_ms);
const sandboxNow = async () => {
  const clock: unknown = await stage.control("GET", "clock");
  return clock !== null && typeof clock === "object" && "now" in clock ? Date.parse(String(clock.now)) : 0;
};

describe("moving the clock", () => {
  test.each(["support", "finance_approver", "auditor"] as const)("is not %s's to do", async (role) => {
    expect(refused(await move({ kind: "by", ms: HOUR_MS }, newId(), role)).code).toBe("missing_permission");
  });

  test("is refused in production, and there the database's clock is not even read", async () => {
    answered(await move({ kind: "by", ms: DAY_MS }));
    setClockOffset(0);
    const { env } = await import("@/lib/platform/env");
    const before = env().DEPLOY_ENV;
    try {
      for (const deployEnv of ["production", "staging"] as const) {
        Object.assign(env(), { DEPLOY_ENV: deployEnv });
        expect(refused(await move({ kind: "by", ms: HOUR_MS })).code).toBe("clock_not_movable");
        expect(await followClock(0)).toBe(false);
        expect(aheadMs()).toBeLessThan(1_000);
        expect(await getClock(shop.staff("billing_ops").actor)).toBeNull();
      }
    } finally {
      Object.assign(env(), { DEPLOY_ENV: before });
    }
  });

  test("goes forward only, and not too far at once", async () => {
    for (const ms of [0, -HOUR_MS, 401 * DAY_MS])
      expect(refused(await move({ kind: "by", ms })).code).toBe("clock_move_out_of_range");
    expect(await offsetMs()).toBe(0);
  });

  test("takes the business clock and the sandbox's along, and leaves the machine's", async () => {
    const to = answered(await move({ kind: "by", ms: 30 * DAY_MS })).to;
    expect(Math.abs(to.getTime() - Date.now() - 30 * DAY_MS)).toBeLessThan(30_000);
    expect(aheadMs()).toBeGreaterThan(30 * DAY_MS - 5_000);
    expect(await sandboxNow()).toBeGreaterThanOrEqual(to.getTime());
  });

  test("is done once when the form is sent twice at the same time, and again by the next form", async () => {
    const key = newId();
    const twice = await Promise.all([
      move({ kind: "by", ms: DAY_MS }, key),
      move({ kind: "by", ms: DAY_MS }, key),
    ]);
    expect(answered(twice[0])).toEqual(answered(twice[1]));
    expect(Math.round((await offsetMs()) / HOUR_MS)).toBe(24);
    answered(await move({ kind: "by", ms: DAY_MS }));
    expect(Math.round((await offsetMs()) / HOUR_MS)).toBe(48);
    expect(refused(await move({ kind: "by", ms: HOUR_MS }, key)).code).toBe("idempotency_conflict");
  });

  test("says when the sandbox stayed behind, and takes it along when asked again", async () => {
    const key = newId();
    await stage.wire.cut();
    expect(refused(await move({ kind: "by", ms: DAY_MS }, key)).code).toBe("gateway_not_reached");
    await stage.wire.reset();
    const { to } = answered(await move({ kind: "by", ms: DAY_MS }, key));
    expect(Math.round((await offsetMs()) / HOUR_MS)).toBe(24);
    expect(await sandboxNow()).toBeGreaterThanOrEqual(to.getTime());
  });

  test("is seen by another process when it looks", async () => {
    await stage.rows(
      "INSERT INTO business_clock (offset_ms) VALUES (3600000) ON CONFLICT (is_only) DO UPDATE SET offset_ms = 3600000",
    );
    expect(await followClock(0)).toBe(true);
    expect(aheadMs()).toBeGreaterThan(HOUR_MS - 5_000);
    expect(await followClock(0)).toBe(false);
  });

  test("leaves a record of who moved it from when to when", async () => {
    const { to } = answered(await move({ kind: "by", ms: HOUR_MS }));
    const rows = await stage.rows(
      "SELECT actor_name, changes FROM audit_event WHERE event_type = 'clock.moved' ORDER BY id DESC LIMIT 1",
    );
    expect(rows).toMatchObject([{ actor_name: "Grace Staff", changes: { after: to.toISOString() } }]);
  });
});

describe("the next event", () => {
  test("is nothing while nothing has a date", async () => {
    await stage.rows("UPDATE installment SET due_on = NULL, next_step_at = NULL");
    expect(refused(await move({ kind: "next" })).code).toBe("nothing_scheduled");
  });

  test("is the merchant's midnight of the next installment's day", async () => {
    const termsId = await shop.terms({ kind: "on_date", on: "2198-12-31" });
    const { orderId } = await anOrder(shop, await shop.customer(), { termsId });
    await stage.rows(
      `UPDATE installment SET due_on = (now() + interval '40 days')::date, next_step_at = NULL WHERE order_id = $1`,
      [orderId],
    );
    const [due] = await stage.rows<{ at: Date }>(
      "SELECT due_on::timestamp AT TIME ZONE 'Asia/Tokyo' AS at FROM installment WHERE order_id = $1",
      [orderId],
    );
    expect((await getClock(shop.staff("billing_ops").actor))?.ahead).toEqual([
      { kind: "installment_due", at: due?.at },
    ]);
    expect(answered(await move({ kind: "next" })).to).toEqual(due?.at);
    expect(refused(await move({ kind: "next" })).code).toBe("nothing_scheduled");
  });
});
