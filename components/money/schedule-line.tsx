import type { ReactNode } from "react";
import type { Money } from "@/lib/domain/money/money";
import { Cell, HeadCell, Row, RowHeadCell, Table, TableHead } from "../ui/table";
import type { LineMarkKind } from "./line-mark";
import { LineOfMarks } from "./line-of-marks";
import { MoneyText } from "./money-text";

interface ScheduleItem {
  readonly position: number;
  readonly state: "scheduled" | "due" | "overdue" | "paid" | "canceled" | "replaced";
  readonly amount: Money;
  /** When it is or was due, in words: "15 Dec 2026", "when you have approved". */
  readonly when: ReactNode;
}

interface ScheduleLineProps {
  readonly items: readonly ScheduleItem[];
  readonly locale: string;
}

const MARKS = {
  scheduled: "ahead",
  due: "now",
  overdue: "refused",
  paid: "done",
  canceled: "refused",
  replaced: "ahead",
} as const satisfies Record<ScheduleItem["state"], LineMarkKind>;

export const INSTALLMENT_WORDS = {
  scheduled: "Later",
  due: "Due",
  overdue: "Overdue",
  paid: "Paid",
  canceled: "Canceled",
  replaced: "Replaced",
} as const satisfies Record<ScheduleItem["state"], string>;

/** What is owed when, drawn as marks on a line, and beneath it the same as a table for whoever prefers one. */
export function ScheduleLine({ items, locale }: ScheduleLineProps) {
  return (
    <figure className="grid gap-2">
      <LineOfMarks
        label="Schedule of payments"
        steps={items.map((item) => ({
          key: String(item.position),
          kind: MARKS[item.state],
          label: <MoneyText amount={item.amount} locale={locale} />,
          detail: (
            <>
              {INSTALLMENT_WORDS[item.state]}, {item.when}
            </>
          ),
        }))}
      />
      <details className="no-print text-sm">
        <summary className="w-fit py-1 text-ink-soft">As a table</summary>
        <Table caption="Schedule of payments">
          <TableHead>
            <HeadCell>No.</HeadCell>
            <HeadCell>When</HeadCell>
            <HeadCell>State</HeadCell>
            <HeadCell isNumeric>Amount</HeadCell>
          </TableHead>
          <tbody>
            {items.map((item) => (
              <Row key={item.position}>
                <RowHeadCell>{item.position}</RowHeadCell>
                <Cell>{item.when}</Cell>
                <Cell>{INSTALLMENT_WORDS[item.state]}</Cell>
                <Cell isNumeric>
                  <MoneyText amount={item.amount} locale={locale} />
                </Cell>
              </Row>
            ))}
          </tbody>
        </Table>
      </details>
    </figure>
  );
}
