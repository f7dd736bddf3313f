import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { LotFacts } from "@/app/_wallet/lot-facts";
import { movementRowsOfLot } from "@/app/_wallet/wallet-rows";
import { NoPermission } from "@/components/admin/no-permission";
import { ROLE_WORDS } from "@/components/admin/role-words";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { MovementTable } from "@/components/wallet/movement-table";
import { LOT_KIND_WORDS } from "@/lib/domain/wallets/wallet-words";
import { parsePublicId } from "@/lib/platform/ids";
import { type ExplainedLot, findLot } from "@/lib/queries/wallets/find-lot";
import { ConvertCredit } from "../../../_console/convert-credit";
import { orderHref, paymentHref, walletHref } from "../../../_console/hrefs";
import { openConsole } from "../../../_console/open-console";
import { staffWalletHrefs } from "../../../_console/wallet-hrefs";

export const metadata: Metadata = { title: "Lot" };

const ORIGIN_WORDS: Readonly<Record<string, string>> = {
  adjustment: "Granted by staff",
  payment: "A payment",
  order: "An order",
  refund: "A refund",
  conversion: "A conversion from another currency",
  restore: "Spent credit that came back",
  opening: "What the wallet held before credit was kept in lots",
};

/** What the lot came from, with the way to it where it has a page. */
function Origin({ origin }: Pick<ExplainedLot, "origin">) {
  const words = ORIGIN_WORDS[origin.kind] ?? origin.kind;
  const href =
    origin.kind === "payment"
      ? paymentHref(origin.id)
      : origin.kind === "order"
        ? orderHref(origin.id)
        : null;
  return href === null ? (
    words
  ) : (
    <Link href={href} className="link">
      {words}
    </Link>
  );
}

export default async function LotPage({ params }: { readonly params: Promise<{ readonly lotId: string }> }) {
  const { actor, merchant, display, may } = await openConsole();
  if (!may("customer.read")) return <NoPermission role={ROLE_WORDS[actor.role]} />;
  const lotId = parsePublicId("walletLot", (await params).lotId);
  const lot = lotId && (await findLot(actor, { lotId }));
  if (!lot) notFound();
  const isFree = lot.frozenReason === null && lot.remaining.amountMinor > lot.held.amountMinor;
  const mayConvert = may("wallet.adjust") && isFree && merchant.currencies.length > 1;
  return (
    <>
      <PageHeader
        trail={[
          { href: "/admin/wallets", label: "Wallets" },
          { href: `${walletHref(lot.customerId)}?currency=${lot.currency}`, label: lot.customerName },
        ]}
        title={LOT_KIND_WORDS[lot.kind]}
        lead="What made this lot, and what became of it."
        actions={
          mayConvert && <ConvertCredit lot={lot} currencies={merchant.currencies} locale={display.locale} />
        }
      />
      <div className="grid gap-10">
        <LotFacts
          lot={lot}
          display={display}
          more={[
            { term: "Came from", value: <Origin origin={lot.origin} /> },
            { term: "Priority", value: String(lot.priority) },
            ...(lot.frozenReason === null ? [] : [{ term: "Why frozen", value: lot.frozenReason }]),
          ]}
        />
        <Section title="Movements">
          <MovementTable
            caption="Movements of this lot, newest first"
            movements={movementRowsOfLot(lot, staffWalletHrefs(may("audit.read")))}
            balanceLabel="Left"
            locale={display.locale}
            timeZone={display.timeZone}
          />
        </Section>
      </div>
    </>
  );
}
