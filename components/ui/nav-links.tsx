"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { cn } from "./cn";

export interface NavLink {
  readonly href: string;
  readonly label: string;
  /** A figure beside the words, such as what waits in the cart. */
  readonly count?: number;
  /** Marks the page as current only when the address is exactly this one, for the root of a section. */
  readonly isExact?: boolean;
}

interface NavLinksProps {
  readonly label: string;
  readonly links: readonly NavLink[];
  readonly className?: string;
}

function isCurrent(link: NavLink, pathname: string): boolean {
  if (pathname === link.href) return true;
  return !link.isExact && link.href !== "/" && pathname.startsWith(`${link.href}/`);
}

/** Links to the sections of a place, in a line; the current one stands on a heavy rule. */
export function NavLinks({ label, links, className }: NavLinksProps) {
  const pathname = usePathname();
  return (
    <nav aria-label={label} className={className}>
      <ul className="flex flex-wrap gap-x-5 gap-y-1">
        {links.map((link) => {
          const current = isCurrent(link, pathname);
          return (
            <li key={link.href}>
              <Link
                href={link.href}
                aria-current={current ? "page" : undefined}
                className={cn(
                  "inline-flex min-h-8 items-center gap-1.5 border-b-2 py-0.5",
                  current
                    ? "border-ink font-semibold"
                    : "border-transparent hover:border-rule-strong forced-colors:border-[Canvas]",
                )}
              >
                {link.label}
                {link.count ? (
                  <span className="min-w-5 rounded-full bg-ink px-1.5 text-center figures text-xs font-semibold text-paper">
                    {link.count}
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
