import { failureResponse } from "@/app/_edge/to-response";
import { unsubscribeContext } from "@/lib/auth/unsubscribe-context";
import { env } from "@/lib/platform/env";
import { newTraceId } from "@/lib/platform/trace";
import { turnOffNotices } from "@/lib/services/notices/turn-off-notices";

interface Asked {
  readonly params: Promise<{ readonly token: string }>;
}

/**
 * The one press of RFC 8058, made by the reader's mail program: no session, no cookies, no origin of ours. The signature in the
 * address is the right to this one thing; what else is sent along is not read.
 */
export async function POST(_request: Request, { params }: Asked): Promise<Response> {
  const asked = await unsubscribeContext((await params).token);
  if (asked === null) return failureResponse({ kind: "not_found", code: "notice_not_found" }, newTraceId());
  const done = await turnOffNotices(asked.ctx, asked.claims);
  return done.ok ? new Response(null, { status: 204 }) : failureResponse(done.error, asked.ctx.traceId);
}

/** Programs that know no such press open the address instead: they are led to the page that asks. */
export async function GET(_request: Request, { params }: Asked): Promise<Response> {
  const { token } = await params;
  return Response.redirect(new URL(`/unsubscribe/${encodeURIComponent(token)}`, env().APP_URL), 303);
}
