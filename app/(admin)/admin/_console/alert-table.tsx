import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import { Moment } from "@/components/ui/moment";
import { Cell, HeadCell, Row, RowHeadCell, Table, TableHead } from "@/components/ui/table";
import type { AlertListRow } from "@/lib/queries/console/list-alerts";
import { ALERT_STATE_WORDS, ALERT_WORDS, ownerWords, SEVERITY_WORDS } from "./alert-words";
import { alertHref } from "./hrefs";
import type { Display } from "./open-console";

function AlertRow({ alert, display }: { readonly alert: AlertListRow; readonly display: Display }) {
  const { tone, word } = SEVERITY_WORDS[alert.severity];
  const severity = <Badge tone={tone}>{word}</Badge>;
  return (
    <Row>
      <RowHeadCell>
        <Link href={alertHref(alert.id)} className="link">
          {ALERT_WORDS[alert.kind].title}
        </Link>
        <code className="block font-mono text-xs font-normal break-all text-ink-soft">{alert.subject}</code>
        <span className="block font-normal sm:hidden">
          {severity} {ALERT_STATE_WORDS[alert.state]}
        </span>
      </RowHeadCell>
      <Cell className="hidden sm:table-cell">{severity}</Cell>
      <Cell className="hidden sm:table-cell">
        {ALERT_STATE_WORDS[alert.state]}
        <span className="block text-xs text-ink-soft">{ownerWords(alert)}</span>
      </Cell>
      <Cell className="hidden text-right figures lg:table-cell">{alert.occurrenceCount}</Cell>
      <Cell className="text-right">
        <Moment at={alert.lastAt} {...display} precision="minute" />
      </Cell>
    </Row>
  );
}

/** Alerts with how bad they are, where they stand and whose matter they are. */
export function AlertTable(props: { readonly alerts: readonly AlertListRow[]; readonly display: Display }) {
  return (
    <Table caption="Alerts, newest first">
      <TableHead>
        <HeadCell>Alert</HeadCell>
        <HeadCell className="hidden sm:table-cell">Severity</HeadCell>
        <HeadCell className="hidden sm:table-cell">State and owner</HeadCell>
        <HeadCell className="hidden text-right lg:table-cell">Times</HeadCell>
        <HeadCell className="text-right">Last</HeadCell>
      </TableHead>
      <tbody>
        {props.alerts.map((alert) => (
          <AlertRow key={alert.id} alert={alert} display={props.display} />
        ))}
      </tbody>
    </Table>
  );
}
