import { describe, expect, test } from "vitest";
import { type Actor, type Role, ROLES } from "./actor";
import { PERMISSIONS, permits, requirePermission } from "./permissions";

const merchantId = "0190a0a0-0000-7000-8000-000000000001";
const loginId = "0190a0a0-0000-7000-8000-000000000002";
const customerId = "0190a0a0-0000-7000-8000-000000000003";

function actorOf(role: Role): Actor {
  return role === "customer"
    ? { kind: "customer", merchantId, loginId, customerId, name: "Ada" }
    : { kind: "staff", merchantId, loginId, role, name: "Sam" };
}

/** Role by role, x where it is allowed: customer, support, billing_ops, finance_approver, finance_admin, platform_admin, auditor. */
const TABLE = `
order.place            x . . . . . .
order.read_own         x . . . . . .
order.cancel_own       x . . . . . .
site.approve           x . . . . . .
payment.start          x . . . . . .
payment.refresh_own    x . . . . . .
payment.collect        . . . . . . .
payment_method.manage  x . . . . . .
billing.change_own     x . . . . . .
notices.choose_own     x . . . . . .
wallet.read_own        x . . . . . .
session.revoke_own     x x x x x x x
console.open           . x x x x x x
order.read_all         . x x x x x x
order.cancel           . . x . x . .
site.attach            . x x . x . .
payment.read_all       . x x x x x x
payment.refresh        . x x . x . .
customer.read          . x x x x x x
wallet.adjust          . . . . x . .
invoice.credit         . . . . x . .
ledger.read            . x x x x x x
ledger.reverse         . . . . x . .
webhook.read           . x x x x x x
webhook.replay         . . x . x x .
health.read            . x x x x x x
alert.read             . x x x x x x
alert.handle           . . x . x x .
audit.read             . . . x x x x
limits.read            . . . x x x x
limits.change          . . . . . x .
terms.read             . x x x x x x
terms.change           . . . . x x .
customer_terms.change  . . . . x . .
order_terms.change     . . x . x . .
wallet_rules.read      . . . x x x x
wallet_rules.change    . . . . x . .
notice_policy.read     . x x x x x x
notice_policy.change   . . . . x x .
notice.resend          . x x . x x .
tax.read               . . . x x x x
tax.change             . . . . x . .
people.read            . . . . . x x
people.manage          . . . . . x .
session.revoke_any     . . . . . x .
clock.move             . . x . x x .
pay_link.manage        . x x . x . .
manual_payment.read    . x x x x x x
manual_payment.record  . . x . x . .
manual_payment.verify  . . . x x . .
manual_payment.reject  . . x x x . .
`;

const MONEY = ["order.cancel", "wallet.adjust", "invoice.credit", "ledger.reverse", "payment.start"] as const;

describe("permits", () => {
  test("answers every role and permission as the table says", () => {
    const rows = PERMISSIONS.map((permission) => {
      const marks = ROLES.map((role) => (permits(actorOf(role), permission) ? "x" : "."));
      return `${permission.padEnd(22)} ${marks.join(" ")}`;
    });
    expect(`\n${rows.join("\n")}\n`).toBe(TABLE);
  });

  test("lets the system do everything", () => {
    for (const permission of PERMISSIONS) {
      expect(permits({ kind: "system", merchantId, name: "worker" }, permission)).toBe(true);
    }
  });

  test.each(["support", "platform_admin", "auditor", "finance_approver"] as const)(
    "keeps %s away from money",
    (role) => {
      for (const permission of MONEY) expect(permits(actorOf(role), permission)).toBe(false);
    },
  );
});

describe("requirePermission", () => {
  test("refuses by the permission's name", () => {
    expect(requirePermission(actorOf("auditor"), "ledger.reverse")).toEqual({
      ok: false,
      error: { kind: "forbidden", code: "missing_permission", permission: "ledger.reverse" },
    });
  });

  test("goes on where the table allows", () => {
    expect(requirePermission(actorOf("finance_admin"), "ledger.reverse")).toEqual({
      ok: true,
      value: undefined,
    });
  });
});
