import type { Metadata } from "next";
import Link from "next/link";
import { MoneyText } from "@/components/money/money-text";
import { StatusBadge } from "@/components/money/status-badge";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { Moment } from "@/components/ui/moment";
import { PageHeader } from "@/components/ui/page-header";
import { PaginationLinks } from "@/components/ui/pagination-links";
import { Cell, HeadCell, Row, RowHeadCell, Table, TableHead } from "@/components/ui/table";
import { currentMerchant } from "@/lib/auth/current-merchant";
import { customerContext } from "@/lib/auth/service-context";
import { parsePublicId, publicId } from "@/lib/platform/ids";
import { listOrders } from "@/lib/queries/orders/list-orders";

export const metadata: Metadata = { title: "Orders" };

interface OrdersPageProps {
  readonly searchParams: Promise<{ before?: string | string[]; after?: string | string[] }>;
}

function cursor(value: string | string[] | undefined): string | null {
  return typeof value === "string" ? parsePublicId("order", value) : null;
}

export default async function OrdersPage({ searchParams }: OrdersPageProps) {
  const [{ actor }, merchant, search] = await Promise.all([
    customerContext(),
    currentMerchant(),
    searchParams,
  ]);
  const { locale, timeZone } = merchant;
  const page = await listOrders(actor, { before: cursor(search.before), after: cursor(search.after) });
  const href = (name: "before" | "after", id: string | null) =>
    id ? `/orders?${name}=${publicId("order", id)}` : null;
  if (page.orders.length === 0) return <NoOrders />;
  return (
    <>
      <PageHeader title="Orders" />
      <Table caption="Your orders, newest first" className="text-base">
        <TableHead>
          <HeadCell>Order</HeadCell>
          <HeadCell className="hidden sm:table-cell">Placed</HeadCell>
          <HeadCell className="hidden md:table-cell">What</HeadCell>
          <HeadCell>State</HeadCell>
          <HeadCell isNumeric>Total</HeadCell>
        </TableHead>
        <tbody>
          {page.orders.map((order) => (
            <Row key={order.id}>
              <RowHeadCell>
                <Link
                  href={`/orders/${publicId("order", order.id)}`}
                  className="inline-block min-h-6 figures link"
                >
                  {String(order.number)}
                </Link>
              </RowHeadCell>
              <Cell className="hidden text-ink-soft sm:table-cell">
                <Moment at={order.placedAt} locale={locale} timeZone={timeZone} />
              </Cell>
              <Cell className="hidden max-w-xs text-ink-soft md:table-cell">{order.summary}</Cell>
              <Cell>
                <StatusBadge of="order" state={order.state} audience="customer" />
              </Cell>
              <Cell isNumeric>
                <MoneyText amount={order.total} locale={locale} />
              </Cell>
            </Row>
          ))}
        </tbody>
      </Table>
      <PaginationLinks previousHref={href("after", page.after)} nextHref={href("before", page.before)} />
    </>
  );
}

function NoOrders() {
  return (
    <>
      <PageHeader title="Orders" />
      <EmptyState
        title="No orders yet"
        action={
          <LinkButton href="/" variant="primary">
            Look at the catalog
          </LinkButton>
        }
      >
        What you order stands here, with what you owe and what you have paid.
      </EmptyState>
    </>
  );
}
