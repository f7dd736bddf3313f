import Link from "next/link";
import { MoneyText } from "@/components/money/money-text";
import { Moment } from "@/components/ui/moment";
import { Cell, HeadCell, Row, RowHeadCell, Table, TableHead } from "@/components/ui/table";
import type { JournalEntryListRow } from "@/lib/queries/console/list-journal-entries";
import { entryWord } from "./entry-words";
import { entryHref, orderHref } from "./hrefs";
import type { Display } from "./open-console";

function EntryRow({ entry, display }: { readonly entry: JournalEntryListRow; readonly display: Display }) {
  return (
    <Row>
      <RowHeadCell>
        <Link href={entryHref(entry.id)} className="link">
          {entry.description}
        </Link>
        <span className="block text-xs font-normal text-ink-soft">
          {entryWord(entry.kind)} · {entry.actorName}
          {entry.reversedBy && " · reversed"}
        </span>
      </RowHeadCell>
      <Cell className="hidden whitespace-nowrap sm:table-cell">
        {entry.order && (
          <Link href={orderHref(entry.order.id)} className="figures link">
            {String(entry.order.number)}
          </Link>
        )}
      </Cell>
      <Cell isNumeric>
        {entry.amounts.map((amount) => (
          <span key={amount.currency} className="block">
            <MoneyText amount={amount} locale={display.locale} />
          </span>
        ))}
        <span className="block text-xs text-ink-soft sm:hidden">
          <Moment at={entry.occurredAt} {...display} />
        </span>
      </Cell>
      <Cell className="hidden text-right sm:table-cell">
        <Moment at={entry.occurredAt} {...display} precision="minute" />
      </Cell>
    </Row>
  );
}

/** The journal, newest first. */
export function EntryTable(props: {
  readonly entries: readonly JournalEntryListRow[];
  readonly display: Display;
}) {
  return (
    <Table caption="Journal entries, newest first">
      <TableHead>
        <HeadCell>Entry</HeadCell>
        <HeadCell className="hidden sm:table-cell">Order</HeadCell>
        <HeadCell isNumeric>Amount</HeadCell>
        <HeadCell className="hidden text-right sm:table-cell">Occurred</HeadCell>
      </TableHead>
      <tbody>
        {props.entries.map((entry) => (
          <EntryRow key={entry.id} entry={entry} display={props.display} />
        ))}
      </tbody>
    </Table>
  );
}
