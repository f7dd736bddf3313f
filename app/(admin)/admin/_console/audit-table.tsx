import Link from "next/link";
import { cn } from "@/components/ui/cn";
import { MoneyText } from "@/components/money/money-text";
import { Moment } from "@/components/ui/moment";
import { Cell, HeadCell, Row, RowHeadCell, Table, TableHead } from "@/components/ui/table";
import type { AuditListRow } from "@/lib/queries/console/list-audit-events";
import { isSetbackOutcome, outcomeWords } from "./audit-words";
import { auditEventHref } from "./hrefs";
import type { Display } from "./open-console";

function AuditRow({ event, display }: { readonly event: AuditListRow; readonly display: Display }) {
  const outcome = (
    <span className={cn(isSetbackOutcome(event.outcome) && "text-danger")}>
      {outcomeWords(event.outcome)}
    </span>
  );
  return (
    <Row>
      <RowHeadCell>
        {/* Reading a record is itself recorded, so that it is fetched only when somebody asks for it. */}
        <Link href={auditEventHref(event.id)} prefetch={false} className="link">
          {event.eventType}
        </Link>
        <span className="block text-xs font-normal text-ink-soft">by {event.command}</span>
        <span className="block text-xs font-normal sm:hidden">
          {event.actorName} · {outcome}
        </span>
      </RowHeadCell>
      <Cell className="hidden sm:table-cell">{event.actorName}</Cell>
      <Cell className="hidden sm:table-cell">
        {outcome}
        {event.failureCode && (
          <code className="block font-mono text-xs text-ink-soft">
            {[event.failureCode, event.declineCode].filter(Boolean).join(" / ")}
          </code>
        )}
      </Cell>
      <Cell isNumeric className="hidden lg:table-cell">
        {event.amount && <MoneyText amount={event.amount} locale={display.locale} />}
      </Cell>
      <Cell className="text-right">
        <Moment at={event.at} {...display} precision="second" />
      </Cell>
    </Row>
  );
}

/** Records of the audit log: what, who, how it ended, when. */
export function AuditTable(props: { readonly events: readonly AuditListRow[]; readonly display: Display }) {
  return (
    <Table caption="Audit records, newest first">
      <TableHead>
        <HeadCell>Act</HeadCell>
        <HeadCell className="hidden sm:table-cell">Who</HeadCell>
        <HeadCell className="hidden sm:table-cell">Outcome</HeadCell>
        <HeadCell isNumeric className="hidden lg:table-cell">
          Amount
        </HeadCell>
        <HeadCell className="text-right">When</HeadCell>
      </TableHead>
      <tbody>
        {props.events.map((event) => (
          <AuditRow key={event.id} event={event} display={props.display} />
        ))}
      </tbody>
    </Table>
  );
}
