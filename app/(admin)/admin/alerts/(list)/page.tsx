import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { FilterBar } from "@/components/admin/filter-bar";
import { FilterSelect } from "@/components/admin/filter-select";
import { ListSheet } from "@/components/admin/list-sheet";
import { NoPermission } from "@/components/admin/no-permission";
import { ROLE_WORDS } from "@/components/admin/role-words";
import { PageHeader } from "@/components/ui/page-header";
import { ALERT_SEVERITIES, ALERT_STATES } from "@/lib/domain/alerts/alert";
import { listAlerts } from "@/lib/queries/console/list-alerts";
import { AlertTable } from "../../_console/alert-table";
import { ALERT_STATE_WORDS, SEVERITY_WORDS } from "../../_console/alert-words";
import { openConsole } from "../../_console/open-console";
import { listParameters, type SearchParameters } from "../../_console/parameters";

export const metadata: Metadata = { title: "Alerts" };

const PATH = "/admin/alerts";
const STATES = [
  { value: "", label: "Any state" },
  { value: "unfinished", label: "Not ended" },
  ...ALERT_STATES.map((state) => ({ value: state, label: ALERT_STATE_WORDS[state] })),
];
const SEVERITIES = [
  { value: "", label: "Any severity" },
  ...ALERT_SEVERITIES.map((severity) => ({ value: severity, label: SEVERITY_WORDS[severity].word })),
];

export default async function AlertsPage({ searchParams }: { readonly searchParams: SearchParameters }) {
  const { actor, display, may } = await openConsole();
  if (!may("alert.read")) return <NoPermission role={ROLE_WORDS[actor.role]} />;
  const { member, page, hrefAt, isFiltered } = await listParameters(searchParams);
  const state = member("state", ["unfinished", ...ALERT_STATES]);
  const severity = member("severity", ALERT_SEVERITIES);
  const alerts = await listAlerts(actor, { state, severity, page });
  if (!alerts) notFound();
  return (
    <>
      <PageHeader
        title="Alerts"
        lead="What somebody has to look at: how bad it is, whose matter it is, and what was done about it."
      />
      <FilterBar path={PATH} isFiltered={isFiltered} label="Filter alerts">
        <FilterSelect label="State" name="state" options={STATES} value={state} />
        <FilterSelect label="Severity" name="severity" options={SEVERITIES} value={severity} />
      </FilterBar>
      <ListSheet
        list={alerts}
        noun={{ one: "alert", many: "alerts" }}
        isFiltered={isFiltered}
        empty={{
          filtered: { title: "No alert is like that", text: "Try another state or severity." },
          none: {
            title: "No alert was raised",
            text: "Should something need a person, it stands here at once.",
          },
        }}
        hrefAt={(cursor) => hrefAt(PATH, cursor)}
        locale={display.locale}
      >
        <AlertTable alerts={alerts.rows} display={display} />
      </ListSheet>
    </>
  );
}
