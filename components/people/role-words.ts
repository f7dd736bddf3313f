import type { Role } from "@/lib/domain/actor";

/** The roles as staff call them. */
export const ROLE_WORDS = {
  customer: "Customer",
  support: "Support",
  billing_ops: "Billing operations",
  finance_approver: "Finance approver",
  finance_admin: "Finance administrator",
  platform_admin: "Platform administrator",
  auditor: "Auditor",
} as const satisfies Record<Role, string>;
