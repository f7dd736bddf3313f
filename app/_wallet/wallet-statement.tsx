import { DateRange } from "@/components/admin/date-range";
import { FilterBar } from "@/components/admin/filter-bar";
import { FilterSelect } from "@/components/admin/filter-select";
import { ListSheet } from "@/components/admin/list-sheet";
import { EmptyState } from "@/components/ui/empty-state";
import { Section } from "@/components/ui/section";
import { LotTable } from "@/components/wallet/lot-table";
import { MovementTable } from "@/components/wallet/movement-table";
import { WalletFigures } from "@/components/wallet/wallet-figures";
import { publicId } from "@/lib/platform/ids";
import { balanceFacts } from "./balance-facts";
import type { WalletPage } from "./read-wallet";
import { lotRow, movementRow, type WalletHrefs } from "./wallet-rows";

interface WalletStatementProps {
  readonly wallet: WalletPage;
  readonly customerId: string;
  /** The page's own address, without filters. */
  readonly path: string;
  readonly hrefs: WalletHrefs;
  readonly hrefAt: (path: string, cursor: { newer: string } | { older: string }) => string;
  readonly isFiltered: boolean;
  readonly display: { readonly locale: string; readonly timeZone: string };
}

/** The files of what the page shows. */
function Downloads({ wallet, customerId }: Pick<WalletStatementProps, "wallet" | "customerId">) {
  const query = new URLSearchParams({ currency: wallet.currency });
  if (wallet.days.from !== null) query.set("from", wallet.days.from);
  if (wallet.days.to !== null) query.set("to", wallet.days.to);
  const path = `/api/wallets/${publicId("customer", customerId)}`;
  return (
    <span className="flex gap-4">
      {/* Files, not pages: the router must neither follow nor fetch them ahead. */}
      <a href={`${path}/statement.csv?${query}`} download className="inline-block min-h-6 link">
        CSV
      </a>
      <a href={`${path}/statement.pdf?${query}`} download className="inline-block min-h-6 link">
        PDF
      </a>
    </span>
  );
}

function Filters({ wallet, path, isFiltered }: Pick<WalletStatementProps, "wallet" | "path" | "isFiltered">) {
  return (
    <FilterBar path={path} isFiltered={isFiltered} label="Filter movements">
      {wallet.currencies.length > 1 && (
        <FilterSelect
          label="Currency"
          name="currency"
          options={wallet.currencies.map((currency) => ({ value: currency, label: currency }))}
          value={wallet.currency}
        />
      )}
      <DateRange label="From" days={wallet.days} />
    </FilterBar>
  );
}

/** A wallet as its customer and staff see it: what it comes to, what that is made of, and what moved. */
export function WalletStatement(props: WalletStatementProps) {
  const { wallet, hrefs, display, path, hrefAt, isFiltered } = props;
  const { balances, lots, movements, currency, today } = wallet;
  const { locale, timeZone } = display;
  return (
    <div className="grid gap-10">
      <WalletFigures label={`Wallet in ${currency}`} facts={balanceFacts(balances)} locale={locale} />
      <Section title="What the balance is made of">
        {lots.rows.length === 0 ? (
          <p className="border-t border-ink py-2.5 text-ink-soft">There is no credit in {currency} now.</p>
        ) : (
          <LotTable
            lots={lots.rows.map((lot) => lotRow(lot, { hrefs, locale, today }))}
            balance={balances.balance}
            hasMore={lots.hasMore}
            locale={locale}
          />
        )}
      </Section>
      <Section title="Movements" aside={<Downloads {...props} />}>
        <Filters {...props} />
        {movements.rows.length === 0 && !isFiltered ? (
          <EmptyState title="Nothing moved yet">Each movement stands here with its reason.</EmptyState>
        ) : (
          <ListSheet
            list={{ ...movements, total: null }}
            noun={{ one: "movement", many: "movements" }}
            isFiltered={isFiltered}
            empty={{
              filtered: {
                title: "Nothing moved on these days",
                text: "Choose other days, or another currency.",
              },
              none: { title: "Nothing moved yet", text: "Each movement stands here with its reason." },
            }}
            hrefAt={(cursor) => hrefAt(path, cursor)}
            locale={locale}
          >
            <MovementTable
              caption={`Movements of the wallet in ${currency}, newest first`}
              movements={movements.rows.map((movement) => movementRow(movement, hrefs))}
              balanceLabel="Balance"
              locale={locale}
              timeZone={timeZone}
            />
          </ListSheet>
        )}
      </Section>
    </div>
  );
}
