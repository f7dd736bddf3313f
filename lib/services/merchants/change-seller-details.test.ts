import { describe, expect, test } from "vitest";
import { pool } from "@/lib/db/pool";
import { getTaxSettings } from "@/lib/queries/tax/get-tax-settings";
import { aShop } from "@/test/builders/shop";
import { answered, refused } from "@/test/support/answered";
import { serviceDatabase } from "@/test/support/service-database";
import { changeSellerDetails } from "./change-seller-details";

serviceDatabase();

const WISH = { address: "Lehmweg 12\n20251 Hamburg", taxId: "de 136 695 976", reason: "We moved." };

describe("what documents say of the seller", () => {
  test("is finance administrators' to change, with a reason and an address", async () => {
    const shop = await aShop();
    expect(refused(await changeSellerDetails(shop.staff("platform_admin"), WISH)).code).toBe(
      "missing_permission",
    );
    const finance = shop.staff("finance_admin");
    expect(refused(await changeSellerDetails(finance, { ...WISH, reason: "" })).code).toBe("reason_required");
    expect(refused(await changeSellerDetails(finance, { ...WISH, address: " ", taxId: "?" }))).toMatchObject({
      fields: { address: "required", taxId: "tax_id_malformed" },
    });
  });

  test("is kept, on record once, and may be without a tax number", async () => {
    const shop = await aShop();
    const finance = shop.staff("finance_admin");
    expect(answered(await changeSellerDetails(finance, WISH))).toEqual({ isChanged: true });
    expect(answered(await changeSellerDetails(finance, WISH))).toEqual({ isChanged: false });
    expect(await getTaxSettings(finance.actor)).toMatchObject({
      seller: { address: WISH.address, taxId: "DE136695976" },
    });
    answered(await changeSellerDetails(finance, { ...WISH, taxId: "" }));
    expect(await getTaxSettings(finance.actor)).toMatchObject({ seller: { taxId: null } });
    const { rows } = await pool().query(
      "SELECT 1 FROM audit_event WHERE merchant_id = $1 AND event_type = 'merchant.seller_details_changed'",
      [shop.merchantId],
    );
    expect(rows).toHaveLength(2);
  });
});
