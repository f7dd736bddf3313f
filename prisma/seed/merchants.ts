import type { StaffRole } from "@/lib/domain/actor";
import type { ProductKind } from "@/lib/domain/orders/order-state";
import { derivedId } from "@/lib/platform/ids";

export interface SeedProduct {
  readonly slug: string;
  readonly kind: ProductKind;
  readonly name: string;
  readonly summary: string;
  readonly description: string;
  readonly priceMinor: bigint;
  readonly currency: string;
  readonly details: Readonly<Record<string, unknown>>;
}

export interface SeedMerchant {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly legalName: string;
  readonly addressLines: readonly string[];
  readonly taxId: string;
  readonly statementDescriptor: string;
  readonly supportEmail: string;
  readonly timeZone: string;
  readonly locale: string;
  readonly currencies: readonly string[];
  readonly hosts: readonly string[];
  readonly paymentAmountMaxMinor: bigint;
  readonly staff: readonly { readonly role: StaffRole; readonly name: string; readonly email: string }[];
  readonly customers: readonly { readonly name: string; readonly email: string }[];
  readonly products: readonly SeedProduct[];
}

/** The same id at each seeding, so that a half-finished one is taken up where it stopped. */
export function seedId(...parts: readonly string[]): string {
  return derivedId("seed", ...parts);
}

const STAFF_NAMES: readonly (readonly [StaffRole, string])[] = [
  ["support", "Sam Whitlow"],
  ["billing_ops", "Bea Lindgren"],
  ["finance_approver", "Femi Adeyemi"],
  ["finance_admin", "Finn Albrecht"],
  ["platform_admin", "Petra Novak"],
  ["auditor", "Aiko Tanabe"],
];

/** One member of staff of each role. */
export function staffOf(domain: string): SeedMerchant["staff"] {
  return STAFF_NAMES.map(([role, name]) => ({ role, name, email: `${role.replace("_", "-")}@${domain}` }));
}
