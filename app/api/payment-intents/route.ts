import { fieldCodes } from "@/app/_edge/field-codes";
import { isSameOrigin } from "@/app/_edge/is-same-origin";
import { orUnavailable } from "@/app/_edge/or-unavailable";
import { readJson } from "@/app/_edge/read-json";
import { crossOriginResponse, failureResponse, toResponse } from "@/app/_edge/to-response";
import { apiContext } from "@/lib/auth/service-context";
import { newTraceId } from "@/lib/platform/trace";
import { parsePublicId, publicId } from "@/lib/platform/ids";
import { startPaymentBody } from "@/lib/schemas/start-payment-body";
import { startPayment } from "@/lib/services/payments/start-payment";

async function answer(request: Request): Promise<Response> {
  const ctx = await apiContext();
  if (!ctx.ok) return failureResponse(ctx.error, newTraceId());
  const { traceId } = ctx.value;
  const body = startPaymentBody.safeParse(await readJson(request));
  if (!body.success)
    return failureResponse(
      { kind: "invalid", code: "invalid_input", fields: fieldCodes(body.error) },
      traceId,
    );
  const orderId = parsePublicId("order", body.data.orderId);
  if (!orderId) return failureResponse({ kind: "not_found", code: "order_not_found" }, traceId);
  const started = await startPayment(ctx.value, { ...body.data, orderId });
  if (!started.ok) return failureResponse(started.error, traceId);
  const { paymentId, clientSecret, amount } = started.value;
  return toResponse({ paymentId: publicId("payment", paymentId), clientSecret, ...amount });
}

/** Creates or resumes the one open payment of what an order owes. The browser sends no amount. */
export async function POST(request: Request): Promise<Response> {
  if (!isSameOrigin(request.headers)) return crossOriginResponse();
  return orUnavailable(() => answer(request));
}
