import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { DateRange } from "@/components/admin/date-range";
import { FilterBar } from "@/components/admin/filter-bar";
import { FilterSelect } from "@/components/admin/filter-select";
import { ListSheet } from "@/components/admin/list-sheet";
import { NoPermission } from "@/components/admin/no-permission";
import { ROLE_WORDS } from "@/components/admin/role-words";
import { PageHeader } from "@/components/ui/page-header";
import { TextField } from "@/components/ui/text-field";
import { staffContext } from "@/lib/auth/service-context";
import { AUDIT_OUTCOMES } from "@/lib/queries/console/list-audit-events";
import { auditFilters } from "../../_console/audit-filters";
import { AuditTable } from "../../_console/audit-table";
import { OUTCOME_WORDS } from "../../_console/audit-words";
import { openConsole } from "../../_console/open-console";
import { listParameters, type SearchParameters } from "../../_console/parameters";
import { readAuditLog } from "../../_console/read-audit-log";

export const metadata: Metadata = { title: "Audit log" };

const PATH = "/admin/audit";
const OUTCOMES = [
  { value: "", label: "Any outcome" },
  ...AUDIT_OUTCOMES.map((outcome) => ({ value: outcome, label: OUTCOME_WORDS[outcome] })),
];

export default async function AuditPage({ searchParams }: { readonly searchParams: SearchParameters }) {
  const { actor, display, may } = await openConsole();
  if (!may("audit.read")) return <NoPermission role={ROLE_WORDS[actor.role]} />;
  const parameters = await listParameters(searchParams);
  const { text, days, hrefAt, isFiltered } = parameters;
  const { request, outcome } = auditFilters(parameters);
  const events = await readAuditLog(await staffContext(), request);
  if (!events) notFound();
  return (
    <>
      <PageHeader
        title="Audit log"
        lead="Who did what, when, from where, and how it ended. Nothing here can be changed, and each reading is recorded."
      />
      <FilterBar path={PATH} isFiltered={isFiltered} label="Filter the audit log">
        <TextField
          key={`about ${text("about")}`}
          label="Order, payment, person or trace"
          name="about"
          type="search"
          defaultValue={text("about")}
          placeholder="ord_…, pay_…, usr_… or a trace id"
          className="min-w-0 flex-[1_1_18rem]"
        />
        <TextField
          key={`type ${text("type")}`}
          label="Type"
          name="type"
          defaultValue={text("type")}
          placeholder="payment.completed"
        />
        <FilterSelect label="Outcome" name="outcome" options={OUTCOMES} value={outcome} />
        <DateRange label="From" days={days} />
      </FilterBar>
      <ListSheet
        list={events}
        noun={{ one: "record", many: "records" }}
        isFiltered={isFiltered}
        empty={{
          filtered: { title: "No record is like that", text: "Check the id, or try other days." },
          none: { title: "Nothing is on record", text: "Whatever somebody does stands here at once." },
        }}
        hrefAt={(cursor) => hrefAt(PATH, cursor)}
        locale={display.locale}
      >
        <AuditTable events={events.rows} display={display} />
      </ListSheet>
    </>
  );
}
