import { beforeAll, describe, expect, test } from "vitest";
import { pool } from "@/lib/db/pool";
import { type Shop, aShop } from "@/test/builders/shop";
import { serviceDatabase } from "@/test/support/service-database";
import { reportRefusedCardData } from "./report-refused-card-data";

serviceDatabase();
let shop: Shop;

beforeAll(async () => {
  shop = await aShop();
});

const report = (field = "note", pathname = "/admin/orders/ord_01h455vb4pex5vsknk084sn02q/4242424242424242") =>
  reportRefusedCardData(
    {
      method: "POST",
      pathname,
      headers: new Headers({ host: "unknown.example:3000", "x-forwarded-for": "198.51.100.7" }),
      sessionToken: "forged",
    },
    { data: "card_number", place: "body", field },
  );

describe("reportRefusedCardData", () => {
  test("MON-14, VAL-17: raises an alert that says where and from which network, and holds no digit of it", async () => {
    await report();
    await report();
    const { rows } = await pool().query<Record<string, unknown>>(
      "SELECT merchant_id, severity, state, subject, occurrence_count, details FROM alert WHERE kind = 'pci_violation'",
    );
    expect(rows).toEqual([
      {
        merchant_id: shop.merchantId,
        severity: "critical",
        state: "open",
        subject: "POST /admin/orders/…/… body note",
        occurrence_count: 2,
        details: {
          found: "card_number",
          place: "body",
          field: "note",
          method: "POST",
          route: "/admin/orders/…/…",
          sender: "a visitor",
          network: "198.51.100.0/24",
        },
      },
    ]);
    expect(JSON.stringify(rows)).not.toContain("4242");
  });
});
