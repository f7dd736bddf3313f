import { beforeAll, describe, expect, test } from "vitest";
import type { StaffRole } from "@/lib/domain/actor";
import type { TaxChange } from "@/lib/domain/tax/change-tax";
import { pool } from "@/lib/db/pool";
import { getTaxSettings } from "@/lib/queries/tax/get-tax-settings";
import { hasTax } from "@/lib/queries/tax/has-tax";
import { type Shop, aShop } from "@/test/builders/shop";
import { VAT } from "@/test/builders/tax";
import { answered, refused } from "@/test/support/answered";
import { serviceDatabase } from "@/test/support/service-database";
import { changeTaxSettings } from "./change-tax-settings";

serviceDatabase();
let shop: Shop;

beforeAll(async () => {
  shop = await aShop();
});

const rate = (country = "DE") => ({ ...VAT, country });

const change = (
  baseVersion: number,
  wanted: TaxChange,
  {
    seller = shop,
    role = "finance_admin",
    reason = "Registered.",
  }: { seller?: Shop; role?: StaffRole; reason?: string } = {},
) => changeTaxSettings(seller.staff(role), { baseVersion, change: wanted, reason });

const RATES = {
  kind: "general",
  driver: "rates",
  homeCountry: "DE",
  homeRegion: null,
  inclusiveKinds: ["course"],
} as const;

describe("the tax settings of a merchant", () => {
  test.each(["support", "billing_ops", "finance_approver", "platform_admin", "auditor"] as const)(
    "are not %s's to change",
    async (role) => {
      expect(refused(await change(0, { kind: "add_rate", rate: rate() }, { role })).code).toBe(
        "missing_permission",
      );
    },
  );

  test("need a reason, and rates that fit", async () => {
    expect(refused(await change(0, { kind: "add_rate", rate: rate() }, { reason: " " })).code).toBe(
      "reason_required",
    );
    expect(refused(await change(0, RATES)).code).toBe("tax_rates_missing");
    expect(refused(await change(0, { kind: "add_rate", rate: rate("XX") })).code).toBe("tax_rate_malformed");
  });

  test("INV-04: are versions: read back as changed, each with its reason on record; what somebody else changed meanwhile stays", async () => {
    const seller = await aShop();
    const auditor = seller.staff("auditor").actor;
    expect(await getTaxSettings(auditor)).toMatchObject({
      settings: { version: 0, driver: "none" },
      versions: [],
    });
    expect(await hasTax(seller.merchantId)).toBe(false);
    const both = await Promise.all(
      ["DE", "FR"].map((country) => change(0, { kind: "add_rate", rate: rate(country) }, { seller })),
    );
    expect(both.filter((result) => result.ok)).toHaveLength(1);
    expect(both.flatMap((result) => (result.ok ? [] : [result.error.code]))).toEqual(["page_outdated"]);
    answered(await change(1, RATES, { seller, reason: "From now on." }));
    expect(answered(await change(2, RATES, { seller }))).toEqual({ version: 2 });
    expect(await getTaxSettings(auditor)).toMatchObject({
      settings: { version: 2, driver: "rates", inclusiveKinds: ["course"], rates: [{ name: "VAT" }] },
      versions: [{ version: 2, reason: "From now on." }, { version: 1 }],
    });
    expect(await hasTax(seller.merchantId)).toBe(true);
    expect(await getTaxSettings(seller.staff("support").actor)).toBeNull();
    const { rows } = await pool().query<{ reason: string }>(
      "SELECT reason FROM audit_event WHERE merchant_id = $1 AND event_type = 'merchant.tax_settings_changed' ORDER BY id",
      [seller.merchantId],
    );
    expect(rows.map(({ reason }) => reason)).toEqual(["Registered.", "From now on."]);
  });

  test("are never written again", async () => {
    const seller = await aShop();
    answered(await change(0, { kind: "add_rate", rate: rate() }, { seller }));
    for (const sql of [
      "UPDATE tax_settings SET driver = 'none'",
      "DELETE FROM tax_rate",
      "UPDATE order_tax SET tax_minor = 0",
    ])
      await expect(pool().query(sql), sql).rejects.toMatchObject({ code: "42501" });
  });
});
