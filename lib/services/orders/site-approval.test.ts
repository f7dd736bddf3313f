import { beforeAll, describe, expect, test } from "vitest";
import type { CustomerActor } from "@/lib/domain/actor";
import { newId } from "@/lib/platform/ids";
import { approveSites } from "./approve-sites";
import { attachSite } from "./attach-site";
import { cancelOrder } from "./cancel-order";
import { markSitesReady } from "./mark-sites-ready";
import { sendSiteBack } from "./send-site-back";
import type { ServiceContext } from "../context";
import { anOrder } from "@/test/builders/orders";
import { type Shop, aShop } from "@/test/builders/shop";
import { answered, refused } from "@/test/support/answered";
import { moneyStage } from "@/test/support/money-stage";

const stage = moneyStage();
let shop: Shop;
let ada: ServiceContext<CustomerActor>;
let mallory: ServiceContext<CustomerActor>;
let foreignStaff: ServiceContext;
const url = "https://example.test/site";

beforeAll(async () => {
  shop = await aShop();
  ada = await shop.customer();
  mallory = await shop.customer("Mallory");
  foreignStaff = (await aShop()).staff("finance_admin");
});

const sitesOf = (orderId: string) =>
  stage.rows<{ state: string; url: string | null; note: string | null; comment: string | null }>(
    "SELECT state, url, note, comment FROM site WHERE order_id = $1 ORDER BY position",
    [orderId],
  );
const stateOf = async (orderId: string) =>
  (await stage.rows<{ state: string }>('SELECT state FROM "order" WHERE id = $1', [orderId]))[0]?.state;
const versionOf = async (orderId: string) =>
  (await stage.rows<{ version: number }>('SELECT version FROM "order" WHERE id = $1', [orderId]))[0]
    ?.version ?? 0;
const eventsOf = (orderId: string, kind: string) =>
  stage.rows<{ details: unknown; from_state: string | null; to_state: string | null; actor_name: string }>(
    "SELECT details, from_state, to_state, actor_name FROM order_event WHERE order_id = $1 AND kind = $2 ORDER BY recorded_at, id",
    [orderId, kind],
  );

describe("attaching a site", () => {
  test("is refused to the customer and to staff who may not", async () => {
    const { siteIds } = await anOrder(shop, ada, { sites: 1 });
    const [siteId = ""] = siteIds;
    for (const ctx of [
      ada,
      shop.staff("auditor"),
      shop.staff("platform_admin"),
      shop.staff("finance_approver"),
    ]) {
      expect(refused(await attachSite(ctx, { siteId, url, note: null }))).toMatchObject({
        kind: "forbidden",
        permission: "site.attach",
      });
    }
  });

  test("does not find a site of another merchant's, nor one that is not there", async () => {
    const { siteIds } = await anOrder(shop, ada, { sites: 1 });
    for (const [ctx, siteId] of [
      [foreignStaff, siteIds[0] ?? ""],
      [shop.staff("support"), newId()],
    ] as const) {
      expect(refused(await attachSite(ctx, { siteId, url, note: null }))).toMatchObject({
        kind: "not_found",
        code: "site_not_found",
      });
    }
  });

  test.each([
    "",
    "not a url",
    "javascript:alert(1)",
    "ftp://example.test",
    `https://example.test/${"a".repeat(2_000)}`,
  ])("refuses %.40s as an address", async (malformed) => {
    const { siteIds } = await anOrder(shop, ada, { sites: 1 });
    expect(
      refused(
        await attachSite(shop.staff("support"), { siteId: siteIds[0] ?? "", url: malformed, note: null }),
      ),
    ).toMatchObject({
      kind: "invalid",
      fields: { url: "url_malformed" },
    });
  });

  test("refuses a note that is too long", async () => {
    const { siteIds } = await anOrder(shop, ada, { sites: 1 });
    const command = { siteId: siteIds[0] ?? "", url, note: "n".repeat(2_001) };
    expect(refused(await attachSite(shop.staff("support"), command))).toMatchObject({
      fields: { note: "too_long" },
    });
  });

  test("shows the site to the customer, with who did it and a version that open pages notice", async () => {
    const { orderId, siteIds } = await anOrder(shop, ada, { sites: 2 });
    const before = await versionOf(orderId);
    answered(
      await attachSite(shop.staff("support"), { siteId: siteIds[1] ?? "", url, note: "On the front page" }),
    );
    expect(await sitesOf(orderId)).toMatchObject([
      { state: "in_preparation", url: null },
      { state: "ready", url, note: "On the front page" },
    ]);
    expect(await versionOf(orderId)).toBeGreaterThan(before);
    expect(await eventsOf(orderId, "site_attached")).toMatchObject([
      { details: { position: 2, url, isRevision: false }, actor_name: "Grace Staff" },
    ]);
  });

  test("is refused once the site is approved, and once the order is canceled", async () => {
    const approved = await anOrder(shop, ada, { sites: 1, reached: "payment_pending" });
    const canceled = await anOrder(shop, ada, { sites: 1 });
    answered(await cancelOrder(ada, { orderId: canceled.orderId, reason: "Changed my mind" }));
    const attach = (order: { siteIds: readonly string[] }) =>
      attachSite(shop.staff("support"), { siteId: order.siteIds[0] ?? "", url, note: null });
    expect(refused(await attach(approved))).toEqual({ kind: "conflict", code: "site_already_approved" });
    expect(refused(await attach(canceled))).toEqual({
      kind: "conflict",
      code: "order_state_refused",
      from: "canceled",
      to: "sites_ready",
    });
  });
});

