import type { Metadata } from "next";
import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { signOutAction } from "@/app/(auth)/sign-out/actions";
import { ConsoleShell } from "@/components/admin/console-shell";
import { ROLE_WORDS } from "@/components/admin/role-words";
import { parseTheme, THEME_COOKIE } from "@/components/ui/theme";
import { env } from "@/lib/platform/env";
import { isClockMovable } from "@/lib/platform/is-clock-movable";
import { countOpenAlerts } from "@/lib/queries/console/list-alerts";
import { gatewayMode } from "@/lib/reports/gateway-mode";
import { openConsole } from "./_console/open-console";

export const metadata: Metadata = {
  title: { default: "Console", template: "%s · Console" },
  robots: { index: false, follow: false },
};

const LINKS = [
  { href: "/admin", label: "Home", isExact: true },
  { href: "/admin/orders", label: "Orders" },
  { href: "/admin/payments", label: "Payments" },
  { href: "/admin/invoices", label: "Invoices" },
  { href: "/admin/manual-payments", label: "By hand" },
  { href: "/admin/customers", label: "Customers" },
  { href: "/admin/wallets", label: "Wallets" },
  { href: "/admin/ledger", label: "Ledger", isExact: true },
  { href: "/admin/ledger/accounts", label: "Accounts" },
  { href: "/admin/ledger/trial-balance", label: "Trial balance" },
  { href: "/admin/webhooks", label: "Webhooks" },
  { href: "/admin/integrity", label: "Integrity" },
  { href: "/admin/health", label: "Health" },
] as const;

const ALERTS = { href: "/admin/alerts", label: "Alerts" } as const;
const LIMITS = { href: "/admin/settings/limits", label: "Limits" } as const;
const TERMS = { href: "/admin/settings/terms", label: "Payment terms" } as const;
const WALLET_RULES = { href: "/admin/settings/wallets", label: "Wallet rules" } as const;
const AUDIT = { href: "/admin/audit", label: "Audit log" } as const;
const CLOCK = { href: "/admin/clock", label: "Clock" } as const;
const PEOPLE = { href: "/admin/settings/people", label: "People" } as const;

/** The console's frame. It asks who is there, and so do each page and each query inside it: a frame is no lock. */
export default async function ConsoleLayout({ children }: { readonly children: ReactNode }) {
  const { actor, merchant, may } = await openConsole();
  const links = [
    ...LINKS,
    { ...ALERTS, count: await countOpenAlerts(actor) },
    ...(may("audit.read") ? [AUDIT] : []),
    ...(may("limits.read") ? [LIMITS] : []),
    ...(may("terms.read") ? [TERMS] : []),
    ...(may("wallet_rules.read") ? [WALLET_RULES] : []),
    ...(may("people.read") ? [PEOPLE] : []),
    ...(isClockMovable() && may("clock.move") ? [CLOCK] : []),
  ];
  const theme = parseTheme((await cookies()).get(THEME_COOKIE)?.value);
  return (
    <ConsoleShell
      merchantName={merchant.name}
      environment={env().DEPLOY_ENV}
      gatewayMode={gatewayMode()}
      person={{ name: actor.name, role: ROLE_WORDS[actor.role] }}
      links={links}
      theme={theme}
      signOut={
        <form action={signOutAction}>
          <button type="submit" className="inline-flex min-h-8 items-center link">
            Sign out
          </button>
        </form>
      }
    >
      {children}
    </ConsoleShell>
  );
}
