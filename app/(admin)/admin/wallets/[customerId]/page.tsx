import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { readWallet } from "@/app/_wallet/read-wallet";
import { WalletStatement } from "@/app/_wallet/wallet-statement";
import { NoPermission } from "@/components/admin/no-permission";
import { ROLE_WORDS } from "@/components/admin/role-words";
import { PageHeader } from "@/components/ui/page-header";
import { isPositive } from "@/lib/domain/money/money";
import { parsePublicId } from "@/lib/platform/ids";
import { systemClock } from "@/lib/platform/clock";
import { listProducts } from "@/lib/queries/catalog/list-products";
import { getWalletRules } from "@/lib/queries/wallets/get-wallet-rules";
import { walletBalances } from "@/lib/queries/wallets/wallet-balances";
import { walletHolder } from "@/lib/queries/wallets/wallet-holder";
import { customerHref, walletHref } from "../../_console/hrefs";
import { openConsole } from "../../_console/open-console";
import { listParameters, type SearchParameters } from "../../_console/parameters";
import { ClawBack, GrantCredit } from "../../_console/wallet-acts";
import { staffWalletHrefs } from "../../_console/wallet-hrefs";

interface WalletPageProps {
  readonly params: Promise<{ readonly customerId: string }>;
  readonly searchParams: SearchParameters;
}

export const metadata: Metadata = { title: "Wallet" };

export default async function WalletPage({ params, searchParams }: WalletPageProps) {
  const { actor, merchant, display, may } = await openConsole();
  if (!may("customer.read")) return <NoPermission role={ROLE_WORDS[actor.role]} />;
  const customerId = parsePublicId("customer", (await params).customerId) ?? notFound();
  const parameters = await listParameters(searchParams);
  const [holder, wallet] = await Promise.all([
    walletHolder(actor, { customerId }),
    readWallet({ actor, merchant, customerId, now: systemClock.now() }, parameters),
  ]);
  if (holder === null || wallet === null) notFound();
  const mayAdjust = may("wallet.adjust");
  const [products, all, rules] = mayAdjust
    ? await Promise.all([
        listProducts({ merchantId: merchant.id }),
        walletBalances(actor, { customerId, today: wallet.today }),
        getWalletRules(actor),
      ])
    : [[], [], null];
  const { locale } = display;
  return (
    <>
      <PageHeader
        trail={[
          { href: "/admin/wallets", label: "Wallets" },
          { href: customerHref(customerId), label: holder.name },
        ]}
        title={`Wallet of ${holder.name}`}
        lead={holder.email}
        actions={
          mayAdjust && (
            <>
              <GrantCredit
                holder={holder}
                currencies={merchant.currencies}
                balances={(all ?? []).map(({ balance }) => balance)}
                products={products}
                rules={rules?.rules ?? null}
                locale={locale}
              />
              {isPositive(wallet.balances.balance) && (
                <ClawBack
                  holder={holder}
                  balance={wallet.balances.balance}
                  lots={wallet.lots.rows}
                  locale={locale}
                />
              )}
            </>
          )
        }
      />
      <WalletStatement
        wallet={wallet}
        customerId={customerId}
        path={walletHref(customerId)}
        hrefs={staffWalletHrefs(may("audit.read"))}
        hrefAt={parameters.hrefAt}
        isFiltered={parameters.isFiltered}
        display={display}
      />
    </>
  );
}
