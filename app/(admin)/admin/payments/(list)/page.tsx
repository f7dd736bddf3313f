import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { SearchField } from "@/components/admin/search-field";
import { DateRange } from "@/components/admin/date-range";
import { ListSheet } from "@/components/admin/list-sheet";
import { FilterBar } from "@/components/admin/filter-bar";
import { FilterSelect } from "@/components/admin/filter-select";
import { NoPermission } from "@/components/admin/no-permission";
import { ROLE_WORDS } from "@/components/admin/role-words";
import { PAYMENT_WORDS } from "@/components/money/status-words";
import { PageHeader } from "@/components/ui/page-header";
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
        <SearchField value={text("search")} placeholder="pi_…, ch_…, last four, order, name, trace" />
        <FilterSelect label="Status" name="state" options={STATES} value={state} />
        <DateRange label="Started from" days={days} />
      </FilterBar>
      <ListSheet
        list={payments}
        noun={{ one: "payment", many: "payments" }}
        isFiltered={isFiltered}
        empty={{
          filtered: {
            title: "Nothing goes by that",
            text: "Look for an id from Stripe, the card's last four digits, the order's number or the customer's name.",
          },
          none: {
            title: "No payments yet",
            text: "The first one stands here as soon as a customer opens the payment page.",
          },
        }}
        hrefAt={(cursor) => hrefAt(PATH, cursor)}
        locale={display.locale}
      >
        <PaymentTable payments={payments.rows} display={display} />
      </ListSheet>
    </>
  );
}
