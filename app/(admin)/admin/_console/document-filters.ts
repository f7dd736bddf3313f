import { DOCUMENT_KINDS } from "@/lib/domain/documents/document-facts";
import { INVOICE_STANDINGS } from "@/lib/domain/invoices/invoice-state";
import type { CalendarDate } from "@/lib/domain/time/calendar-date";
import type { DocumentListRequest } from "@/lib/queries/console/list-issued-documents";
import type { ListParameters } from "./parameters";

/** What the address of the list of documents asks for; its export asks for the same. */
export function documentFilters(
  parameters: ListParameters,
  today: CalendarDate,
): Omit<DocumentListRequest, "page"> {
  return {
    search: parameters.text("search"),
    kind: parameters.member("kind", DOCUMENT_KINDS),
    standing: parameters.member("status", INVOICE_STANDINGS),
    issued: parameters.days,
    today,
  };
}
