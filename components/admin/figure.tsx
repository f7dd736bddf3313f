import Link from "next/link";
import type { ReactNode } from "react";

interface FigureProps {
  readonly label: ReactNode;
  readonly children: ReactNode;
  readonly href?: string;
  readonly note?: ReactNode;
}

/** One figure under its name, with the way to what it is made of. */
export function Figure({ label, children, href, note }: FigureProps) {
  return (
    <div className="grid content-start gap-0.5 border-t border-ink pt-2">
      <dt className="text-sm text-ink-soft">{label}</dt>
      <dd>
        <span className="block figures text-xl font-semibold">
          {href ? (
            <Link href={href} className="link decoration-transparent hover:decoration-accent">
              {children}
            </Link>
          ) : (
            children
          )}
        </span>
        {note && <span className="text-sm text-ink-soft">{note}</span>}
      </dd>
    </div>
  );
}
