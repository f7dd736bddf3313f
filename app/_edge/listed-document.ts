import type { ReactNode } from "react";
import type { ListedDocument } from "@/components/documents/document-table";
import { invoiceStanding } from "@/lib/domain/invoices/invoice-state";
import type { CalendarDate } from "@/lib/domain/time/calendar-date";
import { publicId } from "@/lib/platform/ids";
import type { DocumentView } from "@/lib/queries/documents/document-view";

/** A document as a row of a list below an address, such as /account/invoices. */
export function listedDocument(
  document: DocumentView,
  shown: { readonly path: string; readonly today: CalendarDate; readonly subject: ReactNode },
): ListedDocument {
  const href = `${shown.path}/${publicId("document", document.id)}`;
  const { claim } = document;
  return {
    ...document,
    standing: claim && invoiceStanding(claim, shown.today),
    left: claim && claim.left,
    href,
    pdfHref: `${href}/pdf`,
    subject: shown.subject,
  };
}
