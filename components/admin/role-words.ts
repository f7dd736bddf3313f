import type { StaffRole } from "@/lib/domain/actor";

export const ROLE_WORDS = {
  support: "Support",
  billing_ops: "Billing operations",
  finance_approver: "Finance approver",
  finance_admin: "Finance administrator",
  platform_admin: "Platform administrator",
  auditor: "Auditor",
} as const satisfies Record<StaffRole, string>;
