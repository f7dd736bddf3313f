import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { SearchField } from "@/components/admin/search-field";
import { ListSheet } from "@/components/admin/list-sheet";
import { FilterBar } from "@/components/admin/filter-bar";
import { NoPermission } from "@/components/admin/no-permission";
import { ROLE_WORDS } from "@/components/admin/role-words";
import { MoneyText } from "@/components/money/money-text";
import { Moment } from "@/components/ui/moment";
import { PageHeader } from "@/components/ui/page-header";
import { Cell, HeadCell, Row, RowHeadCell, Table, TableHead } from "@/components/ui/table";
import type { Money } from "@/lib/domain/money/money";
import { type CustomerListRow, listCustomers } from "@/lib/queries/console/list-customers";
import { customerHref } from "../../_console/hrefs";
import { type Display, openConsole } from "../../_console/open-console";
import { listParameters, type SearchParameters } from "../../_console/parameters";

export const metadata: Metadata = { title: "Customers" };

const PATH = "/admin/customers";

function Amounts({ amounts, locale }: { readonly amounts: readonly Money[]; readonly locale: string }) {
  return amounts.map((amount) => (
    <span key={amount.currency} className="block">
      <MoneyText amount={amount} locale={locale} />
    </span>
  ));
}

function CustomerRow({
  customer,
  display,
}: {
  readonly customer: CustomerListRow;
  readonly display: Display;
}) {
  const { locale } = display;
  return (
    <Row>
      <RowHeadCell>
        <Link href={customerHref(customer.id)} className="link">
          {customer.name}
        </Link>
        <span className="block text-xs font-normal break-all text-ink-soft">{customer.email}</span>
      </RowHeadCell>
      <Cell isNumeric>{customer.orderCount}</Cell>
      <Cell isNumeric>
        <Amounts amounts={customer.receivables} locale={locale} />
      </Cell>
      <Cell isNumeric className="hidden sm:table-cell">
        <Amounts amounts={customer.wallets} locale={locale} />
      </Cell>
      <Cell className="hidden text-right md:table-cell">
        <Moment at={customer.createdAt} {...display} />
      </Cell>
    </Row>
  );
}

function CustomerTable(props: { readonly customers: readonly CustomerListRow[]; readonly display: Display }) {
  return (
    <Table caption="Customers, newest first">
      <TableHead>
        <HeadCell>Customer</HeadCell>
        <HeadCell isNumeric>Orders</HeadCell>
        <HeadCell isNumeric>Owes</HeadCell>
        <HeadCell isNumeric className="hidden sm:table-cell">
          Wallet
        </HeadCell>
        <HeadCell className="hidden text-right md:table-cell">Since</HeadCell>
      </TableHead>
      <tbody>
        {props.customers.map((customer) => (
          <CustomerRow key={customer.id} customer={customer} display={props.display} />
        ))}
      </tbody>
    </Table>
  );
}

export default async function CustomersPage({ searchParams }: { readonly searchParams: SearchParameters }) {
  const { actor, display, may } = await openConsole();
  if (!may("customer.read")) return <NoPermission role={ROLE_WORDS[actor.role]} />;
  const { text, page, hrefAt, isFiltered } = await listParameters(searchParams);
  const customers = await listCustomers(actor, { search: text("search"), page });
  if (!customers) notFound();
  return (
    <>
      <PageHeader title="Customers" />
      <FilterBar path={PATH} isFiltered={isFiltered} label="Find customers">
        <SearchField value={text("search")} placeholder="Name, e-mail, cus_…" />
      </FilterBar>
      <ListSheet
        list={customers}
        noun={{ one: "customer", many: "customers" }}
        isFiltered={isFiltered}
        empty={{
          filtered: {
            title: "Nobody goes by that",
            text: "Look for the beginning of a name or of the e-mail address.",
          },
          none: { title: "No customers yet", text: "They come by signing up." },
        }}
        hrefAt={(cursor) => hrefAt(PATH, cursor)}
        locale={display.locale}
      >
        <CustomerTable customers={customers.rows} display={display} />
      </ListSheet>
    </>
  );
}
