import type { Metadata } from "next";
import { randomUUID } from "node:crypto";
import Link from "next/link";
import { TopUpForm } from "@/components/account/top-up-form";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { currentMerchant } from "@/lib/auth/current-merchant";
import { customerContext } from "@/lib/auth/service-context";
import { topUpChoices } from "@/lib/queries/wallets/top-up-choices";
import { topUpAction } from "./actions";

export const metadata: Metadata = { title: "Top up" };

interface TopUpPageProps {
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
}

const expiryText = (days: number | null) => (days === null ? "never" : `${days} days after it is given`);

export default async function TopUpPage({ searchParams }: TopUpPageProps) {
  const [{ actor }, merchant, asked] = await Promise.all([
    customerContext(),
    currentMerchant(),
    searchParams,
  ]);
  const { terms, expiryDays } = await topUpChoices(actor);
  const chosen =
    terms.find(({ currency }) => currency === asked["currency"]) ??
    terms.find(({ currency }) => currency === merchant.currencies[0]) ??
    terms[0];
  return (
    <>
      <PageHeader
        title="Top up"
        trail={[{ href: "/account/wallet", label: "Wallet" }]}
        lead={`Pay now and spend it later with ${merchant.name}. It can be spent as soon as your payment has come.`}
      />
      {terms.length > 1 && (
        <nav aria-label="Currency" className="mb-6 flex flex-wrap gap-x-5">
          {terms.map(({ currency }) => (
            <Link
              key={currency}
              href={`/account/wallet/top-up?currency=${currency}`}
              aria-current={currency === chosen?.currency ? "page" : undefined}
              className="inline-flex min-h-8 items-center link aria-[current]:font-semibold aria-[current]:text-ink aria-[current]:no-underline"
            >
              {currency}
            </Link>
          ))}
        </nav>
      )}
      {chosen === undefined ? (
        <EmptyState title="Not offered now">{merchant.name} takes no top-ups at the moment.</EmptyState>
      ) : (
        <TopUpForm
          key={chosen.currency}
          action={topUpAction}
          topUpKey={randomUUID()}
          terms={chosen}
          expiry={{ paid: expiryText(expiryDays.paid), bonus: expiryText(expiryDays.bonus) }}
          locale={merchant.locale}
        />
      )}
    </>
  );
}
