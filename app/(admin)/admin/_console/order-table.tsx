import Link from "next/link";
import { MoneyText } from "@/components/money/money-text";
import { StatusBadge } from "@/components/money/status-badge";
import { Cell, HeadCell, Row, RowHeadCell, Table, TableHead } from "@/components/ui/table";
import { Moment } from "@/components/ui/moment";
import type { OrderListRow } from "@/lib/queries/console/list-orders";
import { customerHref, orderHref } from "./hrefs";
import type { Display } from "./open-console";

/** What the order waits for, beyond its state: sites to attach or to change, a payment that went wrong. */
function OrderNote({ order }: { readonly order: OrderListRow }) {
  const { sites, payment } = order;
  const isOpen = order.state !== "paid" && order.state !== "canceled";
  if (isOpen && sites.sentBack > 0) return <span className="text-attention">{sites.sentBack} sent back</span>;
  if (order.state === "confirmed" && sites.count > 0)
    return (
      <span>
        {sites.attached} of {sites.count} sites
      </span>
    );
  if (isOpen && payment !== null) return <StatusBadge of="payment" state={payment} audience="staff" />;
  if (order.refunded.amountMinor > 0n) return <span>Partly refunded</span>;
  return null;
}

interface OrderRowProps {
  readonly order: OrderListRow;
  readonly display: Display;
  readonly isCustomerHidden: boolean;
}

/** Whose order it is; on the customer's own page only what has no room beside it. */
function OrderCustomer({ customer }: { readonly customer: OrderListRow["customer"] }) {
  return (
    <>
      <Link href={customerHref(customer.id)} className="link decoration-transparent hover:decoration-accent">
        {customer.name}
      </Link>
      <span className="block text-xs break-all text-ink-soft">{customer.email}</span>
    </>
  );
}

function OrderRow({ order, display, isCustomerHidden }: OrderRowProps) {
  const { locale, timeZone } = display;
  const note = <OrderNote order={order} />;
  return (
    <Row>
      <RowHeadCell className="whitespace-nowrap">
        <Link href={orderHref(order.id)} className="figures link">
          {String(order.number)}
        </Link>
      </RowHeadCell>
      <Cell className={isCustomerHidden ? "sm:hidden" : ""}>
        <span className="float-right pl-3 sm:hidden">
          <MoneyText amount={order.total} locale={locale} />
        </span>
        {!isCustomerHidden && <OrderCustomer customer={order.customer} />}
        <span className="mt-1 flex flex-wrap gap-x-3 gap-y-0.5 sm:hidden">
          <StatusBadge of="order" state={order.state} audience="staff" />
          {note}
        </span>
        <span className="block text-xs text-ink-soft sm:hidden">
          <Moment at={order.placedAt} locale={locale} timeZone={timeZone} />
        </span>
      </Cell>
      <Cell className="hidden sm:table-cell">
        <StatusBadge of="order" state={order.state} audience="staff" />
      </Cell>
      <Cell className="hidden md:table-cell">{note}</Cell>
      <Cell isNumeric className="hidden sm:table-cell">
        <MoneyText amount={order.total} locale={locale} />
        {order.due.amountMinor > 0n && order.due.amountMinor !== order.total.amountMinor && (
          <span className="block text-xs text-ink-soft">
            <MoneyText amount={order.due} locale={locale} /> due
          </span>
        )}
      </Cell>
      <Cell className="hidden text-right sm:table-cell">
        <Moment at={order.placedAt} locale={locale} timeZone={timeZone} />
      </Cell>
    </Row>
  );
}

interface OrderTableProps {
  readonly orders: readonly OrderListRow[];
  readonly display: Display;
  /** On a customer's own page. */
  readonly isCustomerHidden?: boolean;
}

/** Orders, newest first. Where the page is narrow, state and day stand under name and amount. */
export function OrderTable({ orders, display, isCustomerHidden = false }: OrderTableProps) {
  return (
    <Table caption="Orders, newest first">
      <TableHead>
        <HeadCell>No.</HeadCell>
        <HeadCell className={isCustomerHidden ? "sm:hidden" : ""}>
          {isCustomerHidden ? "State" : "Customer"}
        </HeadCell>
        <HeadCell className="hidden sm:table-cell">State</HeadCell>
        <HeadCell className="hidden md:table-cell">Waits for</HeadCell>
        <HeadCell isNumeric className="hidden sm:table-cell">
          Total
        </HeadCell>
        <HeadCell className="hidden text-right sm:table-cell">Placed</HeadCell>
      </TableHead>
      <tbody>
        {orders.map((order) => (
          <OrderRow key={order.id} order={order} display={display} isCustomerHidden={isCustomerHidden} />
        ))}
      </tbody>
    </Table>
  );
}
