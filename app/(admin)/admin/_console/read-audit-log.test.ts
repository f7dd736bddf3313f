import pg from "pg";
import { beforeAll, describe, expect, test } from "vitest";
import type { CustomerActor } from "@/lib/domain/actor";
import { publicId } from "@/lib/platform/ids";
import type { ServiceContext } from "@/lib/services/context";
import { cancelOrder } from "@/lib/services/orders/cancel-order";
import { aStartedPayment, anOrder } from "@/test/builders/orders";
import { type Shop, aShop } from "@/test/builders/shop";
import { answered } from "@/test/support/answered";
import { moneyStage } from "@/test/support/money-stage";
import { payAsBrowser } from "@/test/support/pay-as-browser";
import { auditFilters } from "./audit-filters";
import { listParameters } from "./parameters";
import { readAuditLog, readAuditRecord } from "./read-audit-log";

const stage = moneyStage({ webhooks: true });
let shop: Shop;
let ada: ServiceContext<CustomerActor>;

beforeAll(async () => {
  shop = await aShop();
  ada = await shop.customer();
});

/** What the page reads for an address. */
async function found(address: Record<string, string>, ctx = shop.staff("auditor")) {
  const { request } = auditFilters(await listParameters(Promise.resolve(address)));
  return readAuditLog(ctx, request);
}
const readsOf = (loginId: string) =>
  stage.rows<{ changes: unknown; ip_address: string | null; outcome: string }>(
    "SELECT changes, ip_address, outcome FROM audit_event WHERE user_id = $1 AND event_type = 'audit.read' ORDER BY id",
    [loginId],
  );

describe("the audit log", () => {
  test("AUD-02, AUD-07: finds records by payment, order, trace, person, type, outcome and day", async () => {
    const declined = await aStartedPayment(shop, ada);
    await payAsBrowser(stage, declined.clientSecret, "chargeDeclinedInsufficientFunds");
    await stage.settle();
    const [row] = await stage.rows<{ trace_id: string }>("SELECT trace_id FROM payment WHERE id = $1", [
      declined.paymentId,
    ]);
    const payment = publicId("payment", declined.paymentId);
    const byPayment = (await found({ about: payment, type: "payment" }))?.rows ?? [];
    expect(byPayment.map((event) => event.eventType)).toEqual(["payment.failed", "payment.started"]);
    expect(byPayment[0]).toMatchObject({
      outcome: "declined",
      failureCode: "card_declined",
      declineCode: "insufficient_funds",
      traceId: row?.trace_id,
    });
    expect(await readAuditRecord(shop.staff("auditor"), byPayment[0]?.id ?? "")).toMatchObject({
      command: "apply-gateway-results",
      environment: "test",
      amount: { amountMinor: 12_000n, currency: "USD" },
      gatewayPaymentId: declined.clientSecret.split("_secret_")[0],
      idempotencyKey: `payment:${declined.paymentId}:create`,
      failureMessage: "Your card has insufficient funds.",
      cardBrand: "visa",
      cardLast4: "9995",
    });
    const idsOf = async (address: Record<string, string>) =>
      ((await found(address))?.rows ?? []).map((event) => event.id);
    const [failed = "", started = ""] = byPayment.map((event) => event.id);
    expect(await idsOf({ about: publicId("order", declined.orderId), type: "payment" })).toEqual([
      failed,
      started,
    ]);
    expect(await idsOf({ about: row?.trace_id ?? "" })).toEqual(expect.arrayContaining([failed, started]));
    const byPerson = await idsOf({ about: publicId("login", ada.actor.loginId) });
    expect(byPerson).toContain(started);
    expect(byPerson).not.toContain(failed);
    expect(await idsOf({ about: payment, type: "payment.failed" })).toEqual([failed]);
    expect(await idsOf({ about: payment, outcome: "pending" })).toEqual([started]);
    expect(await idsOf({ about: payment, to: "2020-01-01" })).toEqual([]);
    expect(await idsOf({ about: "nothing that we know" })).toEqual([]);
  });

  test("AUD-12: is for those with the right to read it, and shows nothing of another merchant", async () => {
    const other = await aShop();
    const { paymentId } = await aStartedPayment(shop, ada);
    const about = publicId("payment", paymentId);
    for (const role of ["auditor", "finance_approver", "finance_admin", "platform_admin"] as const)
      expect((await found({ about, type: "payment" }, shop.staff(role)))?.rows, role).toHaveLength(1);
    for (const role of ["support", "billing_ops"] as const)
      expect(await found({ about }, shop.staff(role)), role).toBeNull();
    expect((await found({ about }, other.staff("platform_admin")))?.rows).toEqual([]);
    const [record] = (await found({ about }))?.rows ?? [];
    expect(await readAuditRecord(other.staff("auditor"), record?.id ?? "")).toBeNull();
    expect(await readAuditRecord(shop.staff("support"), record?.id ?? "")).toBeNull();
  });

  test("AUD-12: records each reading of the list and of a record, with who, from where and what was asked", async () => {
    const auditor = shop.staff("auditor");
    const { orderId } = await anOrder(shop, ada);
    answered(await cancelOrder(shop.staff("billing_ops"), { orderId, reason: "Asked by mail" }));
    const about = publicId("order", orderId);
    const [canceled] = (await found({ about, type: "order.canceled" }, auditor))?.rows ?? [];
    const record = await readAuditRecord(auditor, canceled?.id ?? "");
    expect(record).toMatchObject({ reason: "Asked by mail", environment: "test" });
    expect(await readsOf(auditor.actor.loginId)).toEqual([
      {
        changes: { filters: { orderId, type: "order.canceled" } },
        ip_address: "203.0.113.7",
        outcome: "succeeded",
      },
      { changes: { filters: {}, eventId: canceled?.id }, ip_address: "203.0.113.7", outcome: "succeeded" },
    ]);
  });

  test("AUD-04: the database refuses to change or delete a record", async () => {
    await aStartedPayment(shop, ada);
    for (const sql of ["UPDATE audit_event SET outcome = 'succeeded'", "DELETE FROM audit_event"])
      await expect(stage.rows(sql), sql).rejects.toThrow(/permission denied|append-only|refused/i);
    // Nor does it for the role that owns the table.
    const owner = new pg.Client({ connectionString: stage.database.ownerUrl });
    await owner.connect();
    await expect(owner.query("DELETE FROM audit_event")).rejects.toThrow();
    await owner.end();
  });
});
