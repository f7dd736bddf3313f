import { type BillTax, billTaxes } from "@/components/money/bill-taxes";
import { MoneyText } from "@/components/money/money-text";
import { Cell, HeadCell, Row, RowHeadCell, Table, TableHead, TotalRow } from "@/components/ui/table";
import { isZero, type Money, negate, subtract, zero } from "@/lib/domain/money/money";
import type { OrderTotals } from "@/lib/domain/orders/order-totals";

interface OrderBillProps {
  readonly lines: readonly {
    readonly id: string;
    readonly description: string;
    readonly quantity: number;
    readonly amount: Money;
  }[];
  readonly totals: OrderTotals;
  readonly taxes: readonly BillTax[];
  /** How much of what was paid was credit; it has a line of its own. */
  readonly credit?: Money;
  readonly locale: string;
  /** What the last line is about: what is still owed, or what was paid. */
  readonly closing: "due" | "paid";
}

function partsOf(totals: OrderTotals, taxes: readonly BillTax[]): { term: string; amount: Money }[] {
  const parts = [
    ...[
      { term: "Discount", amount: negate(totals.discount) },
      { term: "Fees", amount: totals.fee },
    ].filter(({ amount }) => !isZero(amount)),
    ...billTaxes(taxes).above,
  ];
  return parts.length > 0 ? [{ term: "Subtotal", amount: totals.subtotal }, ...parts] : [];
}

function closingOf(
  totals: OrderTotals,
  closing: "due" | "paid",
  credit: Money,
): { term: string; amount: Money }[] {
  const otherwise = subtract(totals.paid, credit);
  const moved = [
    { term: "Credited", amount: negate(totals.credited) },
    { term: "Credit used", amount: negate(credit) },
    { term: "Paid", amount: negate(otherwise) },
    { term: "Refunded", amount: totals.refunded },
  ].filter(({ amount }) => !isZero(amount));
  if (closing === "paid" && isZero(credit)) return [{ term: "Paid", amount: totals.paid }];
  if (closing === "paid")
    return [
      { term: "Credit applied", amount: credit },
      ...(isZero(otherwise) ? [] : [{ term: "Paid otherwise", amount: otherwise }]),
      { term: "Paid in all", amount: totals.paid },
    ];
  return moved.length > 0 ? [...moved, { term: "Still due", amount: totals.due }] : [];
}

/** The lines of an order, added up as a bill is. */
export function OrderBill({
  lines,
  totals,
  taxes,
  credit = zero(totals.paid.currency),
  locale,
  closing,
}: OrderBillProps) {
  return (
    <Table caption="What was ordered, and what it comes to" className="text-base">
      <TableHead>
        <HeadCell>What</HeadCell>
        <HeadCell isNumeric>Quantity</HeadCell>
        <HeadCell isNumeric>Amount</HeadCell>
      </TableHead>
      <tbody>
        {lines.map((line) => (
          <Row key={line.id}>
            <RowHeadCell>{line.description}</RowHeadCell>
            <Cell isNumeric>{line.quantity}</Cell>
            <Cell isNumeric>
              <MoneyText amount={line.amount} locale={locale} />
            </Cell>
          </Row>
        ))}
      </tbody>
      <tfoot>
        {partsOf(totals, taxes).map((part) => (
          <tr key={part.term}>
            <th scope="row" colSpan={2} className="px-2 py-1 text-right font-normal text-ink-soft">
              {part.term}
            </th>
            <Cell isNumeric>
              <MoneyText amount={part.amount} locale={locale} />
            </Cell>
          </tr>
        ))}
        <TotalRow>
          <th scope="row" colSpan={2} className="px-2 py-2 text-right">
            Total
          </th>
          <Cell isNumeric className="double-rule">
            <MoneyText amount={totals.total} locale={locale} />
          </Cell>
        </TotalRow>
        {billTaxes(taxes).below.map((part) => (
          <tr key={part.term}>
            <th scope="row" colSpan={2} className="px-2 py-1 text-right font-normal text-ink-soft">
              {part.term}
            </th>
            <Cell isNumeric className="text-ink-soft">
              <MoneyText amount={part.amount} locale={locale} />
            </Cell>
          </tr>
        ))}
        {closingOf(totals, closing, credit).map((part) => (
          <tr key={part.term}>
            <th scope="row" colSpan={2} className="px-2 py-1.5 text-right font-normal text-ink-soft">
              {part.term}
            </th>
            <Cell isNumeric>
              <MoneyText amount={part.amount} locale={locale} />
            </Cell>
          </tr>
        ))}
      </tfoot>
    </Table>
  );
}
