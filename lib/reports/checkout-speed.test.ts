import { expect, test } from "vitest";
import { pool } from "@/lib/db/pool";
import { aStartedPayment } from "@/test/builders/orders";
import { aShop } from "@/test/builders/shop";
import { moneyStage } from "@/test/support/money-stage";
import { CHECKOUT_MS_MAX, checkCheckoutSpeed } from "./checkout-speed";

const stage = moneyStage();

test("CHK-26: the health page shows how long the processing of a checkout took, and complains beyond three seconds", async () => {
  expect((await checkCheckoutSpeed(pool())).detail).toBe("No payment was begun in the last day.");
  const shop = await aShop();
  for (let count = 0; count < 4; count += 1) await aStartedPayment(shop, await shop.customer());
  const took = (ms: number) =>
    stage.rows(
      "UPDATE operation SET finished_at = begun_at + make_interval(secs => $1 / 1000.0) WHERE command = 'create-payment'",
      [ms],
    );
  await took(250);
  expect(await checkCheckoutSpeed(pool())).toMatchObject({
    name: "checkout_speed",
    status: "ok",
    detail:
      "19 of 20 payments were begun within 250 ms, half within 250 ms (allowed: 3000 ms; 4 of the last day).",
    figures: { count: 4, p50Ms: 250, p95Ms: 250 },
  });
  await took(CHECKOUT_MS_MAX + 1);
  expect(await checkCheckoutSpeed(pool())).toMatchObject({ status: "degraded" });
  await took(250);
});

test("CHK-26: a checkout's processing stays under three seconds", async () => {
  const shop = await aShop();
  await Promise.all(Array.from({ length: 20 }, async () => aStartedPayment(shop, await shop.customer())));
  const { figures } = await checkCheckoutSpeed(pool());
  expect(figures["p95Ms"]).toBeLessThan(CHECKOUT_MS_MAX);
});
