import { orUnavailable } from "@/app/_edge/or-unavailable";
import { failureResponse } from "@/app/_edge/to-response";
import { apiContext } from "@/lib/auth/service-context";
import { newTraceId } from "@/lib/platform/trace";
import { parsePublicId } from "@/lib/platform/ids";
import { findEvidence } from "@/lib/queries/manual-payments/find-evidence";
import { recordConsoleVisit } from "@/lib/services/audit/record-console-visit";

interface EvidenceContext {
  readonly params: Promise<{ manualPaymentId: string }>;
}

async function answer(request: Request, { params }: EvidenceContext): Promise<Response> {
  const ctx = await apiContext();
  if (!ctx.ok) return failureResponse(ctx.error, newTraceId());
  const { actor } = ctx.value;
  if (actor.kind === "staff") recordConsoleVisit({ ...ctx.value, actor }, new URL(request.url).pathname);
  const manualPaymentId = parsePublicId("manualPayment", (await params).manualPaymentId);
  const file = manualPaymentId && (await findEvidence(actor, { manualPaymentId }));
  if (!file)
    return failureResponse({ kind: "not_found", code: "manual_payment_not_found" }, ctx.value.traceId);
  return new Response(file.content, {
    headers: {
      "Content-Type": file.mediaType,
      // Downloaded, never drawn in our origin, whatever somebody put into it.
      "Content-Disposition": `attachment; filename*=UTF-8''${encodeURIComponent(file.fileName)}`,
      "Content-Security-Policy": "sandbox; default-src 'none'",
      "Cache-Control": "private, no-store",
      "X-Content-Type-Options": "nosniff",
    },
  });
}

/** The file that shows that a payment came, for staff who may see it; for everybody else there is none. */
export async function GET(request: Request, context: EvidenceContext): Promise<Response> {
  return orUnavailable(() => answer(request, context));
}
