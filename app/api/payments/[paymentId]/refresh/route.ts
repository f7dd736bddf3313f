import { isSameOrigin } from "@/app/_edge/is-same-origin";
import { orUnavailable } from "@/app/_edge/or-unavailable";
import { crossOriginResponse, failureResponse, toResponse } from "@/app/_edge/to-response";
import { apiContext } from "@/lib/auth/service-context";
import { parsePublicId } from "@/lib/platform/ids";
import { newTraceId } from "@/lib/platform/trace";
import { refreshPayment } from "@/lib/services/payments/refresh-payment";

interface RefreshContext {
  readonly params: Promise<{ paymentId: string }>;
}

async function answer({ params }: RefreshContext): Promise<Response> {
  const ctx = await apiContext();
  if (!ctx.ok) return failureResponse(ctx.error, newTraceId());
  const paymentId = parsePublicId("payment", (await params).paymentId);
  if (!paymentId) return failureResponse({ kind: "not_found", code: "payment_not_found" }, ctx.value.traceId);
  const refreshed = await refreshPayment(ctx.value, { paymentId });
  if (!refreshed.ok) return failureResponse(refreshed.error, ctx.value.traceId);
  return toResponse(refreshed.value);
}

/** Asks the gateway how a payment stands and applies the answer, so that nobody waits for a webhook. */
export async function POST(request: Request, context: RefreshContext): Promise<Response> {
  if (!isSameOrigin(request.headers)) return crossOriginResponse();
  return orUnavailable(() => answer(context));
}
