import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { SearchField } from "@/components/admin/search-field";
import { DateRange } from "@/components/admin/date-range";
import { ListSheet } from "@/components/admin/list-sheet";
import { FilterBar } from "@/components/admin/filter-bar";
import { FilterSelect } from "@/components/admin/filter-select";
import { NoPermission } from "@/components/admin/no-permission";
import { ROLE_WORDS } from "@/components/admin/role-words";
import { PageHeader } from "@/components/ui/page-header";
import { listJournalEntries } from "@/lib/queries/console/list-journal-entries";
import { EntryTable } from "../../_console/entry-table";
import { ENTRY_KINDS, ENTRY_WORDS } from "../../_console/entry-words";
import { openConsole } from "../../_console/open-console";
import { listParameters, type SearchParameters } from "../../_console/parameters";

export const metadata: Metadata = { title: "Ledger" };

const PATH = "/admin/ledger";
const KINDS = [
  { value: "", label: "Any kind" },
  ...ENTRY_KINDS.map((kind) => ({ value: kind, label: ENTRY_WORDS[kind] })),
];

export default async function LedgerPage({ searchParams }: { readonly searchParams: SearchParameters }) {
  const { actor, display, may } = await openConsole();
  if (!may("ledger.read")) return <NoPermission role={ROLE_WORDS[actor.role]} />;
  const parameters = await listParameters(searchParams);
  const { text, days, page, hrefAt, isFiltered } = parameters;
  const kind = parameters.member("kind", ENTRY_KINDS);
  const entries = await listJournalEntries(actor, { search: text("search"), kind, occurred: days, page });
  if (!entries) notFound();
  return (
    <>
      <PageHeader
        title="Ledger"
        lead="Every movement as a balanced entry. Nothing is edited; what was wrong is reversed."
      />
      <FilterBar path={PATH} isFiltered={isFiltered} label="Filter entries">
        <SearchField value={text("search")} placeholder="Order no., pi_…, je_…, trace" />
        <FilterSelect label="Kind" name="kind" options={KINDS} value={kind} />
        <DateRange label="From" days={days} />
      </FilterBar>
      <ListSheet
        list={entries}
        noun={{ one: "entry", many: "entries" }}
        isFiltered={isFiltered}
        empty={{
          filtered: {
            title: "No entry goes by that",
            text: "Look for an order's number, an id from Stripe, a trace id, or the id of an entry, order or payment.",
          },
          none: {
            title: "The journal is empty",
            text: "The first entry stands here as soon as a customer owes something.",
          },
        }}
        hrefAt={(cursor) => hrefAt(PATH, cursor)}
        locale={display.locale}
      >
        <EntryTable entries={entries.rows} display={display} />
      </ListSheet>
    </>
  );
}
