import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { listParameters, type SearchParameters } from "@/app/(admin)/admin/_console/parameters";
import { readWallet } from "@/app/_wallet/read-wallet";
import { WalletStatement } from "@/app/_wallet/wallet-statement";
import { LinkButton } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { currentMerchant } from "@/lib/auth/current-merchant";
import { customerContext } from "@/lib/auth/service-context";
import { topUpChoices } from "@/lib/queries/wallets/top-up-choices";
import { CUSTOMER_WALLET_HREFS } from "./_components/wallet-hrefs";

export const metadata: Metadata = { title: "Wallet" };

const PATH = "/account/wallet";

export default async function WalletPage({ searchParams }: { readonly searchParams: SearchParameters }) {
  const [{ actor, clock }, merchant, parameters] = await Promise.all([
    customerContext(),
    currentMerchant(),
    listParameters(searchParams),
  ]);
  const [wallet, { terms }] = await Promise.all([
    readWallet({ actor, merchant, customerId: null, now: clock.now() }, parameters),
    topUpChoices(actor),
  ]);
  if (wallet === null) notFound();
  return (
    <>
      <PageHeader
        title="Wallet"
        lead={`Credit that you hold with ${merchant.name}.`}
        actions={
          terms.some(({ currency }) => currency === wallet.currency) && (
            <LinkButton href={`/account/wallet/top-up?currency=${wallet.currency}`} variant="primary">
              Top up
            </LinkButton>
          )
        }
      />
      <WalletStatement
        wallet={wallet}
        customerId={actor.customerId}
        path={PATH}
        hrefs={CUSTOMER_WALLET_HREFS}
        hrefAt={parameters.hrefAt}
        isFiltered={parameters.isFiltered}
        display={merchant}
      />
    </>
  );
}
