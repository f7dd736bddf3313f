import { apiContext } from "@/lib/auth/service-context";
import { renderPdf } from "@/lib/documents/render-pdf";
import type { Actor } from "@/lib/domain/actor";
import type { PrintedDocument } from "@/lib/domain/documents/printed-document";
import { parsePublicId } from "@/lib/platform/ids";
import { newTraceId } from "@/lib/platform/trace";
import { getDocument } from "@/lib/queries/documents/get-document";
import { recordConsoleVisit } from "@/lib/services/audit/record-console-visit";
import { failureResponse } from "./to-response";

/** A document as a PDF to keep. No cache may hold it: it is one person's. */
export async function pdfResponse(printed: PrintedDocument, issuedAt: Date): Promise<Response> {
  const bytes = await renderPdf(printed, { issuedAt });
  return new Response(new Uint8Array(bytes), {
    headers: {
      "Cache-Control": "private, no-store",
      "Content-Disposition": `attachment; filename="${printed.fileName}.pdf"`,
      "Content-Length": String(bytes.byteLength),
      "Content-Type": "application/pdf",
    },
  });
}

/** The PDF of an issued document for whoever may see it; for everybody else there is none. */
export async function documentPdfResponse(
  documentIdText: string,
  kind: Exclude<Actor["kind"], "system">,
): Promise<Response> {
  const ctx = await apiContext();
  if (!ctx.ok) return failureResponse(ctx.error, newTraceId());
  const { actor, traceId } = ctx.value;
  const documentId = parsePublicId("document", documentIdText);
  const document = actor.kind === kind && documentId ? await getDocument(actor, { documentId }) : null;
  if (actor.kind === "staff")
    recordConsoleVisit({ ...ctx.value, actor }, `/admin/invoices/${documentIdText.slice(0, 40)}/pdf`);
  if (!document) return failureResponse({ kind: "not_found", code: "document_not_found" }, traceId);
  return pdfResponse(document.printed, document.issuedAt);
}
