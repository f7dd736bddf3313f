import type { Permission } from "@/lib/domain/permissions";
import { isClockMovable } from "@/lib/platform/is-clock-movable";

interface ConsoleSection {
  readonly href: string;
  readonly label: string;
  readonly isExact?: boolean;
  /** Without it the section is not there. */
  readonly permission?: Permission;
  /** Whether this installation has it. */
  readonly isThere?: () => boolean;
}

export interface ConsoleSectionGroup {
  /** Null for what stands above all others. */
  readonly title: string | null;
  readonly sections: readonly ConsoleSection[];
}

/** Where alerts are, which show how many wait. */
export const ALERTS_HREF = "/admin/alerts";

/** The console's parts, as staff look for them. */
export const CONSOLE_SECTIONS: readonly ConsoleSectionGroup[] = [
  {
    title: null,
    sections: [
      { href: "/admin", label: "Home", isExact: true },
      { href: ALERTS_HREF, label: "Alerts" },
    ],
  },
  {
    title: "Sales",
    sections: [
      { href: "/admin/orders", label: "Orders" },
      { href: "/admin/customers", label: "Customers" },
      { href: "/admin/wallets", label: "Wallets" },
    ],
  },
  {
    title: "Money",
    sections: [
      { href: "/admin/payments", label: "Payments" },
      { href: "/admin/manual-payments", label: "By hand" },
      { href: "/admin/invoices", label: "Invoices" },
    ],
  },
  {
    title: "Books",
    sections: [
      { href: "/admin/ledger", label: "Ledger", isExact: true },
      { href: "/admin/ledger/accounts", label: "Accounts" },
      { href: "/admin/ledger/trial-balance", label: "Trial balance" },
      { href: "/admin/integrity", label: "Integrity" },
    ],
  },
  {
    title: "Operation",
    sections: [
      { href: "/admin/webhooks", label: "Webhooks" },
      { href: "/admin/health", label: "Health" },
      { href: "/admin/audit", label: "Audit log", permission: "audit.read" },
      { href: "/admin/clock", label: "Clock", permission: "clock.move", isThere: isClockMovable },
    ],
  },
  {
    title: "Settings",
    sections: [
      { href: "/admin/settings/limits", label: "Limits", permission: "limits.read" },
      { href: "/admin/settings/terms", label: "Payment terms", permission: "terms.read" },
      { href: "/admin/settings/wallets", label: "Wallet rules", permission: "wallet_rules.read" },
      { href: "/admin/settings/notices", label: "Notices", permission: "notice_policy.read" },
      { href: "/admin/settings/tax", label: "Tax", permission: "tax.read" },
      { href: "/admin/settings/people", label: "People", permission: "people.read" },
    ],
  },
];
