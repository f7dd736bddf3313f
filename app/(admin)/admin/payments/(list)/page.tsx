import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { FilterBar } from "@/components/admin/filter-bar";
import { ListFoot } from "@/components/admin/list-foot";
import { NoPermission } from "@/components/admin/no-permission";
import { ROLE_WORDS } from "@/components/admin/role-words";
import { PAYMENT_WORDS } from "@/components/money/status-words";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Select } from "@/components/ui/select";
import { TextField } from "@/components/ui/text-field";
import { PAYMENT_STATES } from "@/lib/domain/payments/payment-state";
import { parsePublicId } from "@/lib/platform/ids";
import { listPayments } from "@/lib/queries/console/list-payments";
import { openConsole } from "../../_console/open-console";
import { listParameters, type SearchParameters } from "../../_console/parameters";
import { PaymentTable } from "../../_console/payment-table";

export const metadata: Metadata = { title: "Payments" };

const PATH = "/admin/payments";
const STATES = [
  { value: "", label: "Any status" },
  ...PAYMENT_STATES.map((state) => ({ value: state, label: PAYMENT_WORDS[state].staff })),
];

export default async function PaymentsPage({ searchParams }: { readonly searchParams: SearchParameters }) {
  const { actor, display, may } = await openConsole();
  if (!may("payment.read_all")) return <NoPermission role={ROLE_WORDS[actor.role]} />;
  const parameters = await listParameters(searchParams);
  const { text, days, page, hrefAt, isFiltered } = parameters;
  const state = parameters.member("state", PAYMENT_STATES);
  const customerId = parsePublicId("customer", text("customer"));
  const payments = await listPayments(actor, {
    search: text("search"),
    state,
    customerId,
    created: days,
    page,
  });
  if (!payments) notFound();
  return (
    <>
      <PageHeader title="Payments" />
      <FilterBar path={PATH} isFiltered={isFiltered} label="Filter payments">
        <TextField
          key={`search ${text("search")}`}
          label="Search"
          name="search"
          type="search"
          defaultValue={text("search")}
          placeholder="pi_…, ch_…, last four, order, name, trace"
          className="min-w-0 flex-[1_1_18rem]"
        />
        <Select
          key={`state ${state}`}
          label="Status"
          name="state"
          options={STATES}
          defaultValue={state ?? ""}
        />
        <TextField
          key={`from ${days.from}`}
          label="Started from"
          name="from"
          type="date"
          defaultValue={days.from ?? ""}
        />
        <TextField key={`to ${days.to}`} label="to" name="to" type="date" defaultValue={days.to ?? ""} />
      </FilterBar>
      {payments.rows.length === 0 ? (
        <EmptyState title={isFiltered ? "Nothing goes by that" : "No payments yet"}>
          {isFiltered
            ? "Look for an id from Stripe, the card's last four digits, the order's number or the customer's name."
            : "The first one stands here as soon as a customer opens the payment page."}
        </EmptyState>
      ) : (
        <PaymentTable payments={payments.rows} display={display} />
      )}
      <ListFoot
        total={payments.total}
        shownCount={payments.rows.length}
        noun={{ one: "payment", many: "payments" }}
        previousHref={payments.newer && hrefAt(PATH, { newer: payments.newer })}
        nextHref={payments.older && hrefAt(PATH, { older: payments.older })}
        locale={display.locale}
      />
    </>
  );
}
