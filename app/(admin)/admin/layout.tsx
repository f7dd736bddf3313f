import type { Metadata } from "next";
import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { signOutAction } from "@/app/(auth)/sign-out/actions";
import type { ConsoleNavGroup } from "@/components/admin/console-nav";
import { ConsoleShell } from "@/components/admin/console-shell";
import { ROLE_WORDS } from "@/components/admin/role-words";
import { parseTheme, THEME_COOKIE } from "@/components/ui/theme";
import { env } from "@/lib/platform/env";
import { countOpenAlerts } from "@/lib/queries/console/list-alerts";
import { gatewayMode } from "@/lib/reports/gateway-mode";
import { type Console, openConsole } from "./_console/open-console";
import { ALERTS_HREF, CONSOLE_SECTIONS } from "./_console/sections";

export const metadata: Metadata = {
  title: { default: "Console", template: "%s · Console" },
  robots: { index: false, follow: false },
};

/** What this person may open, each part where staff look for it. */
function groupsFor(may: Console["may"], openAlertCount: number): ConsoleNavGroup[] {
  return CONSOLE_SECTIONS.map(({ title, sections }) => ({
    title,
    links: sections
      .filter(({ permission, isThere }) => (!permission || may(permission)) && (!isThere || isThere()))
      .map(({ href, label, isExact = false }) => ({
        href,
        label,
        isExact,
        count: href === ALERTS_HREF ? openAlertCount : 0,
      })),
  })).filter(({ links }) => links.length > 0);
}

/** The console's frame. It asks who is there, and so do each page and each query inside it: a frame is no lock. */
export default async function ConsoleLayout({ children }: { readonly children: ReactNode }) {
  const { actor, merchant, may } = await openConsole();
  const groups = groupsFor(may, await countOpenAlerts(actor));
  const theme = parseTheme((await cookies()).get(THEME_COOKIE)?.value);
  return (
    <ConsoleShell
      merchantName={merchant.name}
      environment={env().DEPLOY_ENV}
      gatewayMode={gatewayMode()}
      person={{ name: actor.name, role: ROLE_WORDS[actor.role] }}
      groups={groups}
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
