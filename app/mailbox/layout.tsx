import type { ReactNode } from "react";
import Link from "next/link";

export default function MailboxLayout({ children }: { readonly children: ReactNode }) {
  return (
    <div className="mx-auto grid w-full max-w-4xl gap-6 px-5 py-8">
      <nav aria-label="Demo" className="text-sm">
        <Link href="/" className="inline-flex min-h-6 items-center link">
          To the shop
        </Link>
      </nav>
      <main id="content">{children}</main>
    </div>
  );
}