describe("marking sites ready", () => {
  test("is refused to the customer", async () => {
    const { orderId } = await anOrder(shop, ada, { sites: 1 });
    expect(refused(await markSitesReady(ada, { orderId }))).toMatchObject({
      kind: "forbidden",
      permission: "site.attach",
    });
  });

  test("does not find another merchant's order", async () => {
    const { orderId } = await anOrder(shop, ada, { sites: 1 });
    expect(refused(await markSitesReady(foreignStaff, { orderId }))).toMatchObject({
      code: "order_not_found",
    });
  });

  test("is refused while a site is missing", async () => {
    const { orderId, siteIds } = await anOrder(shop, ada, { sites: 2 });
    answered(await attachSite(shop.staff("support"), { siteId: siteIds[0] ?? "", url, note: null }));
    expect(refused(await markSitesReady(shop.staff("support"), { orderId }))).toEqual({
      kind: "rejected",
      code: "sites_incomplete",
    });
  });

  test("moves the order and leaves one mail that names the move", async () => {
    const { orderId } = await anOrder(shop, ada, { sites: 2, reached: "sites_ready" });
    expect(await stateOf(orderId)).toBe("sites_ready");
    expect(await eventsOf(orderId, "sites_ready")).toMatchObject([
      { from_state: "confirmed", to_state: "sites_ready" },
    ]);
    const [event] = await stage.rows<{ id: string }>(
      "SELECT id FROM order_event WHERE order_id = $1 AND kind = 'sites_ready'",
      [orderId],
    );
    expect(
      await stage.rows(
        "SELECT payload FROM outbox_job WHERE payload ->> 'orderId' = $1 AND payload ->> 'kind' = 'sites_ready'",
        [orderId],
      ),
    ).toEqual([{ payload: { kind: "sites_ready", orderId, orderEventId: event?.id } }]);
  });

  test("is refused for an order without sites, and for one that is canceled", async () => {
    const course = await anOrder(shop, ada);
    const canceled = await anOrder(shop, ada, { sites: 1 });
    answered(await cancelOrder(ada, { orderId: canceled.orderId, reason: "Changed my mind" }));
    for (const [{ orderId }, from] of [
      [course, "payment_pending"],
      [canceled, "canceled"],
    ] as const) {
      expect(refused(await markSitesReady(shop.staff("support"), { orderId }))).toEqual({
        kind: "conflict",
        code: "order_state_refused",
        from,
        to: "sites_ready",
      });
    }
  });
});

