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
  | {
      /** Whoever holds a link to the payment of one order: no login, and nothing but that payment. */
      readonly kind: "pay_link";
      readonly merchantId: string;
      readonly payLinkId: string;
      readonly orderId: string;
      readonly customerId: string;
      readonly name: string;
    }
  | { readonly kind: "system"; readonly merchantId: string; readonly name: string };

export type CustomerActor = Extract<Actor, { kind: "customer" }>;
export type StaffActor = Extract<Actor, { kind: "staff" }>;

export type PayLinkActor = Extract<Actor, { kind: "pay_link" }>;

/** The login behind an actor, or null for the system and for a link. */
export function actorLoginId(actor: Actor): string | null {
  return actor.kind === "customer" || actor.kind === "staff" ? actor.loginId : null;
}

/** Whether an order may be seen: a customer's own, the one of a link, and any of the merchant's by staff and system. */
export function seesOrder(
  actor: Actor,
  order: { readonly id: string; readonly customerId: string },
): boolean {
  switch (actor.kind) {
    case "customer":
      return order.customerId === actor.customerId;
    case "pay_link":
      return order.id === actor.orderId;
    case "staff":
    case "system":
      return true;
  }
}
