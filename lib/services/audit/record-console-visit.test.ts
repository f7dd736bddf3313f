import fs from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { callsRecorded } from "@/lib/audit/record-call";
import { pool } from "@/lib/db/pool";
import { newId, publicId } from "@/lib/platform/ids";
import { aShop, type Shop } from "@/test/builders/shop";
import { serviceDatabase } from "@/test/support/service-database";
import { recordConsoleVisit } from "./record-console-visit";

serviceDatabase();
let shop: Shop;

beforeAll(async () => {
  shop = await aShop();
});

async function recordOf(address: string) {
  const staff = shop.staff("support");
  recordConsoleVisit(staff, address);
  await callsRecorded();
  const { rows } = await pool().query<Record<string, unknown>>(
    "SELECT user_id, ip_address, order_id, payment_id, changes FROM audit_event WHERE user_id = $1",
    [staff.actor.loginId],
  );
  return { staff, rows };
}

describe("opening a page of the console", () => {
  test("AUD-19: is on record with who, from where and which, and by the payment that it shows", async () => {
    const paymentId = newId();
    const address = `/admin/payments/${publicId("payment", paymentId)}`;
    const { staff, rows } = await recordOf(address);
    expect(rows).toEqual([
      {
        user_id: staff.actor.loginId,
        ip_address: staff.ipAddress,
        order_id: null,
        payment_id: paymentId,
        changes: { path: address, role: "support" },
      },
    ]);
  });

  test("AUD-19: is found by the order that it shows", async () => {
    const orderId = newId();
    const { rows } = await recordOf(`/admin/orders/${publicId("order", orderId)}`);
    expect(rows).toMatchObject([{ order_id: orderId, payment_id: null }]);
  });

  test("does not tell what was searched for", async () => {
    const { rows } = await recordOf("/admin/customers?search=ada%40example.com");
    expect(rows).toMatchObject([{ changes: { path: "/admin/customers" } }]);
  });

  test("AUD-19: every page of the console, and every file from it, begins with that", () => {
    const root = path.join(process.cwd(), "app/(admin)/admin");
    const pages = fs
      .readdirSync(root, { recursive: true, encoding: "utf8" })
      .filter((file) => /(^|\/)(page\.tsx|route\.ts)$/.test(file));
    expect(pages.length).toBeGreaterThan(20);
    const silent = pages.filter(
      (file) =>
        !/openConsole\(|documentPdfResponse\(|recordConsoleVisit\(/.test(
          fs.readFileSync(path.join(root, file), "utf8"),
        ),
    );
    expect(silent).toEqual([]);
    for (const opener of ["_console/open-console.ts", "../../_edge/pdf-response.ts"])
      expect(fs.readFileSync(path.join(root, opener), "utf8"), opener).toContain("recordConsoleVisit(");
  });
});
