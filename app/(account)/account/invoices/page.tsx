import type { Metadata } from "next";
import Link from "next/link";
import { listedDocument } from "@/app/_edge/listed-document";
import { DocumentTable } from "@/components/documents/document-table";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { PaginationLinks } from "@/components/ui/pagination-links";
import { currentMerchant } from "@/lib/auth/current-merchant";
import { customerContext } from "@/lib/auth/service-context";
import { calendarDateAt } from "@/lib/domain/time/calendar-date";
import { parsePublicId, publicId } from "@/lib/platform/ids";
import { listDocuments } from "@/lib/queries/documents/list-documents";

export const metadata: Metadata = { title: "Invoices" };

interface InvoicesPageProps {
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
}

const PATH = "/account/invoices";

export default async function InvoicesPage({ searchParams }: InvoicesPageProps) {
  const [{ actor, clock }, merchant, { older }] = await Promise.all([
    customerContext(),
    currentMerchant(),
    searchParams,
  ]);
  const { locale, timeZone } = merchant;
  const olderThan = typeof older === "string" ? parsePublicId("document", older) : null;
  const { documents, olderThan: next } = await listDocuments(actor, { olderThan });
  const today = calendarDateAt(clock.now(), timeZone);
  return (
    <>
      <PageHeader
        title="Invoices"
        lead="Your invoices, receipts and credit notes, as they were issued. Each can be opened and kept as a PDF."
      />
      {documents.length === 0 ? (
        <EmptyState title="Nothing was issued yet">
          An invoice stands here as soon as an order is due, and a receipt when you have paid.
        </EmptyState>
      ) : (
        <DocumentTable
          documents={documents.map((document) =>
            listedDocument(document, {
              path: PATH,
              today,
              subject: document.order && (
                <Link href={`/orders/${publicId("order", document.order.id)}`} className="figures link">
                  Order {String(document.order.number)}
                </Link>
              ),
            }),
          )}
          audience="customer"
          subjectLabel="For"
          locale={locale}
          timeZone={timeZone}
        />
      )}
      <PaginationLinks
        previousHref={olderThan === null ? null : PATH}
        nextHref={next === null ? null : `${PATH}?older=${publicId("document", next)}`}
      />
    </>
  );
}
