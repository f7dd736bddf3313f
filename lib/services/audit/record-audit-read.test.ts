import { beforeAll, expect, test } from "vitest";
import { pool } from "@/lib/db/pool";
import { aShop, type Shop } from "@/test/builders/shop";
import { answered, refused } from "@/test/support/answered";
import { serviceDatabase } from "@/test/support/service-database";
import { recordAuditRead } from "./record-audit-read";

serviceDatabase();
let shop: Shop;

beforeAll(async () => {
  shop = await aShop();
});

const readings = async () =>
  (
    await pool().query<{ actor_name: string; changes: unknown }>(
      "SELECT actor_name, changes FROM audit_event WHERE merchant_id = $1 AND event_type = 'audit.read'",
      [shop.merchantId],
    )
  ).rows;

test("AUD-12: who reads the audit log is on record, with what they looked for", async () => {
  answered(await recordAuditRead(shop.staff("auditor"), { filters: { outcome: "declined" } }));
  expect(await readings()).toMatchObject([{ changes: { filters: { outcome: "declined" } } }]);
});

test("AUD-12: whoever may not read it leaves no such record", async () => {
  const before = await readings();
  expect(refused(await recordAuditRead(shop.staff("support"), { filters: {} })).kind).toBe("forbidden");
  expect(await readings()).toEqual(before);
});
