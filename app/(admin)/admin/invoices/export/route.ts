import { orUnavailable } from "@/app/_edge/or-unavailable";
import { failureResponse } from "@/app/_edge/to-response";
import { currentMerchant } from "@/lib/auth/current-merchant";
import { apiContext } from "@/lib/auth/service-context";
import { type CsvCell, streamCsv } from "@/lib/documents/csv";
import { invoiceStanding } from "@/lib/domain/invoices/invoice-state";
import { decimalText } from "@/lib/domain/money/format-money";
import { type CalendarDate, calendarDateAt } from "@/lib/domain/time/calendar-date";
import { publicId } from "@/lib/platform/ids";
import { newTraceId } from "@/lib/platform/trace";
import { eachIssuedDocument } from "@/lib/queries/console/list-issued-documents";
import type { DocumentView } from "@/lib/queries/documents/document-view";
import { recordConsoleVisit } from "@/lib/services/audit/record-console-visit";
import { documentFilters } from "../../_console/document-filters";
import { listParameters } from "../../_console/parameters";

const HEAD = [
  "kind",
  "number",
  "issued_on",
  "customer",
  "order",
  "currency",
  "amount",
  "status",
  "due_on",
  "left",
  "id",
];

function cellsOf(document: DocumentView, today: CalendarDate, timeZone: string): CsvCell[] {
  const { claim, order } = document;
  return [
    document.kind,
    { figure: String(document.number) },
    calendarDateAt(document.issuedAt, timeZone),
    document.customer.name,
    order && { figure: String(order.number) },
    document.amount.currency,
    { figure: decimalText(document.amount) },
    claim && invoiceStanding(claim, today),
    claim && claim.dueOn,
    claim && { figure: decimalText(claim.left) },
    publicId("document", document.id),
  ];
}

async function answer(request: Request): Promise<Response> {
  const ctx = await apiContext();
  if (!ctx.ok) return failureResponse(ctx.error, newTraceId());
  const { actor, clock, traceId } = ctx.value;
  if (actor.kind !== "staff")
    return failureResponse({ kind: "not_found", code: "document_not_found" }, traceId);
  const { timeZone } = await currentMerchant();
  const today = calendarDateAt(clock.now(), timeZone);
  const { pathname, search, searchParams } = new URL(request.url);
  recordConsoleVisit({ ...ctx.value, actor }, pathname + search);
  const parameters = await listParameters(Promise.resolve(Object.fromEntries(searchParams)));
  const documents = eachIssuedDocument(actor, documentFilters(parameters, today));
  async function* rows() {
    for await (const document of documents) yield cellsOf(document, today, timeZone);
  }
  return new Response(streamCsv(HEAD, rows()), {
    headers: {
      "Cache-Control": "private, no-store",
      "Content-Disposition": `attachment; filename="documents-${today}.csv"`,
      "Content-Type": "text/csv; charset=utf-8",
    },
  });
}

/** The list of documents as it is filtered, all of it, as CSV. Rows are written as they are read, and none is kept. */
export async function GET(request: Request): Promise<Response> {
  return orUnavailable(() => answer(request));
}
