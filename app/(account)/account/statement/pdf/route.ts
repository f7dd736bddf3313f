import { orUnavailable } from "@/app/_edge/or-unavailable";
import { pdfResponse } from "@/app/_edge/pdf-response";
import { statementRequest } from "@/app/_edge/statement-request";
import { failureResponse } from "@/app/_edge/to-response";
import { currentMerchant } from "@/lib/auth/current-merchant";
import { apiContext } from "@/lib/auth/service-context";
import { newTraceId } from "@/lib/platform/trace";
import { getStatement } from "@/lib/queries/documents/get-statement";

async function answer(request: Request): Promise<Response> {
  const ctx = await apiContext();
  if (!ctx.ok) return failureResponse(ctx.error, newTraceId());
  const { actor, clock, traceId } = ctx.value;
  if (actor.kind !== "customer")
    return failureResponse({ kind: "not_found", code: "document_not_found" }, traceId);
  const { searchParams } = new URL(request.url);
  const asked = statementRequest((name) => searchParams.get(name), await currentMerchant(), clock.now());
  // The bytes are the days': the same statement asked for again is the same file while nothing new happened.
  return pdfResponse(await getStatement(actor, asked), new Date(`${asked.until}T00:00:00Z`));
}

/** The customer's own account statement as a PDF. */
export async function GET(request: Request): Promise<Response> {
  return orUnavailable(() => answer(request));
}
