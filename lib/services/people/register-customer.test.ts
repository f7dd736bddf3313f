import { beforeAll, describe, expect, test } from "vitest";
import { readRows } from "@/lib/db/read-rows";
import { hashPassword } from "@/lib/platform/password-hash";
import { answered, refused } from "@/test/support/answered";
import { aMerchant, contextOf, frozenClock } from "@/test/support/people";
import { serviceDatabase } from "@/test/support/service-database";
import { registerCustomer } from "./register-customer";

serviceDatabase();

const clock = frozenClock();
let merchantId: string;
let passwordHash: string;

beforeAll(async () => {
  merchantId = await aMerchant("Register Shop");
  passwordHash = await hashPassword("a long enough password");
});

const register = (name: string, email: string) =>
  registerCustomer(contextOf({ kind: "system", merchantId, name: "test" }, clock), {
    merchantId,
    name,
    email,
    passwordHash,
  });

describe("registering a customer", () => {
  test("refuses a name and an address that are none, each by its field", async () => {
    const refusal = refused(await register(" ", "not an address"));
    expect(refusal.kind === "invalid" ? Object.keys(refusal.fields).toSorted() : refusal.kind).toEqual([
      "email",
      "name",
    ]);
  });

  test("opens a receivable and a wallet in each of the merchant's currencies, with a balance to lock", async () => {
    const { customerId } = answered(await register("Ada Lovelace", "  Ada@Example.com "));
    const accounts = await readRows(
      `SELECT split_part(a.code, ':', 1) AS kind, a.currency, b.balance_minor IS NOT NULL AS has_floor
         FROM ledger_account a LEFT JOIN ledger_balance b ON b.merchant_id = a.merchant_id AND b.account_id = a.id
         WHERE a.merchant_id = $1 AND a.customer_id = $2 ORDER BY 1, 2`,
      [merchantId, customerId],
    );
    expect(accounts).toEqual([
      { kind: "accounts_receivable", currency: "JPY", has_floor: false },
      { kind: "accounts_receivable", currency: "USD", has_floor: false },
      { kind: "wallet", currency: "JPY", has_floor: true },
      { kind: "wallet", currency: "USD", has_floor: true },
    ]);
  });

  test("keeps one login for an address, however it is written", async () => {
    expect(refused(await register("Somebody Else", "ada@EXAMPLE.com"))).toEqual({
      kind: "rejected",
      code: "email_taken",
    });
  });
});
