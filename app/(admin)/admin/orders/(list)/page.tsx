import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { SearchField } from "@/components/admin/search-field";
import { DateRange } from "@/components/admin/date-range";
import { ListSheet } from "@/components/admin/list-sheet";
import { FilterBar } from "@/components/admin/filter-bar";
import { FilterSelect } from "@/components/admin/filter-select";
import { NoPermission } from "@/components/admin/no-permission";
import { ROLE_WORDS } from "@/components/admin/role-words";
import { ORDER_WORDS } from "@/components/money/status-words";
import { PageHeader } from "@/components/ui/page-header";
import { ORDER_STATES } from "@/lib/domain/orders/order-state";
import { parsePublicId } from "@/lib/platform/ids";
import { listOrders } from "@/lib/queries/console/list-orders";
import { openConsole } from "../../_console/open-console";
import { OrderTable } from "../../_console/order-table";
import { listParameters, type SearchParameters } from "../../_console/parameters";

export const metadata: Metadata = { title: "Orders" };

const PATH = "/admin/orders";
const STATES = [
  { value: "", label: "Any state" },
  ...ORDER_STATES.map((state) => ({ value: state, label: ORDER_WORDS[state].staff })),
];

export default async function OrdersPage({ searchParams }: { readonly searchParams: SearchParameters }) {
  const { actor, display, may } = await openConsole();
  if (!may("order.read_all")) return <NoPermission role={ROLE_WORDS[actor.role]} />;
  const parameters = await listParameters(searchParams);
  const { text, days, page, hrefAt, isFiltered } = parameters;
  const state = parameters.member("state", ORDER_STATES);
  const customerId = parsePublicId("customer", text("customer"));
  const orders = await listOrders(actor, { search: text("search"), state, customerId, placed: days, page });
  if (!orders) notFound();
  return (
    <>
      <PageHeader title="Orders" />
      <FilterBar path={PATH} isFiltered={isFiltered} label="Filter orders">
        <SearchField value={text("search")} placeholder="No., name, e-mail, pi_…, ch_…, last four, trace" />
        <FilterSelect label="State" name="state" options={STATES} value={state} />
        <DateRange label="Placed from" days={days} />
        {customerId && <input type="hidden" name="customer" value={text("customer")} />}
      </FilterBar>
      <ListSheet
        list={orders}
        noun={{ one: "order", many: "orders" }}
        isFiltered={isFiltered}
        empty={{
          filtered: {
            title: "Nothing goes by that",
            text: "Look for a part of the name, the order's number, an id from Stripe, or the card's last four digits.",
          },
          none: {
            title: "No orders yet",
            text: "The first one stands here as soon as a customer places it.",
          },
        }}
        hrefAt={(cursor) => hrefAt(PATH, cursor)}
        locale={display.locale}
      >
        <OrderTable orders={orders.rows} display={display} />
      </ListSheet>
    </>
  );
}
