import Link from "next/link";
import { cardName } from "@/components/money/card-name";
import { tenderName } from "@/components/money/tender-name";
import { MoneyText } from "@/components/money/money-text";
import { StatusBadge } from "@/components/money/status-badge";
import { Moment } from "@/components/ui/moment";
import { Cell, HeadCell, Row, RowHeadCell, Table, TableHead } from "@/components/ui/table";
import type { PaymentListRow } from "@/lib/queries/console/list-payments";
import { customerHref, orderHref, paymentHref } from "./hrefs";
import type { Display } from "./open-console";

/** The gateway's and the bank's words for a decline, as they came. */
export function RawCodes(props: {
  readonly failureCode: string | null;
  readonly declineCode: string | null;
}) {
  const codes = [props.failureCode, props.declineCode].filter((code) => code !== null);
  if (codes.length === 0) return null;
  return <code className="font-mono text-xs break-words text-danger">{[...new Set(codes)].join(" / ")}</code>;
}

function PaymentRow({ payment, display }: { readonly payment: PaymentListRow; readonly display: Display }) {
  const { locale, timeZone } = display;
  const status = (
    <>
      <StatusBadge of="payment" state={payment.state} audience="staff" />
      {payment.state === "failed" && (
        <span className="block">
          <RawCodes {...payment} />
        </span>
      )}
    </>
  );
  return (
    <Row>
      <RowHeadCell>
        <Link href={paymentHref(payment.id)} className="link">
          {payment.tender === "card"
            ? payment.card
              ? cardName(payment.card)
              : "No card yet"
            : tenderName(payment)}
        </Link>
        <span className="block font-normal sm:hidden">{status}</span>
        <span className="block font-mono text-xs font-normal wrap-anywhere text-ink-soft">
          {payment.gatewayPaymentId}
        </span>
      </RowHeadCell>
      <Cell className="hidden sm:table-cell">{status}</Cell>
      <Cell className="hidden whitespace-nowrap md:table-cell">
        <Link href={orderHref(payment.orderId)} className="figures link">
          {String(payment.orderNumber)}
        </Link>
      </Cell>
      <Cell className="hidden md:table-cell">
        <Link
          href={customerHref(payment.customer.id)}
          className="link decoration-transparent hover:decoration-accent"
        >
          {payment.customer.name}
        </Link>
      </Cell>
      <Cell isNumeric>
        <MoneyText amount={payment.amount} locale={locale} />
        <span className="block text-xs text-ink-soft sm:hidden">
          <Moment at={payment.createdAt} locale={locale} timeZone={timeZone} />
        </span>
      </Cell>
      <Cell className="hidden text-right sm:table-cell">
        <Moment at={payment.createdAt} locale={locale} timeZone={timeZone} precision="minute" />
      </Cell>
    </Row>
  );
}

/** Payments, newest first. */
export function PaymentTable(props: {
  readonly payments: readonly PaymentListRow[];
  readonly display: Display;
}) {
  return (
    <Table caption="Payments, newest first">
      <TableHead>
        <HeadCell>Payment</HeadCell>
        <HeadCell className="hidden sm:table-cell">Status</HeadCell>
        <HeadCell className="hidden md:table-cell">Order</HeadCell>
        <HeadCell className="hidden md:table-cell">Customer</HeadCell>
        <HeadCell isNumeric>Amount</HeadCell>
        <HeadCell className="hidden text-right sm:table-cell">Started</HeadCell>
      </TableHead>
      <tbody>
        {props.payments.map((payment) => (
          <PaymentRow key={payment.id} payment={payment} display={props.display} />
        ))}
      </tbody>
    </Table>
  );
}
