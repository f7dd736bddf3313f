import Link from "next/link";
import type { ReactNode } from "react";

interface PageHeaderProps {
  readonly title: ReactNode;
  /** Where this page lies, from the outermost on. */
  readonly trail?: readonly { readonly href: string; readonly label: string }[];
  /** One sentence, or facts such as a state and an id. */
  readonly lead?: ReactNode;
  /** What can be done here, at most one of it primary. */
  readonly actions?: ReactNode;
}

/** The head of a page: where it is, what it is, what can be done. Under it the heavy rule that opens the sheet. */
export function PageHeader({ title, trail, lead, actions }: PageHeaderProps) {
  return (
    <header className="mb-6 grid gap-1.5 border-b border-ink pb-4">
      {trail && (
        <nav aria-label="Breadcrumb">
          <ol className="flex flex-wrap gap-x-2 text-sm text-ink-soft">
            {trail.map((step, index) => (
              <li key={step.href} className="flex gap-2">
                {index > 0 && <span aria-hidden="true">/</span>}
                <Link href={step.href} className="inline-block min-h-6 link">
                  {step.label}
                </Link>
              </li>
            ))}
          </ol>
        </nav>
      )}
      <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
        <div className="grid min-w-0 gap-1.5">
          <h1 className="text-2xl font-semibold tracking-tight wrap-anywhere">{title}</h1>
          {lead && <div className="max-w-prose text-ink-soft">{lead}</div>}
        </div>
        {actions && <div className="flex flex-wrap gap-2">{actions}</div>}
      </div>
    </header>
  );
}
