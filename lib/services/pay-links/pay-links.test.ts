import { afterEach, beforeAll, describe, expect, test } from "vitest";
import type { CustomerActor, PayLinkActor, StaffRole } from "@/lib/domain/actor";
import { PAY_LINK_MISSES_MAX } from "@/lib/domain/pay-links/pay-link";
import { businessClock, setClockOffset } from "@/lib/platform/clock";
import { newId } from "@/lib/platform/ids";
import { payLinkToken, readPayLinkToken } from "@/lib/platform/pay-link-token";
import { newTraceId } from "@/lib/platform/trace";
import { getOrder } from "@/lib/queries/orders/get-order";
import { getOrderState } from "@/lib/queries/orders/get-order-state";
import { listPayLinks } from "@/lib/queries/pay-links/list-pay-links";
import type { ServiceContext } from "../context";
import { cancelOrder } from "../orders/cancel-order";
import { refreshPayment } from "../payments/refresh-payment";
import { startPayment } from "../payments/start-payment";
import { anOrder, aStartedPayment } from "@/test/builders/orders";
import { type Shop, aShop } from "@/test/builders/shop";
import { answered, refused } from "@/test/support/answered";
import { moneyStage } from "@/test/support/money-stage";
import { payAsBrowser } from "@/test/support/pay-as-browser";
import { doJob, WAITING_JOBS, type WaitingJob } from "@/test/support/waiting-jobs";
import { createPayLink } from "./create-pay-link";
import { notePayLinkOpened } from "./note-pay-link-opened";
import { openPayLink } from "./open-pay-link";
import { revokePayLink } from "./revoke-pay-link";

const stage = moneyStage();
const DAY_MS = 86_400_000;
let shop: Shop;
let ada: ServiceContext<CustomerActor>;

beforeAll(async () => {
  shop = await aShop();
  ada = await shop.customer();
});
afterEach(() => setClockOffset(0));

const make = (
  orderId: string,
  given: Partial<Parameters<typeof createPayLink>[1]> = {},
  role: StaffRole = "support",
) =>
  createPayLink(shop.staff(role), {
    linkKey: newId(),
    orderId,
    validDays: 14,
    reason: "Asked for by phone.",
    isMailed: false,
    ...given,
  });

const urlOf = async (orderId: string) => {
  const [link] = (await listPayLinks(shop.staff("support").actor, { orderId })) ?? [];
  return link?.url ?? "";
};
const tokenOf = async (orderId: string) => (await urlOf(orderId)).split("/pay/")[1] ?? "";

const from = (ipAddress: string) => ({ ipAddress, clock: businessClock });
const open = (token: string, ipAddress = "198.51.100.1") => openPayLink(from(ipAddress), token);

function holder(actor: PayLinkActor): ServiceContext<PayLinkActor> {
  return { actor, traceId: newTraceId(), ipAddress: "198.51.100.1", clock: businessClock };
}

async function aLink(): Promise<{ orderId: string; token: string; payLinkId: string }> {
  const { orderId } = await anOrder(shop, ada);
  const { payLinkId } = answered(await make(orderId));
  return { orderId, token: await tokenOf(orderId), payLinkId };
}

