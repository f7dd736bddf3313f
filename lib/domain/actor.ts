/** What a person may be. Customers buy; the others are staff. */
export const ROLES = [
  "customer",
  "support",
  "billing_ops",
  "finance_approver",
  "finance_admin",
  "platform_admin",
  "auditor",
] as const;

export type Role = (typeof ROLES)[number];
export type StaffRole = Exclude<Role, "customer">;

/** Who acts. Every command and every query has one; it also says in whose books. */
export type Actor =
  | {
      readonly kind: "customer";
      readonly merchantId: string;
      readonly loginId: string;
      readonly customerId: string;
      readonly name: string;
    }
  | {
      readonly kind: "staff";
      readonly merchantId: string;
      readonly loginId: string;
      readonly role: StaffRole;
      readonly name: string;
    }
  | { readonly kind: "system"; readonly merchantId: string; readonly name: string };

export type CustomerActor = Extract<Actor, { kind: "customer" }>;
export type StaffActor = Extract<Actor, { kind: "staff" }>;

/** The login behind an actor, or null for the system. */
export function actorLoginId(actor: Actor): string | null {
  return actor.kind === "system" ? null : actor.loginId;
}
