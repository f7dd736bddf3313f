import { MoneyText } from "@/components/money/money-text";
import { Section } from "@/components/ui/section";
import { Cell, HeadCell, Row, RowHeadCell, Table, TableHead } from "@/components/ui/table";
import type { ConsoleOrder } from "@/lib/queries/console/find-order";

const KINDS = {
  site_placement: "Site placement",
  course: "Course",
  subscription: "Subscription",
  wallet_top_up: "Top-up",
} as const;

/** What was ordered. */
export function OrderLines({ order, locale }: { readonly order: ConsoleOrder; readonly locale: string }) {
  return (
    <Section title="Lines">
      <Table caption="Lines of the order">
        <TableHead>
          <HeadCell>What</HeadCell>
          <HeadCell isNumeric>Quantity</HeadCell>
          <HeadCell isNumeric className="hidden sm:table-cell">
            Each
          </HeadCell>
          <HeadCell isNumeric>Amount</HeadCell>
        </TableHead>
        <tbody>
          {order.lines.map((line) => (
            <Row key={line.id}>
              <RowHeadCell>
                {line.description}
                <span className="block text-xs font-normal text-ink-soft">{KINDS[line.kind]}</span>
              </RowHeadCell>
              <Cell isNumeric>{line.quantity}</Cell>
              <Cell isNumeric className="hidden sm:table-cell">
                <MoneyText amount={line.unitPrice} locale={locale} />
              </Cell>
              <Cell isNumeric>
                <MoneyText amount={line.amount} locale={locale} />
              </Cell>
            </Row>
          ))}
        </tbody>
      </Table>
    </Section>
  );
}