describe("a pay link", () => {
  test.each(["finance_approver", "platform_admin", "auditor"] as const)(
    "is not %s's to make or to see",
    async (role) => {
      const { orderId } = await anOrder(shop, ada);
      expect(refused(await make(orderId, {}, role)).code).toBe("missing_permission");
      expect(await listPayLinks(shop.staff(role).actor, { orderId })).toBeNull();
    },
  );

  test("needs an order of the merchant's that can still be paid, a reason, and an end within 60 days", async () => {
    const { orderId } = await anOrder(shop, ada);
    expect(refused(await make(newId())).code).toBe("order_not_found");
    const other = await aShop();
    const foreign = await anOrder(other, await other.customer());
    expect(refused(await make(foreign.orderId)).code).toBe("order_not_found");
    expect(refused(await make(orderId, { reason: "  " })).code).toBe("reason_required");
    for (const validDays of [0, 61, 1.5])
      expect(refused(await make(orderId, { validDays })).code).toBe("pay_link_days_out_of_range");
    answered(await cancelOrder(ada, { orderId, reason: "Changed my mind" }));
    expect(refused(await make(orderId)).code).toBe("order_not_payable");
  });

  test("is one link when the form is sent twice at once, and is refused under the same key with another input", async () => {
    const { orderId } = await anOrder(shop, ada);
    const linkKey = newId();
    const [first, second] = await Promise.all([make(orderId, { linkKey }), make(orderId, { linkKey })]);
    expect(answered(first)).toEqual(answered(second));
    expect(await listPayLinks(shop.staff("support").actor, { orderId })).toHaveLength(1);
    expect(refused(await make(orderId, { linkKey, validDays: 3 })).code).toBe("idempotency_conflict");
  });

  test("opens the one order that it is for, and nothing else", async () => {
    const { orderId, token } = await aLink();
    const { orderId: another } = await anOrder(shop, ada);
    const ctx = holder(answered(await open(token)));
    expect(await getOrder(ctx.actor, { orderId })).toMatchObject({ id: orderId });
    expect(await getOrder(ctx.actor, { orderId: another })).toBeNull();
    expect(await getOrderState(ctx.actor, { orderId: another })).toBeNull();
    expect(refused(await startPayment(ctx, { orderId: another, saveMethod: false })).code).toBe(
      "order_not_found",
    );
    const { paymentId } = await aStartedPayment(shop, ada);
    expect(refused(await refreshPayment(ctx, { paymentId })).code).toBe("payment_not_found");
    expect(refused(await cancelOrder(ctx, { orderId, reason: "Why not" })).code).toBe("missing_permission");
  });

  test("pays exactly what is due, once, beside the customer's own tab, and keeps no card", async () => {
    const { orderId, token } = await aLink();
    const ctx = holder(answered(await open(token)));
    const [byLink, byCustomer] = await Promise.all([
      startPayment(ctx, { orderId, saveMethod: true }),
      startPayment(ada, { orderId, saveMethod: false }),
    ]);
    const started = answered(byLink);
    expect(answered(byCustomer).paymentId).toBe(started.paymentId);
    expect(started.amount).toEqual({ amountMinor: 12_000n, currency: "USD" });
    await payAsBrowser(stage, started.clientSecret);
    expect(answered(await refreshPayment(ctx, { paymentId: started.paymentId }))).toEqual({
      state: "completed",
      orderState: "paid",
    });
    expect(await stage.rows("SELECT save_method FROM payment WHERE order_id = $1", [orderId])).toEqual([
      { save_method: false },
    ]);
    expect(refused(await startPayment(ctx, { orderId, saveMethod: false })).code).toBe("order_already_paid");
    expect(refused(await make(orderId)).code).toBe("order_already_paid");
  });

  test("tells staff how often its page was shown", async () => {
    const { orderId, token } = await aLink();
    const ctx = holder(answered(await open(token)));
    await notePayLinkOpened(ctx);
    await notePayLinkOpened(ctx);
    const [link] = (await listPayLinks(shop.staff("support").actor, { orderId })) ?? [];
    expect(link?.openCount).toBe(2);
    expect(link?.openedAt).toBeInstanceOf(Date);
  });

  test("is stored as a hash alone, and its token is the same each time it is asked for", async () => {
    const { orderId, token, payLinkId } = await aLink();
    expect(await tokenOf(orderId)).toBe(token);
    const [row] = await stage.rows("SELECT l::text AS everything FROM pay_link l WHERE id = $1", [payLinkId]);
    expect(JSON.stringify(row)).not.toContain(token.slice(0, 40));
    const rest = await stage.rows(
      `SELECT 1 FROM operation WHERE answer::text LIKE '%' || $1 || '%'
       UNION ALL SELECT 1 FROM audit_event WHERE changes::text LIKE '%' || $1 || '%'
       UNION ALL SELECT 1 FROM outbox_job WHERE payload::text LIKE '%' || $1 || '%'`,
      [token],
    );
    expect(rest).toEqual([]);
  });

  test("ends by itself at its hour", async () => {
    const { token } = await aLink();
    setClockOffset(14 * DAY_MS - 60_000);
    answered(await open(token));
    setClockOffset(14 * DAY_MS + 1_000);
    expect(refused(await open(token)).code).toBe("pay_link_expired");
  });

  test("ends at once when it is revoked with a reason, for whoever has it open, and twice is once", async () => {
    const { orderId, token, payLinkId } = await aLink();
    const staff = shop.staff("billing_ops");
    expect(refused(await revokePayLink(staff, { payLinkId, reason: " " })).code).toBe("reason_required");
    expect(refused(await revokePayLink(staff, { payLinkId: newId(), reason: "x" })).code).toBe(
      "pay_link_not_found",
    );
    const other = await aShop();
    expect(refused(await revokePayLink(other.staff("billing_ops"), { payLinkId, reason: "x" })).code).toBe(
      "pay_link_not_found",
    );
    const twice = await Promise.all([
      revokePayLink(staff, { payLinkId, reason: "Sent to the wrong person." }),
      revokePayLink(staff, { payLinkId, reason: "Sent to the wrong person." }),
    ]);
    expect(twice.filter((one) => answered(one).isRevoked)).toHaveLength(1);
    expect(refused(await open(token)).code).toBe("pay_link_revoked");
    expect(await urlOf(orderId)).toBe("");
    const events = await stage.rows(
      "SELECT kind, actor_name, details ->> 'reason' AS reason FROM order_event WHERE order_id = $1 AND kind LIKE 'pay_link%' ORDER BY id",
      [orderId],
    );
    expect(events).toEqual([
      { kind: "pay_link_created", actor_name: "Grace Staff", reason: "Asked for by phone." },
      { kind: "pay_link_revoked", actor_name: "Grace Staff", reason: "Sent to the wrong person." },
    ]);
  });

  test("is mailed once where that is wished, however often the job runs", async () => {
    const { orderId } = await anOrder(shop, ada);
    answered(await make(orderId, { isMailed: true }));
    const jobs = (await stage.rows<WaitingJob>(WAITING_JOBS)).filter(({ payload }) =>
      JSON.stringify(payload).includes("pay_link"),
    );
    expect(jobs).toHaveLength(1);
    for (const job of [...jobs, ...jobs]) await doJob(job);
    const mails = await stage.rows<{ subject: string; text: string }>(
      "SELECT subject, text FROM mail WHERE order_id = $1 AND kind = 'pay_link'",
      [orderId],
    );
    expect(mails).toHaveLength(1);
    expect(mails[0]?.subject).toContain("$120.00");
    expect(mails[0]?.text).toContain(await urlOf(orderId));
  });
});

