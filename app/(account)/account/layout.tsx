import type { ReactNode } from "react";
import { NavLinks } from "@/components/ui/nav-links";
import { customerContext } from "@/lib/auth/service-context";

const LINKS = [
  { href: "/account", label: "Overview", isExact: true },
  { href: "/account/invoices", label: "Invoices" },
  { href: "/account/statement", label: "Statement" },
  { href: "/account/billing", label: "Billing" },
  { href: "/account/wallet", label: "Wallet" },
  { href: "/account/payment-methods", label: "Cards" },
  { href: "/account/notices", label: "Notices" },
  { href: "/account/sessions", label: "Devices" },
  { href: "/sign-out", label: "Sign out" },
] as const;

export default async function AccountLayout({ children }: { readonly children: ReactNode }) {
  await customerContext();
  return (
    <>
      <NavLinks label="Account" links={LINKS} className="mb-6 border-b pb-2 text-sm" />
      {children}
    </>
  );
}
