import type { ReactNode } from "react";
import { MoneyText } from "@/components/money/money-text";
import { INSTALLMENT_WORDS } from "@/components/money/schedule-line";
import { Moment } from "@/components/ui/moment";
import { Cell, HeadCell, Row, RowHeadCell, Table, TableHead } from "@/components/ui/table";
import type { Money } from "@/lib/domain/money/money";
import type { InstallmentState } from "@/lib/domain/orders/order";

interface SchedulePart {
  readonly position: number;
  readonly state: InstallmentState;
  readonly amount: Money;
  readonly dueOn: string | null;
  /** What can be done about it. */
  readonly act?: ReactNode;
}

interface SchedulePartsProps {
  readonly caption: string;
  readonly parts: readonly SchedulePart[];
  readonly locale: string;
}

/** The parts that an order is owed in. */
export function ScheduleParts({ caption, parts, locale }: SchedulePartsProps) {
  const hasActs = parts.some(({ act }) => act !== undefined);
  return (
    <Table caption={caption}>
      <TableHead>
        <HeadCell>No.</HeadCell>
        <HeadCell>Due on</HeadCell>
        <HeadCell>State</HeadCell>
        <HeadCell isNumeric>Amount</HeadCell>
        {hasActs && <HeadCell>Act</HeadCell>}
      </TableHead>
      <tbody>
        {parts.map((part) => (
          <Row key={part.position}>
            <RowHeadCell>{part.position}</RowHeadCell>
            <Cell>
              {part.dueOn === null ? (
                "Once it is payable"
              ) : (
                <Moment at={new Date(`${part.dueOn}T00:00:00Z`)} locale={locale} timeZone="UTC" />
              )}
            </Cell>
            <Cell>{INSTALLMENT_WORDS[part.state]}</Cell>
            <Cell isNumeric>
              <MoneyText amount={part.amount} locale={locale} />
            </Cell>
            {hasActs && <Cell>{part.act}</Cell>}
          </Row>
        ))}
      </tbody>
    </Table>
  );
}