describe("a token that is none", () => {
  test("is refused alike, whatever it comes near", async () => {
    const { token, payLinkId } = await aLink();
    const claims = { merchantId: shop.merchantId, payLinkId, expiresAt: new Date(Date.now() + 90 * DAY_MS) };
    const near = [
      "",
      "x",
      token.slice(0, -1),
      `${token}A`,
      `${token.slice(0, -1)}${token.endsWith("A") ? "B" : "A"}`,
      `${token.startsWith("A") ? "B" : "A"}${token.slice(1)}`,
      // Signed by us, for a link that is stored with another end, and for one that is not there.
      payLinkToken(claims),
      payLinkToken({ ...claims, payLinkId: newId() }),
      payLinkToken({ ...claims, merchantId: newId() }),
    ];
    for (const made of near)
      expect(refused(await open(made, "198.51.100.2"))).toEqual({
        kind: "not_found",
        code: "pay_link_not_found",
      });
  });

  test("can be tried so often from one network, and then it has to wait; true links go on opening", async () => {
    const { token } = await aLink();
    const network = "192.0.2.9";
    for (let miss = 0; miss < PAY_LINK_MISSES_MAX; miss += 1)
      expect(refused(await open("made-up", network)).code).toBe("pay_link_not_found");
    expect(refused(await open("made-up", network)).code).toBe("too_many_attempts");
    answered(await open(token, network));
    expect(refused(await open("made-up", "203.0.113.200")).code).toBe("pay_link_not_found");
  });

  test("cannot be made without the installation's secret", () => {
    const claims = { merchantId: newId(), payLinkId: newId(), expiresAt: new Date(1_800_000_000_000) };
    const token = payLinkToken(claims);
    expect(readPayLinkToken(token)).toMatchObject(claims);
    const bytes = Buffer.from(token, "base64url");
    for (let at = 0; at < bytes.length; at += 1) {
      const changed = Buffer.from(bytes);
      changed.writeUInt8(changed.readUInt8(at) ^ 1, at);
      expect(readPayLinkToken(changed.toString("base64url"))).toBeNull();
    }
  });
});
