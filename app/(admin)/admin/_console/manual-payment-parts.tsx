import Link from "next/link";
import { MoneyText } from "@/components/money/money-text";
import { Section } from "@/components/ui/section";
import { Cell, HeadCell, Row, RowHeadCell, Table, TableHead } from "@/components/ui/table";
import type { ManualPaymentView } from "@/lib/queries/manual-payments/find-manual-payment";
import { orderHref } from "./hrefs";

interface ManualPaymentPartsProps {
  readonly payment: ManualPaymentView;
  readonly locale: string;
}

/** Which orders it is meant for, and once it is verified what each has got. */
export function ManualPaymentParts({ payment, locale }: ManualPaymentPartsProps) {
  if (payment.parts.length === 0)
    return (
      <Section title="For which orders">
        <p className="text-ink-soft">For none: all of it becomes credit in the customer’s wallet.</p>
      </Section>
    );
  const isVerified = payment.state === "verified";
  return (
    <Section title="For which orders">
      <Table caption="What each order gets">
        <TableHead>
          <HeadCell>Order</HeadCell>
          <HeadCell isNumeric>Meant for it</HeadCell>
          {isVerified && <HeadCell isNumeric>Paid by it</HeadCell>}
        </TableHead>
        <tbody>
          {payment.parts.map((part) => (
            <Row key={part.orderId}>
              <RowHeadCell>
                <Link href={orderHref(part.orderId)} className="link">
                  Order {part.orderNumber}
                </Link>
              </RowHeadCell>
              <Cell isNumeric>
                <MoneyText amount={part.amount} locale={locale} />
              </Cell>
              {isVerified && (
                <Cell isNumeric>
                  <MoneyText amount={part.applied} locale={locale} />
                </Cell>
              )}
            </Row>
          ))}
        </tbody>
      </Table>
    </Section>
  );
}
