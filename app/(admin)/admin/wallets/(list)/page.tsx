import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Figure } from "@/components/admin/figure";
import { FilterBar } from "@/components/admin/filter-bar";
import { FilterSelect } from "@/components/admin/filter-select";
import { ListSheet } from "@/components/admin/list-sheet";
import { NoPermission } from "@/components/admin/no-permission";
import { ROLE_WORDS } from "@/components/admin/role-words";
import { MoneyText } from "@/components/money/money-text";
import { PageHeader } from "@/components/ui/page-header";
import { calendarDateAt } from "@/lib/domain/time/calendar-date";
import { systemClock } from "@/lib/platform/clock";
import { listOpenHolds } from "@/lib/queries/wallets/list-open-holds";
import { listWallets } from "@/lib/queries/wallets/list-wallets";
import { SOON_DAYS } from "@/lib/queries/wallets/wallet-balances";
import { OpenHolds } from "../../_console/open-holds";
import { openConsole } from "../../_console/open-console";
import { listParameters, type SearchParameters } from "../../_console/parameters";
import { WalletTable } from "../../_console/wallet-table";

export const metadata: Metadata = { title: "Wallets" };

const PATH = "/admin/wallets";

export default async function WalletsPage({ searchParams }: { readonly searchParams: SearchParameters }) {
  const { actor, merchant, display, may } = await openConsole();
  if (!may("customer.read")) return <NoPermission role={ROLE_WORDS[actor.role]} />;
  const { member, text, hrefAt, isFiltered } = await listParameters(searchParams);
  const currency = member("currency", merchant.currencies) ?? merchant.currencies[0] ?? "";
  const [wallets, holds] = await Promise.all([
    listWallets(actor, {
      currency,
      today: calendarDateAt(systemClock.now(), merchant.timeZone),
      from: text("older"),
    }),
    listOpenHolds(actor, { currency }),
  ]);
  if (wallets === null || holds === null) notFound();
  const { total } = wallets;
  const { locale } = display;
  return (
    <>
      <PageHeader title="Wallets" lead="Credit that customers hold: what is owed to them in goods." />
      <dl className="mb-8 grid grid-cols-2 gap-x-8 gap-y-4 sm:grid-cols-[repeat(auto-fill,minmax(11rem,1fr))]">
        <Figure label="Owed as credit">
          <MoneyText amount={total.balance} locale={locale} />
        </Figure>
        <Figure label="Of it held">
          <MoneyText amount={total.held} locale={locale} />
        </Figure>
        <Figure label={`Expires within ${SOON_DAYS} days`}>
          <MoneyText amount={total.expiring} locale={locale} />
        </Figure>
      </dl>
      {merchant.currencies.length > 1 && (
        <FilterBar path={PATH} isFiltered={isFiltered} label="Filter wallets">
          <FilterSelect
            label="Currency"
            name="currency"
            options={merchant.currencies.map((one) => ({ value: one, label: one }))}
            value={currency}
          />
        </FilterBar>
      )}
      <ListSheet
        list={{ ...wallets, total: { count: total.walletCount, isEstimate: false } }}
        noun={{ one: "wallet with credit", many: "wallets with credit" }}
        isFiltered={isFiltered}
        empty={{
          filtered: { title: "Nobody has any", text: `No customer holds credit in ${currency}.` },
          none: { title: "Nobody has any", text: `No customer holds credit in ${currency}.` },
        }}
        hrefAt={(cursor) => hrefAt(PATH, cursor)}
        locale={locale}
      >
        <WalletTable wallets={wallets.rows} currency={currency} display={display} />
      </ListSheet>
      <div className="mt-10">
        <OpenHolds holds={holds} mayRelease={may("order.cancel")} display={display} />
      </div>
    </>
  );
}
