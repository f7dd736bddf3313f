"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { cn } from "../ui/cn";
import type { NavLink } from "../ui/nav-links";

interface ConsoleNavProps {
  readonly links: readonly NavLink[];
}

function isCurrent(link: NavLink, pathname: string): boolean {
  if (pathname === link.href) return true;
  return !link.isExact && pathname.startsWith(`${link.href}/`);
}

/** The console's parts, one under the other like the tabs of a binder; the current one has its tab pulled out. */
export function ConsoleNav({ links }: ConsoleNavProps) {
  const pathname = usePathname();
  return (
    <nav aria-label="Console">
      <ul className="grid">
        {links.map((link) => {
          const current = isCurrent(link, pathname);
          return (
            <li key={link.href}>
              <Link
                href={link.href}
                aria-current={current ? "page" : undefined}
                className={cn(
                  "flex min-h-9 items-center justify-between gap-3 border-l-[3px] py-1 pl-3",
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
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
