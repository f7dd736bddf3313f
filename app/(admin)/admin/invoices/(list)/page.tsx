import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { listedDocument } from "@/app/_edge/listed-document";
import { DateRange } from "@/components/admin/date-range";
import { FilterBar } from "@/components/admin/filter-bar";
import { FilterSelect } from "@/components/admin/filter-select";
import { ListSheet } from "@/components/admin/list-sheet";
import { NoPermission } from "@/components/admin/no-permission";
import { ROLE_WORDS } from "@/components/admin/role-words";
import { SearchField } from "@/components/admin/search-field";
import { DocumentTable } from "@/components/documents/document-table";
import { INVOICE_WORDS } from "@/components/money/status-words";
import { buttonStyle } from "@/components/ui/button-style";
import { PageHeader } from "@/components/ui/page-header";
import { INVOICE_STANDINGS } from "@/lib/domain/invoices/invoice-state";
import { calendarDateAt } from "@/lib/domain/time/calendar-date";
import { systemClock } from "@/lib/platform/clock";
import { listIssuedDocuments } from "@/lib/queries/console/list-issued-documents";
import type { DocumentView } from "@/lib/queries/documents/document-view";
import { documentFilters } from "../../_console/document-filters";
import { customerHref, orderHref } from "../../_console/hrefs";
import { openConsole } from "../../_console/open-console";
import { listParameters, type SearchParameters } from "../../_console/parameters";

export const metadata: Metadata = { title: "Invoices" };

const PATH = "/admin/invoices";
const KINDS = [
  { value: "", label: "Any kind" },
  { value: "invoice", label: "Invoices" },
  { value: "receipt", label: "Receipts" },
  { value: "credit_note", label: "Credit notes" },
];
const STANDINGS = [
  { value: "", label: "Any status" },
  ...INVOICE_STANDINGS.map((standing) => ({ value: standing, label: INVOICE_WORDS[standing].staff })),
];

function Subject({ document }: { readonly document: DocumentView }) {
  return (
    <>
      <Link href={customerHref(document.customer.id)} className="inline-block py-1 link">
        {document.customer.name}
      </Link>
      {document.order && (
        <Link href={orderHref(document.order.id)} className="block py-1 figures text-xs link">
          Order {String(document.order.number)}
        </Link>
      )}
    </>
  );
}

export default async function InvoicesPage({ searchParams }: { readonly searchParams: SearchParameters }) {
  const { actor, display, may } = await openConsole();
  if (!may("order.read_all")) return <NoPermission role={ROLE_WORDS[actor.role]} />;
  const parameters = await listParameters(searchParams);
  const { page, hrefAt, isFiltered } = parameters;
  const today = calendarDateAt(systemClock.now(), display.timeZone);
  const filters = documentFilters(parameters, today);
  const documents = await listIssuedDocuments(actor, { ...filters, page });
  if (!documents) notFound();
  return (
    <>
      <PageHeader
        title="Invoices"
        lead="Everything that was issued, as it was issued."
        actions={
          <a href={hrefAt(`${PATH}/export`, null)} download className={buttonStyle("secondary", "medium")}>
            Export as CSV
          </a>
        }
      />
      <FilterBar path={PATH} isFiltered={isFiltered} label="Filter documents">
        <SearchField value={filters.search} placeholder="number, order, name, inv_…, ord_…, cust_…" />
        <FilterSelect label="Kind" name="kind" options={KINDS} value={filters.kind} />
        <FilterSelect label="Status" name="status" options={STANDINGS} value={filters.standing} />
        <DateRange label="Issued from" days={filters.issued} />
      </FilterBar>
      <ListSheet
        list={documents}
        noun={{ one: "document", many: "documents" }}
        isFiltered={isFiltered}
        empty={{
          filtered: {
            title: "Nothing goes by that",
            text: "Look for a document's or an order's number, or the customer's name.",
          },
          none: {
            title: "Nothing was issued yet",
            text: "The first invoice stands here as soon as an order is due.",
          },
        }}
        hrefAt={(cursor) => hrefAt(PATH, cursor)}
        locale={display.locale}
      >
        <DocumentTable
          documents={documents.rows.map((document) =>
            listedDocument(document, { path: PATH, today, subject: <Subject document={document} /> }),
          )}
          audience="staff"
          subjectLabel="Customer"
          locale={display.locale}
          timeZone={display.timeZone}
        />
      </ListSheet>
    </>
  );
}
