import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { LotFacts } from "@/app/_wallet/lot-facts";
import { movementRowsOfLot } from "@/app/_wallet/wallet-rows";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { MovementTable } from "@/components/wallet/movement-table";
import { currentMerchant } from "@/lib/auth/current-merchant";
import { customerContext } from "@/lib/auth/service-context";
import { LOT_KIND_WORDS } from "@/lib/domain/wallets/wallet-words";
import { parsePublicId } from "@/lib/platform/ids";
import { findLot } from "@/lib/queries/wallets/find-lot";
import { CUSTOMER_WALLET_HREFS } from "@/app/(account)/account/wallet/_components/wallet-hrefs";

export const metadata: Metadata = { title: "Credit" };

export default async function LotPage({ params }: { readonly params: Promise<{ readonly lotId: string }> }) {
  const [{ actor }, merchant, { lotId: text }] = await Promise.all([
    customerContext(),
    currentMerchant(),
    params,
  ]);
  const lotId = parsePublicId("walletLot", text);
  const lot = lotId && (await findLot(actor, { lotId }));
  if (!lot) notFound();
  return (
    <>
      <PageHeader
        title={LOT_KIND_WORDS[lot.kind]}
        trail={[{ href: `/account/wallet?currency=${lot.currency}`, label: "Wallet" }]}
        lead="Where this credit came from, and where it went."
      />
      <div className="grid gap-10">
        <LotFacts lot={lot} display={merchant} />
        <Section title="What became of it">
          <MovementTable
            caption="Movements of this credit, newest first"
            movements={movementRowsOfLot(lot, CUSTOMER_WALLET_HREFS)}
            balanceLabel="Left"
            locale={merchant.locale}
            timeZone={merchant.timeZone}
          />
        </Section>
      </div>
    </>
  );
}
