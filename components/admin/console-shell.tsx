import Link from "next/link";
import type { ReactNode } from "react";
import type { Theme } from "../ui/theme";
import { ThemeSwitch } from "../ui/theme-switch";
import { ConsoleMenu } from "./console-menu";
import { ConsoleNav, type ConsoleNavGroup } from "./console-nav";
import { EnvironmentMark } from "./environment-mark";
import { GlobalSearch } from "./global-search";

interface ConsoleShellProps {
  readonly merchantName: string;
  readonly environment: string;
  /** Where payments go: the sandbox, Stripe in test mode, Stripe for real. */
  readonly gatewayMode: string;
  readonly person: { readonly name: string; readonly role: string };
  readonly groups: readonly ConsoleNavGroup[];
  readonly theme: Theme;
  /** The form that signs out. */
  readonly signOut: ReactNode;
  readonly children: ReactNode;
}

function Brand({ merchantName }: { readonly merchantName: string }) {
  return (
    <Link href="/admin" className="flex min-h-9 min-w-0 items-center gap-2.5 font-semibold tracking-tight">
      <svg viewBox="0 0 22 22" className="size-5 shrink-0 text-accent" aria-hidden="true" focusable="false">
        <path d="M1 4 H21 M11 4 V21" stroke="currentColor" strokeWidth="2.6" fill="none" />
        <path d="M3 9 H7.5 M3 13 H7.5 M14.5 9 H19" stroke="currentColor" strokeWidth="1.6" />
      </svg>
      <span className="truncate">{merchantName}</span>
    </Link>
  );
}

/** The binder that every page of the console lies in: its tabs at the side, or behind "Menu" where the page is narrow. */
export function ConsoleShell(props: ConsoleShellProps) {
  const { merchantName, environment, gatewayMode, person, groups, theme, signOut, children } = props;
  const mark = <EnvironmentMark environment={environment} gatewayMode={gatewayMode} />;
  const foot = (
    <div className="grid gap-3 border-t pt-3 text-sm">
      <p className="leading-snug">
        <span className="block font-semibold">{person.name}</span>
        <span className="text-ink-soft">{person.role}</span>
      </p>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        {signOut}
        <Link href="/" className="inline-flex min-h-8 items-center link">
          Shop
        </Link>
      </div>
      <ThemeSwitch theme={theme} />
    </div>
  );
  return (
    <div className="mx-auto flex min-h-dvh w-full max-w-[96rem] flex-col lg:flex-row">
      <header className="no-print border-b lg:sticky lg:top-0 lg:flex lg:h-dvh lg:w-60 lg:shrink-0 lg:flex-col lg:gap-5 lg:overflow-y-auto lg:border-r lg:border-b-0 lg:px-6 lg:py-5">
        <div className="flex items-center justify-between gap-3 px-4 py-2 lg:grid lg:justify-stretch lg:p-0">
          <Brand merchantName={merchantName} />
          <div className="flex items-center gap-3">
            {mark}
            <ConsoleMenu>
              <GlobalSearch />
              <ConsoleNav groups={groups} />
              {foot}
            </ConsoleMenu>
          </div>
        </div>
        <div className="hidden lg:contents">
          <GlobalSearch />
          <ConsoleNav groups={groups} />
          <div className="mt-auto">{foot}</div>
        </div>
      </header>
      <main
        id="content"
        tabIndex={-1}
        className="min-w-0 flex-1 px-4 pt-6 pb-16 outline-none sm:px-8 lg:px-10 lg:pt-8"
      >
        {children}
      </main>
    </div>
  );
}
