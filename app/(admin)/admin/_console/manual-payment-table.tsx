import Link from "next/link";
import { MoneyText } from "@/components/money/money-text";
import { Badge } from "@/components/ui/badge";
import { Moment } from "@/components/ui/moment";
import { Cell, HeadCell, Row, RowHeadCell, Table, TableHead } from "@/components/ui/table";
import type { ManualPaymentListRow } from "@/lib/queries/manual-payments/list-manual-payments";
import { manualPaymentHref } from "./hrefs";
import { MANUAL_STATE_WORDS, METHOD_WORDS } from "./manual-payment-words";
import type { Display } from "./open-console";

interface ManualPaymentTableProps {
  readonly caption: string;
  readonly payments: readonly ManualPaymentListRow[];
  readonly display: Display;
}

/** Payments that came by hand, with who recorded them and where they stand. */
export function ManualPaymentTable({ caption, payments, display }: ManualPaymentTableProps) {
  return (
    <Table caption={caption}>
      <TableHead>
        <HeadCell>Payment</HeadCell>
        <HeadCell className="hidden sm:table-cell">Recorded</HeadCell>
        <HeadCell>State</HeadCell>
        <HeadCell isNumeric>Amount</HeadCell>
      </TableHead>
      <tbody>
        {payments.map((payment) => {
          const { tone, word } = MANUAL_STATE_WORDS[payment.state];
          return (
            <Row key={payment.id}>
              <RowHeadCell>
                <Link href={manualPaymentHref(payment.id)} className="link">
                  {payment.customer.name}
                </Link>
                <span className="block text-sm font-normal wrap-anywhere text-ink-soft">
                  {METHOD_WORDS[payment.method]}, {payment.reference}
                </span>
              </RowHeadCell>
              <Cell className="hidden sm:table-cell">
                <Moment at={payment.recordedAt} precision="minute" {...display} />
                <span className="block text-sm text-ink-soft">by {payment.recordedBy}</span>
              </Cell>
              <Cell>
                <Badge tone={tone}>{word}</Badge>
              </Cell>
              <Cell isNumeric>
                <MoneyText amount={payment.amount} locale={display.locale} />
              </Cell>
            </Row>
          );
        })}
      </tbody>
    </Table>
  );
}
