import { describe, expect, test } from "vitest";
import { createPool } from "@/lib/db/pool";
import { appDatabase } from "@/test/builders/app-database";
import { insertRow, openMerchant } from "@/test/builders/console-books";
import { gatewayGauge } from "@/lib/platform/gateway-gauge";
import { health, isReady } from "./health";

const database = appDatabase();

async function checkNamed(name: string) {
  const { status, checks } = await health();
  const check = checks.find((candidate) => candidate.name === name);
  return { status, check };
}

async function beat(secondsAgo: number): Promise<void> {
  await database.owner.query("DELETE FROM heartbeat");
  const beatAt = new Date(Date.now() - secondsAgo * 1_000);
  await insertRow(database.owner, "heartbeat", { process: "worker", beat_at: beatAt, details: {} });
}

describe("the gateway's part of health", () => {
  test("GTW-18: shows the circuit of this process and of the worker, with figures", async () => {
    expect((await checkNamed("gateway")).check).toMatchObject({
      status: "ok",
      figures: { circuit: "closed" },
    });
    gatewayGauge("stripe").circuit = "open";
    gatewayGauge("stripe").heldBackCount = 3;
    expect((await checkNamed("gateway")).check).toMatchObject({
      status: "degraded",
      figures: { circuit: "open", heldBackCount: 3 },
    });
    gatewayGauge("stripe").circuit = "closed";
    await database.owner.query("DELETE FROM heartbeat");
    const details = { gateways: { stripe: { circuit: "open", callCount: 9, failureCount: 5 } } };
    await insertRow(database.owner, "heartbeat", { process: "worker", beat_at: new Date(), details });
    expect((await checkNamed("gateway_worker")).check).toMatchObject({
      status: "degraded",
      figures: { circuit: "open", callCount: 9, failureCount: 5 },
    });
    await database.owner.query("DELETE FROM heartbeat");
  });

  test("is degraded by an outcome that stays unknown for longer than ten minutes", async () => {
    const shop = await openMerchant(database.owner, "unsure");
    const customerId = await shop.customer("Ada", "ada@unsure.test");
    const { orderId, installmentId } = await shop.order({ customerId, number: 1n, totalMinor: 500n });
    const since = (seconds: number) => ({ created_at: new Date(Date.now() - seconds * 1_000) });
    const payment = { orderId, installmentId, customerId, amountMinor: 500n, state: "outcome_unknown" };
    const paymentId = await shop.payment({ ...payment, values: since(30) });
    expect((await checkNamed("unknown_outcomes")).check).toMatchObject({
      status: "ok",
      figures: { count: 1 },
    });
    await database.owner.query(
      "UPDATE payment SET created_at = now() - interval '11 minutes' WHERE id = $1",
      [paymentId],
    );
    expect((await checkNamed("unknown_outcomes")).check?.status).toBe("degraded");
    await database.owner.query("UPDATE payment SET state = 'canceled' WHERE id = $1", [paymentId]);
  });
});

describe("health", () => {
  test("MON-11: is degraded while the worker was never seen, ok with it, and degraded once it stays away", async () => {
    expect((await checkNamed("worker")).check).toMatchObject({
      status: "degraded",
      figures: { ageSeconds: null },
    });
    await beat(2);
    expect(await health()).toMatchObject({ status: "ok" });
    await beat(61);
    expect((await checkNamed("worker")).check?.status).toBe("degraded");
    await beat(0);
  });

  test("WHK-06: is degraded by dead events, by what waits too long and by mail that failed", async () => {
    const shop = await openMerchant(database.owner, "sick");
    const longAgo = new Date(Date.now() - 301_000);
    await shop.webhookEvent({ state: "received", received_at: longAgo });
    expect((await checkNamed("webhook_inbox")).check).toMatchObject({
      status: "degraded",
      figures: { depth: 1 },
    });
    await database.owner.query("UPDATE webhook_event SET state = 'dead'");
    expect((await checkNamed("webhook_inbox")).check).toMatchObject({
      status: "degraded",
      figures: { depth: 0, dead: 1 },
    });
    await shop.insert("outbox_job", { job: "send-mail", payload: {}, trace_id: "t", created_at: longAgo });
    expect((await checkNamed("outbox")).check?.status).toBe("degraded");
    const mail = {
      dedupe_key: "a",
      kind: "receipt",
      channel: "email",
      to_address: "x@example.com",
      subject: "",
      text: "",
      html: "",
    };
    await shop.insert("mail", { ...mail, state: "failed" });
    const { status, check } = await checkNamed("mail");
    expect([status, check?.figures]).toEqual(["degraded", { failed: 1 }]);
  });

  test("is down while a migration is not applied or the database is away, and then not ready", async () => {
    const { rows } = await database.owner.query<{ migration_name: string }>(
      `DELETE FROM "_prisma_migrations" WHERE migration_name = (SELECT max(migration_name) FROM "_prisma_migrations")
       RETURNING migration_name`,
    );
    const { status, check } = await checkNamed("migrations");
    expect([status, check?.status]).toEqual(["down", "down"]);
    expect(check?.detail).toContain(rows[0]?.migration_name);
    expect(await isReady()).toBe(false);
    const nobody = createPool("postgresql://nobody@127.0.0.1:1/none", 1);
    expect(await health(nobody)).toMatchObject({
      status: "down",
      checks: [{ name: "database", status: "down" }, {}],
    });
    expect(await isReady(nobody)).toBe(false);
    await nobody.end();
  });

  test("tells no secret", async () => {
    const text = JSON.stringify(await health());
    for (const secret of ["sk_test", "whsec_", "postgresql:", process.env["DATABASE_URL"] ?? ""]) {
      expect(text).not.toContain(secret);
    }
  });
});
