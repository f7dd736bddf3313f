import Link from "next/link";
import type { ReactNode } from "react";
import { NavLinks } from "../ui/nav-links";
import type { Theme } from "../ui/theme";
import { ThemeSwitch } from "../ui/theme-switch";

interface ShopShellProps {
  readonly merchant: { readonly name: string; readonly legalName: string; readonly supportEmail: string };
  /** Name of whoever is signed in, or null. */
  readonly visitorName: string | null;
  readonly isStaff: boolean;
  readonly cartCount: number;
  readonly theme: Theme;
  readonly children: ReactNode;
}

/** The sheet that every page of shop and account is written on. */
export function ShopShell({ merchant, visitorName, isStaff, cartCount, theme, children }: ShopShellProps) {
  const links = [
    { href: "/", label: "Catalog", isExact: true },
    ...(isStaff ? [{ href: "/admin", label: "Console" }] : []),
    ...(visitorName && !isStaff
      ? [
          { href: "/orders", label: "Orders" },
          { href: "/account", label: "Account" },
        ]
      : []),
    ...(isStaff ? [] : [{ href: "/cart", label: "Cart", count: cartCount }]),
    ...(visitorName ? [] : [{ href: "/sign-in", label: "Sign in" }]),
  ];
  return (
    <div className="mx-auto flex min-h-dvh w-full max-w-6xl flex-col px-4 sm:px-8">
      <header className="no-print flex flex-wrap items-center justify-between gap-x-8 gap-y-1 py-4">
        <Link href="/" className="flex min-h-8 items-center gap-2.5 text-lg font-semibold tracking-tight">
          <svg viewBox="0 0 22 22" className="size-5 text-accent" aria-hidden="true" focusable="false">
            <path d="M1 4 H21 M11 4 V21" stroke="currentColor" strokeWidth="2.6" fill="none" />
            <path d="M3 9 H7.5 M3 13 H7.5 M14.5 9 H19" stroke="currentColor" strokeWidth="1.6" />
          </svg>
          {merchant.name}
        </Link>
        <NavLinks label="Main" links={links} />
      </header>
      <main id="content" tabIndex={-1} className="flex-1 pt-4 pb-16 outline-none">
        {children}
      </main>
      <footer className="no-print flex flex-wrap items-center justify-between gap-x-8 gap-y-2 border-t py-5 text-sm text-ink-soft">
        <p>
          {merchant.legalName} ·{" "}
          <a className="inline-block min-h-6 link" href={`mailto:${merchant.supportEmail}`}>
            {merchant.supportEmail}
          </a>
        </p>
        <ThemeSwitch theme={theme} />
      </footer>
    </div>
  );
}