describe("approving sites", () => {
  test("is refused to staff of every role", async () => {
    const { orderId, siteIds } = await anOrder(shop, ada, { sites: 1, reached: "sites_ready" });
    for (const role of [
      "support",
      "billing_ops",
      "finance_approver",
      "finance_admin",
      "platform_admin",
      "auditor",
    ] as const) {
      expect(
        refused(await approveSites(shop.staff(role), { lookedAt: ada.clock.now(), orderId, siteIds })),
      ).toMatchObject({
        permission: "site.approve",
      });
    }
    expect(await stateOf(orderId)).toBe("sites_ready");
  });

  test("does not find another customer's order, nor a site of another order of one's own", async () => {
    const mine = await anOrder(shop, ada, { sites: 1, reached: "sites_ready" });
    const other = await anOrder(shop, ada, { sites: 1, reached: "sites_ready" });
    expect(
      refused(
        await approveSites(mallory, {
          lookedAt: mallory.clock.now(),
          orderId: mine.orderId,
          siteIds: mine.siteIds,
        }),
      ),
    ).toMatchObject({ code: "order_not_found" });
    for (const siteIds of [[...mine.siteIds, ...other.siteIds], [newId()], []]) {
      expect(
        refused(await approveSites(ada, { lookedAt: ada.clock.now(), orderId: mine.orderId, siteIds })),
      ).toMatchObject({
        code: "site_not_found",
      });
    }
    expect(await sitesOf(mine.orderId)).toMatchObject([{ state: "ready" }]);
  });

  test("changes nothing the second time, whatever the order has become", async () => {
    const { orderId, siteIds } = await anOrder(shop, ada, { sites: 2, reached: "payment_pending" });
    expect(answered(await approveSites(ada, { lookedAt: ada.clock.now(), orderId, siteIds }))).toEqual({
      orderState: "payment_pending",
    });
    expect(await eventsOf(orderId, "site_approved")).toHaveLength(2);
    expect(await stage.rows("SELECT id FROM invoice WHERE order_id = $1", [orderId])).toHaveLength(1);
  });

  test("is refused for a site that was changed after the customer looked", async () => {
    const { orderId, siteIds } = await anOrder(shop, ada, { sites: 1, reached: "sites_ready" });
    const lookedAt = ada.clock.now();
    const later = { ...shop.staff("support"), clock: { now: () => new Date(lookedAt.getTime() + 1) } };
    answered(await attachSite(later, { siteId: siteIds[0] ?? "", url: `${url}/swapped`, note: null }));
    expect(refused(await approveSites(ada, { orderId, siteIds, lookedAt }))).toEqual({
      kind: "conflict",
      code: "site_changed",
    });
    const again = new Date(lookedAt.getTime() + 1);
    expect(answered(await approveSites(ada, { orderId, siteIds, lookedAt: again })).orderState).toBe(
      "payment_pending",
    );
  });

  test("is refused before the sites are shown as ready, and for a site that was sent back", async () => {
    const early = await anOrder(shop, ada, { sites: 1 });
    answered(await attachSite(shop.staff("support"), { siteId: early.siteIds[0] ?? "", url, note: null }));
    expect(refused(await approveSites(ada, { ...early, lookedAt: ada.clock.now() }))).toEqual({
      kind: "conflict",
      code: "order_state_refused",
      from: "confirmed",
      to: "payment_pending",
    });
    const sentBack = await anOrder(shop, ada, { sites: 2, reached: "sites_ready" });
    answered(await sendSiteBack(ada, { siteId: sentBack.siteIds[0] ?? "", comment: "Wrong logo" }));
    expect(refused(await approveSites(ada, { ...sentBack, lookedAt: ada.clock.now() }))).toEqual({
      kind: "conflict",
      code: "site_not_ready",
    });
    expect(await sitesOf(sentBack.orderId)).toMatchObject([
      { state: "changes_requested" },
      { state: "ready" },
    ]);
  });

  test("goes one by one; the last makes the order payable with its invoice and what is earned", async () => {
    const { orderId, siteIds } = await anOrder(shop, ada, { sites: 3, courses: 1, reached: "sites_ready" });
    for (const siteId of siteIds.slice(0, 2)) {
      expect(
        answered(await approveSites(ada, { lookedAt: ada.clock.now(), orderId, siteIds: [siteId] })),
      ).toEqual({
        orderState: "sites_ready",
      });
      expect(await stage.rows("SELECT id FROM invoice WHERE order_id = $1", [orderId])).toEqual([]);
    }
    expect(
      answered(await approveSites(ada, { lookedAt: ada.clock.now(), orderId, siteIds: siteIds.slice(2) })),
    ).toEqual({
      orderState: "payment_pending",
    });
    expect(
      await stage.rows("SELECT state, amount_minor FROM invoice WHERE order_id = $1", [orderId]),
    ).toEqual([{ state: "open", amount_minor: 87_000n }]);
    expect(await stage.rows("SELECT state FROM installment WHERE order_id = $1", [orderId])).toEqual([
      { state: "due" },
    ]);
    const entries = await stage.rows(
      `SELECT e.kind, max(p.amount_minor) AS amount FROM journal_entry e JOIN posting p ON p.merchant_id = e.merchant_id AND p.entry_id = e.id
         WHERE e.order_id = $1 GROUP BY e.id, e.kind ORDER BY e.kind`,
      [orderId],
    );
    expect(entries).toEqual([
      { kind: "invoice_issued", amount: 87_000n },
      { kind: "revenue_recognized", amount: 75_000n },
    ]);
    expect(await eventsOf(orderId, "order_approved")).toMatchObject([
      { from_state: "sites_ready", to_state: "payment_pending" },
    ]);
  });

  test("makes the invoice due on the civil day of the merchant's zone", async () => {
    const late = { now: () => new Date("2026-11-20T23:30:00Z") };
    const tokyo = await aShop({ clock: late, timeZone: "Asia/Tokyo" });
    const { orderId } = await anOrder(tokyo, await tokyo.customer());
    expect(await stage.rows("SELECT due_on::text FROM invoice WHERE order_id = $1", [orderId])).toEqual([
      { due_on: "2026-11-21" },
    ]);
  });
});

