import { readJson } from "@/app/_edge/read-json";
import { failureResponse } from "@/app/_edge/to-response";
import { visitorContext } from "@/lib/auth/service-context";
import { cspReports } from "@/lib/schemas/csp-report";
import { recordCspViolations } from "@/lib/services/security/record-csp-violations";

/**
 * Where browsers tell what the content security policy made them block. They send no proof of anything, so the answer to
 * what cannot be read is the same as to what was counted.
 */
export async function POST(request: Request): Promise<Response> {
  const ctx = await visitorContext();
  const reports = cspReports.safeParse(await readJson(request));
  const recorded = await recordCspViolations(ctx, { reports: reports.success ? reports.data : [] });
  if (!recorded.ok) return failureResponse(recorded.error, ctx.traceId);
  return new Response(null, { status: 204 });
}
