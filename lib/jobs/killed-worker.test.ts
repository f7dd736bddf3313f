import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, test } from "vitest";
import { cancelOrder } from "@/lib/services/orders/cancel-order";
import { aStartedPayment } from "@/test/builders/orders";
import { aShop } from "@/test/builders/shop";
import { answered } from "@/test/support/answered";
import { moneyStage } from "@/test/support/money-stage";
import { until } from "@/test/support/until";
import { runWorker } from "./run-worker";

const stage = moneyStage();

const jobs = () =>
  stage.rows<{ task_identifier: string; is_leased: boolean }>(
    `SELECT task_identifier, locked_at IS NOT NULL AS is_leased FROM graphile_worker.jobs
       WHERE task_identifier = 'void-payment'`,
  );

test("F53: the job of a worker that is killed in the middle of it is done again when its lease ends, with one effect", async () => {
  const shop = await aShop();
  const buyer = await shop.customer();
  const { orderId, paymentId } = await aStartedPayment(shop, buyer);
  answered(await cancelOrder(buyer, { orderId, reason: "Changed my mind" }));
  const worker = spawn(process.execPath, ["--import", "tsx", "worker/main.ts"], { stdio: "ignore" });
  const killed = once(worker, "exit");
  // The gateway has acted, and the worker does not hear of it any more.
  stage.wire.beforeReply(
    ({ method, path }) => method === "POST" && path.endsWith("/cancel"),
    async () => {
      worker.kill("SIGKILL");
      await killed;
    },
  );
  expect(await killed).toEqual([null, "SIGKILL"]);
  expect(await jobs()).toEqual([{ task_identifier: "void-payment", is_leased: true }]);

  const next = await runWorker();
  try {
    // Ninety seconds later.
    await stage.rows(
      "UPDATE graphile_worker._private_jobs SET locked_at = locked_at - interval '90 seconds' WHERE locked_at IS NOT NULL",
    );
    await until("the job is done", async () => (await jobs()).length === 0, 30_000);
  } finally {
    await next.stop();
  }
  const [payment] = await stage.rows<{ state: string; gateway_payment_id: string }>(
    "SELECT state, gateway_payment_id FROM payment WHERE id = $1",
    [paymentId],
  );
  expect(payment?.state).toBe("canceled");
  expect((await stage.stripe.paymentIntents.retrieve(payment?.gateway_payment_id ?? "")).status).toBe(
    "canceled",
  );
  const events = await stage.rows(
    "SELECT id FROM order_event WHERE payment_id = $1 AND kind = 'payment_canceled'",
    [paymentId],
  );
  expect(events).toHaveLength(1);
}, 90_000);