describe("sending a site back", () => {
  test("is refused to staff", async () => {
    const { siteIds } = await anOrder(shop, ada, { sites: 1, reached: "sites_ready" });
    expect(
      refused(await sendSiteBack(shop.staff("support"), { siteId: siteIds[0] ?? "", comment: "No" })),
    ).toMatchObject({
      permission: "site.approve",
    });
  });

  test("does not find another customer's site", async () => {
    const { siteIds } = await anOrder(shop, ada, { sites: 1, reached: "sites_ready" });
    expect(refused(await sendSiteBack(mallory, { siteId: siteIds[0] ?? "", comment: "No" }))).toMatchObject({
      code: "site_not_found",
    });
  });

  test.each([
    ["", "required"],
    ["   ", "required"],
    ["c".repeat(2_001), "too_long"],
  ])("needs a comment of reasonable length", async (comment, code) => {
    const { siteIds } = await anOrder(shop, ada, { sites: 1, reached: "sites_ready" });
    expect(refused(await sendSiteBack(ada, { siteId: siteIds[0] ?? "", comment }))).toMatchObject({
      kind: "invalid",
      fields: { comment: code },
    });
  });

  test("is refused while the site is prepared, after it was sent back, and once it is approved", async () => {
    const early = await anOrder(shop, ada, { sites: 1 });
    const twice = await anOrder(shop, ada, { sites: 1, reached: "sites_ready" });
    const approved = await anOrder(shop, ada, { sites: 1, reached: "payment_pending" });
    answered(await sendSiteBack(ada, { siteId: twice.siteIds[0] ?? "", comment: "Wrong logo" }));
    for (const { siteIds } of [early, twice, approved]) {
      expect(refused(await sendSiteBack(ada, { siteId: siteIds[0] ?? "", comment: "Again" }))).toEqual({
        kind: "conflict",
        code: "site_not_ready",
      });
    }
  });

  test("keeps what is approved, waits for a new version, and mails again when it is there", async () => {
    const { orderId, siteIds } = await anOrder(shop, ada, { sites: 2, reached: "sites_ready" });
    const [first = "", second = ""] = siteIds;
    answered(await approveSites(ada, { lookedAt: ada.clock.now(), orderId, siteIds: [first] }));
    answered(await sendSiteBack(ada, { siteId: second, comment: "Wrong logo" }));
    expect(refused(await markSitesReady(shop.staff("support"), { orderId }))).toMatchObject({
      code: "sites_incomplete",
    });
    answered(await attachSite(shop.staff("support"), { siteId: second, url: `${url}/v2`, note: null }));
    expect(await sitesOf(orderId)).toMatchObject([
      { state: "approved" },
      { state: "ready", url: `${url}/v2`, comment: null },
    ]);
    answered(await markSitesReady(shop.staff("support"), { orderId }));
    expect(
      await stage.rows(
        "SELECT id FROM outbox_job WHERE payload ->> 'orderId' = $1 AND payload ->> 'kind' = 'sites_ready'",
        [orderId],
      ),
    ).toHaveLength(2);
    expect(
      answered(await approveSites(ada, { lookedAt: ada.clock.now(), orderId, siteIds: [second] })),
    ).toEqual({
      orderState: "payment_pending",
    });
  });
});

describe("site approval at the same time", () => {
  test("of the last two sites in two tabs makes the order payable once", async () => {
    const { orderId, siteIds } = await anOrder(shop, ada, { sites: 2, reached: "sites_ready" });
    const approved = await Promise.all(
      siteIds.map((siteId) => approveSites(ada, { lookedAt: ada.clock.now(), orderId, siteIds: [siteId] })),
    );
    expect(approved.map((result) => answered(result).orderState).toSorted()).toEqual([
      "payment_pending",
      "sites_ready",
    ]);
    expect(await stage.rows("SELECT id FROM invoice WHERE order_id = $1", [orderId])).toHaveLength(1);
  });

  test("and sending the same site back: one of the two wins", async () => {
    const { orderId, siteIds } = await anOrder(shop, ada, { sites: 1, reached: "sites_ready" });
    const results = await Promise.all([
      approveSites(ada, { lookedAt: ada.clock.now(), orderId, siteIds }),
      sendSiteBack(ada, { siteId: siteIds[0] ?? "", comment: "Wrong logo" }),
    ]);
    expect(results.filter((result) => result.ok)).toHaveLength(1);
  });
});
