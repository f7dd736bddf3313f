import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { FilterBar } from "@/components/admin/filter-bar";
import { ListFoot } from "@/components/admin/list-foot";
import { NoPermission } from "@/components/admin/no-permission";
import { ROLE_WORDS } from "@/components/admin/role-words";
import { ORDER_WORDS } from "@/components/money/status-words";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Select } from "@/components/ui/select";
import { TextField } from "@/components/ui/text-field";
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
        <TextField
          key={`search ${text("search")}`}
          label="Search"
          name="search"
          type="search"
          defaultValue={text("search")}
          placeholder="No., name, e-mail, pi_…, ch_…, last four, trace"
          className="min-w-0 flex-[1_1_18rem]"
        />
        <Select
          key={`state ${state}`}
          label="State"
          name="state"
          options={STATES}
          defaultValue={state ?? ""}
        />
        <TextField
          key={`from ${days.from}`}
          label="Placed from"
          name="from"
          type="date"
          defaultValue={days.from ?? ""}
        />
        <TextField key={`to ${days.to}`} label="to" name="to" type="date" defaultValue={days.to ?? ""} />
        {customerId && <input type="hidden" name="customer" value={text("customer")} />}
      </FilterBar>
      {orders.rows.length === 0 ? (
        <EmptyState title={isFiltered ? "Nothing goes by that" : "No orders yet"}>
          {isFiltered
            ? "Look for a part of the name, the order's number, an id from Stripe, or the card's last four digits."
            : "The first one stands here as soon as a customer places it."}
        </EmptyState>
      ) : (
        <OrderTable orders={orders.rows} display={display} />
      )}
      <ListFoot
        total={orders.total}
        shownCount={orders.rows.length}
        noun={{ one: "order", many: "orders" }}
        previousHref={orders.newer && hrefAt(PATH, { newer: orders.newer })}
        nextHref={orders.older && hrefAt(PATH, { older: orders.older })}
        locale={display.locale}
      />
    </>
  );
}
