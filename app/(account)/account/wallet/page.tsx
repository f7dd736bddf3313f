import type { Metadata } from "next";
import { WalletStatement } from "@/components/account/wallet-statement";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { currentMerchant } from "@/lib/auth/current-merchant";
import { customerContext } from "@/lib/auth/service-context";
import { publicId } from "@/lib/platform/ids";
import { getWallets } from "@/lib/queries/wallets/get-wallets";

export const metadata: Metadata = { title: "Wallet" };

export default async function WalletPage() {
  const [{ actor }, merchant] = await Promise.all([customerContext(), currentMerchant()]);
  const wallets = await getWallets(actor);
  return (
    <>
      <PageHeader title="Wallet" lead={`Credit that you hold with ${merchant.name}.`} />
      {wallets.length === 0 && (
        <EmptyState title="Nothing in it yet">
          Credit that you are given stands here, each movement with its reason.
        </EmptyState>
      )}
      <div className="grid gap-12">
        {wallets.map((wallet) => (
          <WalletStatement
            key={wallet.balance.currency}
            balance={wallet.balance}
            locale={merchant.locale}
            timeZone={merchant.timeZone}
            movements={wallet.movements.map((movement) => ({
              ...movement,
              orderHref: movement.orderId && `/orders/${publicId("order", movement.orderId)}`,
            }))}
          />
        ))}
      </div>
    </>
  );
}
