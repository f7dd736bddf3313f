import { type Actor, ROLES, type Role } from "./actor";
import type { FailureOf } from "./failure";
import { err, ok, type Result } from "./result";

/** Everything that somebody may be allowed to do. A command without a name here cannot be asked for. */
export const PERMISSIONS = [
  "order.place",
  "order.read_own",
  "order.cancel_own",
  "site.approve",
  "payment.start",
  "payment.refresh_own",
  "payment.collect",
  "payment_method.manage",
  "billing.change_own",
  "notices.choose_own",
  "wallet.read_own",
  "session.revoke_own",
  "console.open",
  "order.read_all",
  "order.cancel",
  "site.attach",
  "payment.read_all",
  "payment.refresh",
  "customer.read",
  "wallet.adjust",
  "invoice.credit",
  "ledger.read",
  "ledger.reverse",
  "webhook.read",
  "webhook.replay",
  "health.read",
  "alert.read",
  "alert.handle",
  "audit.read",
  "limits.read",
  "limits.change",
  "terms.read",
  "terms.change",
  "customer_terms.change",
  "order_terms.change",
  "wallet_rules.read",
  "wallet_rules.change",
  "notice_policy.read",
  "notice_policy.change",
  "notice.resend",
  "tax.read",
  "tax.change",
  "people.read",
  "people.manage",
  "session.revoke_any",
  "clock.move",
  "pay_link.manage",
  "manual_payment.read",
  "manual_payment.record",
  "manual_payment.verify",
  "manual_payment.reject",
] as const;

export type Permission = (typeof PERMISSIONS)[number];

/** What each member of staff sees. Reading changes nothing, so the roles differ in what they may do. */
const STAFF_READS = [
  "session.revoke_own",
  "console.open",
  "order.read_all",
  "payment.read_all",
  "customer.read",
  "ledger.read",
  "webhook.read",
  "health.read",
  "alert.read",
  "terms.read",
  "notice_policy.read",
  "manual_payment.read",
] as const satisfies readonly Permission[];

/**
 * Who may do what; anything not listed is denied. Nobody but a customer places an order or approves a site,
 * so that a commitment is always the buyer's own. Support, auditor and platform_admin move no money;
 * a replayed webhook moves none either: it applies what the gateway says when it is asked again.
 */
const GRANTS = {
  customer: [
    "order.place",
    "order.read_own",
    "order.cancel_own",
    "site.approve",
    "payment.start",
    "payment.refresh_own",
    "payment_method.manage",
    "billing.change_own",
    "notices.choose_own",
    "wallet.read_own",
    "session.revoke_own",
  ],
  support: [...STAFF_READS, "site.attach", "payment.refresh", "notice.resend", "pay_link.manage"],
  billing_ops: [
    ...STAFF_READS,
    "site.attach",
    "order.cancel",
    "order_terms.change",
    "payment.refresh",
    "webhook.replay",
    "alert.handle",
    "clock.move",
    "notice.resend",
    "pay_link.manage",
    "manual_payment.record",
    "manual_payment.reject",
  ],
  finance_approver: [
    ...STAFF_READS,
    "manual_payment.verify",
    "manual_payment.reject",
    "audit.read",
    "limits.read",
    "wallet_rules.read",
    "tax.read",
  ],
  finance_admin: [
    ...STAFF_READS,
    "site.attach",
    "order.cancel",
    "payment.refresh",
    "wallet.adjust",
    "invoice.credit",
    "ledger.reverse",
    "webhook.replay",
    "alert.handle",
    "audit.read",
    "limits.read",
    "terms.change",
    "customer_terms.change",
    "order_terms.change",
    "wallet_rules.read",
    "wallet_rules.change",
    "notice_policy.change",
    "notice.resend",
    "tax.read",
    "tax.change",
    "clock.move",
    "pay_link.manage",
    "manual_payment.record",
    "manual_payment.verify",
    "manual_payment.reject",
  ],
  platform_admin: [
    ...STAFF_READS,
    "webhook.replay",
    "alert.handle",
    "audit.read",
    "limits.read",
    "limits.change",
    "terms.change",
    "wallet_rules.read",
    "notice_policy.change",
    "notice.resend",
    "tax.read",
    "people.read",
    "people.manage",
    "session.revoke_any",
    "clock.move",
  ],
  auditor: [...STAFF_READS, "audit.read", "limits.read", "wallet_rules.read", "tax.read", "people.read"],
} as const satisfies Record<Role, readonly Permission[]>;

/** What a link lets its holder do with its one order. */
const LINK_GRANTS: ReadonlySet<Permission> = new Set<Permission>(["payment.start", "payment.refresh_own"]);

const GRANTED: ReadonlyMap<Role, ReadonlySet<Permission>> = new Map(
  ROLES.map((role) => [role, new Set<Permission>(GRANTS[role])]),
);

/** Whether the actor may do this at all; whose rows it may touch is the query's and the service's matter. */
export function permits(actor: Actor, permission: Permission): boolean {
  switch (actor.kind) {
    case "system":
      return true;
    case "customer":
      return GRANTED.get("customer")?.has(permission) ?? false;
    case "pay_link":
      return LINK_GRANTS.has(permission);
    case "staff":
      return GRANTED.get(actor.role)?.has(permission) ?? false;
  }
}

/** The first line of each service: goes on, or refuses by the permission's name. */
export function requirePermission(
  actor: Actor,
  permission: Permission,
): Result<void, FailureOf<"forbidden">> {
  if (permits(actor, permission)) return ok(undefined);
  return err({ kind: "forbidden", code: "missing_permission", permission });
}
