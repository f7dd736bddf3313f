import Link from "next/link";
import type { ReactNode } from "react";
import { buttonStyle } from "../ui/button-style";
import { PrintButton } from "../ui/print-button";

interface DocumentBarProps {
  readonly trail: readonly { readonly href: string; readonly label: string }[];
  readonly pdfHref: string;
  /** Where it stands now, which the document itself cannot say. */
  readonly status: ReactNode;
  readonly children?: ReactNode;
}

/** What stands above a printed document and is no part of it: where it lies, how it stands, what can be done with it. */
export function DocumentBar({ trail, pdfHref, status, children }: DocumentBarProps) {
  return (
    <header className="mb-6 grid gap-3 print:hidden">
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
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <div className="flex flex-wrap items-baseline gap-x-4 gap-y-1 text-sm">{status}</div>
        <div className="flex flex-wrap gap-2">
          {children}
          <PrintButton>Print</PrintButton>
          <a href={pdfHref} download className={buttonStyle("primary", "medium")}>
            Download PDF
          </a>
        </div>
      </div>
    </header>
  );
}
