import type { ReactNode } from "react";
import type { MerchantView } from "@/lib/domain/merchant";

interface PayFrameProps {
  /** Whose order it is; null where the link opens none. */
  readonly merchant: MerchantView | null;
  readonly children: ReactNode;
}

/** One narrow sheet with the seller's name: nothing leads anywhere else. */
export function PayFrame({ merchant, children }: PayFrameProps) {
  return (
    <div className="mx-auto flex min-h-dvh w-full max-w-xl flex-col px-4 sm:px-8">
      <header className="flex min-h-8 items-center gap-2.5 py-4 text-lg font-semibold tracking-tight">
        <svg viewBox="0 0 22 22" className="size-5 text-accent" aria-hidden="true" focusable="false">
          <path d="M1 4 H21 M11 4 V21" stroke="currentColor" strokeWidth="2.6" fill="none" />
          <path d="M3 9 H7.5 M3 13 H7.5 M14.5 9 H19" stroke="currentColor" strokeWidth="1.6" />
        </svg>
        {merchant?.name ?? "Payment"}
      </header>
      <main id="content" tabIndex={-1} className="flex-1 pt-2 pb-12 outline-none">
        {children}
      </main>
      {merchant && (
        <footer className="border-t py-5 text-sm text-ink-soft">
          {merchant.legalName} ·{" "}
          <a className="inline-block min-h-6 link" href={`mailto:${merchant.supportEmail}`}>
            {merchant.supportEmail}
          </a>
        </footer>
      )}
    </div>
  );
}
