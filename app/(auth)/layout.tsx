import Link from "next/link";
import type { ReactNode } from "react";
import { currentMerchant } from "@/lib/auth/current-merchant";

/** One narrow sheet: whose door it is, and the form. */
export default async function AuthLayout({ children }: { readonly children: ReactNode }) {
  const merchant = await currentMerchant();
  return (
    <div className="mx-auto grid min-h-dvh w-full max-w-md content-start gap-8 px-5 py-8 sm:py-16">
      <header className="border-b border-ink pb-3">
        <Link href="/" className="text-lg font-semibold">
          {merchant.name}
        </Link>
      </header>
      <main id="content" className="grid gap-6">
        {children}
      </main>
    </div>
  );
}
