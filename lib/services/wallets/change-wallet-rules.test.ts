import { beforeAll, describe, expect, test } from "vitest";
import type { StaffRole } from "@/lib/domain/actor";
import { defaultWalletRules, type WalletRules } from "@/lib/domain/wallets/wallet-rules";
import { pool } from "@/lib/db/pool";
import { readWalletRules } from "@/lib/db/wallet-rules";
import { getWalletRules } from "@/lib/queries/wallets/get-wallet-rules";
import { type Shop, aShop } from "@/test/builders/shop";
import { answered, refused } from "@/test/support/answered";
import { serviceDatabase } from "@/test/support/service-database";
import { changeWalletRules } from "./change-wallet-rules";

serviceDatabase();
let shop: Shop;
const DEFAULTS = defaultWalletRules(["JPY", "USD"]);
const WITH_BONUS: WalletRules = {
  ...DEFAULTS,
  spendingOrder: "by_priority",
  expiryDays: { topUp: 730, promotional: 30, refund: null, goodwill: null },
  topUps: [
    {
      currency: "USD",
      minMinor: 1_000n,
      maxMinor: 2n ** 60n,
      presetsMinor: [1_000n, 2n ** 60n],
      bonus: { fromMinor: 5_000n, basisPoints: 1_000 },
    },
  ],
};

beforeAll(async () => {
  shop = await aShop();
});

const change = (
  rules: Omit<WalletRules, "version"> = WITH_BONUS,
  {
    seller = shop,
    role = "finance_admin",
    reason = "Spring offer.",
  }: { seller?: Shop; role?: StaffRole; reason?: string } = {},
) => changeWalletRules(seller.staff(role), { rules, reason });

describe("the rules of a merchant's wallets", () => {
  test.each(["support", "billing_ops", "finance_approver", "platform_admin", "auditor"] as const)(
    "are not %s's to change",
    async (role) => {
      expect(refused(await change(DEFAULTS, { role })).code).toBe("missing_permission");
    },
  );

  test("need a reason, must not contradict each other, and know the merchant's currencies only", async () => {
    expect(refused(await change(DEFAULTS, { reason: " " })).code).toBe("reason_required");
    expect(refused(await change({ ...DEFAULTS, restoreGraceDays: 0 })).code).toBe("wallet_rules_contradict");
    const [terms] = WITH_BONUS.topUps;
    const euros = terms && { ...DEFAULTS, topUps: [{ ...terms, currency: "EUR" }] };
    expect(euros && refused(await change(euros)).code).toBe("currency_not_enabled");
  });

  test("are the defaults at first, and read back as they were changed, each change a version", async () => {
    const seller = await aShop();
    expect(await readWalletRules(seller.merchantId)).toMatchObject({
      version: 0,
      spendingOrder: "first_in_first_out",
    });
    expect(answered(await change(WITH_BONUS, { seller }))).toEqual({ version: 1 });
    expect(await readWalletRules(seller.merchantId)).toEqual({ ...WITH_BONUS, version: 1 });
    expect(answered(await change(DEFAULTS, { seller }))).toEqual({ version: 2 });
    expect(answered(await change(DEFAULTS, { seller }))).toEqual({ version: 2 });
    expect(await readWalletRules(seller.merchantId)).toEqual({ ...DEFAULTS, version: 2 });
    const { rows } = await pool().query(
      `SELECT reason, changes ->> 'version' AS version FROM audit_event
         WHERE event_type = 'merchant.wallet_rules_changed' AND merchant_id = $1 ORDER BY id`,
      [seller.merchantId],
    );
    expect(rows).toEqual([
      { reason: "Spring offer.", version: "1" },
      { reason: "Spring offer.", version: "2" },
    ]);
  });

  test("make two versions when two people change them at once", async () => {
    const seller = await aShop();
    const versions = await Promise.all([
      change(WITH_BONUS, { seller }),
      change({ ...WITH_BONUS, restoreGraceDays: 7 }, { seller }),
    ]);
    expect(new Set(versions.map((one) => answered(one).version))).toEqual(new Set([1, 2]));
  });

  test("cannot be changed or deleted once written, not even by the application", async () => {
    await expect(pool().query("UPDATE wallet_rules SET reason = 'x'")).rejects.toThrow(/permission denied/);
    await expect(pool().query("DELETE FROM top_up_terms")).rejects.toThrow(/permission denied/);
  });

  test("are the merchant's own, and read by whom they concern", async () => {
    const seller = await aShop();
    answered(await change(WITH_BONUS, { seller }));
    expect((await getWalletRules((await aShop()).staff("auditor").actor))?.rules.version).toBe(0);
    expect((await getWalletRules(seller.staff("auditor").actor))?.versions).toMatchObject([
      { version: 1, reason: "Spring offer.", actorName: "Grace Staff" },
    ]);
    expect(await getWalletRules(seller.staff("support").actor)).toBeNull();
  });
});
