import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { NoPermission } from "@/components/admin/no-permission";
import { ROLE_WORDS } from "@/components/admin/role-words";
import { Badge } from "@/components/ui/badge";
import { CopyableId } from "@/components/ui/copyable-id";
import { DefinitionList } from "@/components/ui/definition-list";
import { Moment } from "@/components/ui/moment";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { parsePublicId } from "@/lib/platform/ids";
import { findAlert } from "@/lib/queries/console/find-alert";
import { AlertActs } from "../../_console/alert-acts";
import { AlertHistory } from "../../_console/alert-history";
import { ALERT_STATE_WORDS, ALERT_WORDS, ownerWords, SEVERITY_WORDS } from "../../_console/alert-words";
import { openConsole } from "../../_console/open-console";

interface AlertPageProps {
  readonly params: Promise<{ readonly alertId: string }>;
}

export const metadata: Metadata = { title: "Alert" };

export default async function AlertPage({ params }: AlertPageProps) {
  const { actor, display, may } = await openConsole();
  if (!may("alert.read")) return <NoPermission role={ROLE_WORDS[actor.role]} />;
  const alertId = parsePublicId("alert", (await params).alertId) ?? notFound();
  const alert = await findAlert(actor, { alertId });
  if (!alert) notFound();
  const { title, step } = ALERT_WORDS[alert.kind];
  const { tone, word } = SEVERITY_WORDS[alert.severity];
  const moment = (at: Date) => <Moment at={at} {...display} precision="second" />;
  return (
    <>
      <PageHeader trail={[{ href: "/admin/alerts", label: "Alerts" }]} title={title} lead={step} />
      <div className="grid gap-10 xl:grid-cols-2">
        <Section title="Facts">
          <DefinitionList
            className="border-t border-ink"
            items={[
              { term: "Severity", value: <Badge tone={tone}>{word}</Badge> },
              { term: "State", value: ALERT_STATE_WORDS[alert.state] },
              { term: "Owner", value: ownerWords(alert) },
              { term: "About", value: <code className="font-mono text-sm break-all">{alert.subject}</code> },
              { term: "Times", value: alert.occurrenceCount },
              { term: "First", value: moment(alert.firstAt) },
              { term: "Last", value: moment(alert.lastAt) },
              ...alert.details.map(([name, value]) => ({
                term: name.replaceAll("_", " "),
                value: <span className="break-words">{value}</span>,
              })),
              { term: "Trace", value: <CopyableId id={alert.traceId} of="trace id" /> },
            ]}
          />
        </Section>
        <div className="grid content-start gap-10">
          {may("alert.handle") && <AlertActs alert={alert} locale={display.locale} />}
          <AlertHistory alert={alert} display={display} />
        </div>
      </div>
    </>
  );
}
