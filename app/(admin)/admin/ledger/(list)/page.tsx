import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { FilterBar } from "@/components/admin/filter-bar";
import { ListFoot } from "@/components/admin/list-foot";
import { NoPermission } from "@/components/admin/no-permission";
import { ROLE_WORDS } from "@/components/admin/role-words";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Select } from "@/components/ui/select";
import { TextField } from "@/components/ui/text-field";
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
        <TextField
          key={`search ${text("search")}`}
          label="Search"
          name="search"
          type="search"
          defaultValue={text("search")}
          placeholder="Order no., pi_…, je_…, trace"
          className="min-w-0 flex-[1_1_16rem]"
        />
        <Select key={`kind ${kind}`} label="Kind" name="kind" options={KINDS} defaultValue={kind ?? ""} />
        <TextField
          key={`from ${days.from}`}
          label="From"
          name="from"
          type="date"
          defaultValue={days.from ?? ""}
        />
        <TextField key={`to ${days.to}`} label="to" name="to" type="date" defaultValue={days.to ?? ""} />
      </FilterBar>
      {entries.rows.length === 0 ? (
        <EmptyState title={isFiltered ? "No entry goes by that" : "The journal is empty"}>
          {isFiltered
            ? "Look for an order's number, an id from Stripe, a trace id, or the id of an entry, order or payment."
            : "The first entry stands here as soon as a customer owes something."}
        </EmptyState>
      ) : (
        <EntryTable entries={entries.rows} display={display} />
      )}
      <ListFoot
        total={entries.total}
        shownCount={entries.rows.length}
        noun={{ one: "entry", many: "entries" }}
        previousHref={entries.newer && hrefAt(PATH, { newer: entries.newer })}
        nextHref={entries.older && hrefAt(PATH, { older: entries.older })}
        locale={display.locale}
      />
    </>
  );
}
