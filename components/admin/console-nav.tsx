"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { useId } from "react";
import { cn } from "../ui/cn";
import type { NavLink } from "../ui/nav-links";

export interface ConsoleNavGroup {
  /** Null for what stands above all others. */
  readonly title: string | null;
  readonly links: readonly NavLink[];
}

interface ConsoleNavProps {
  readonly groups: readonly ConsoleNavGroup[];
}

function isCurrent(link: NavLink, pathname: string): boolean {
  if (pathname === link.href) return true;
  return !link.isExact && pathname.startsWith(`${link.href}/`);
}

function Tab({ link, pathname }: { readonly link: NavLink; readonly pathname: string }) {
  const current = isCurrent(link, pathname);
  return (
    <Link
      href={link.href}
      aria-current={current ? "page" : undefined}
      className={cn(
        "flex min-h-9 items-center justify-between gap-3 border-l-[3px] py-1 pl-3 lg:min-h-8 lg:py-0.5",
        current ? "border-accent font-semibold" : "border-transparent hover:border-rule-strong",
      )}
    >
      {link.label}
      {link.count ? (
        <span className="min-w-6 rounded-full border border-attention px-1.5 text-center figures text-xs font-semibold text-attention">
          {link.count}
          <span className="sr-only"> need attention</span>
        </span>
      ) : null}
    </Link>
  );
}

/** The console's parts, one under the other like the tabs of a binder; the current one has its tab pulled out. */
export function ConsoleNav({ groups }: ConsoleNavProps) {
  const pathname = usePathname();
  const id = useId();
  return (
    <nav aria-label="Console" className="grid gap-3">
      {groups.map(({ title, links }) => (
        <div key={title}>
          {title !== null && (
            <p id={`${id}-${title}`} className="pb-1 pl-[15px] text-xs font-semibold text-ink-soft">
              {title}
            </p>
          )}
          <ul className="grid" aria-labelledby={title === null ? undefined : `${id}-${title}`}>
            {links.map((link) => (
              <li key={link.href}>
                <Tab link={link} pathname={pathname} />
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}
