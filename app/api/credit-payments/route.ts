import { fieldCodes } from "@/app/_edge/field-codes";
import { isSameOrigin } from "@/app/_edge/is-same-origin";
import { orUnavailable } from "@/app/_edge/or-unavailable";
import { readJson } from "@/app/_edge/read-json";
import { crossOriginResponse, failureResponse, toResponse } from "@/app/_edge/to-response";
import { apiContext } from "@/lib/auth/service-context";
import { newTraceId } from "@/lib/platform/trace";
import { parsePublicId, publicId } from "@/lib/platform/ids";
import { creditPaymentBody } from "@/lib/schemas/start-payment-body";
import { payWithCredit } from "@/lib/services/payments/pay-with-credit";

async function answer(request: Request): Promise<Response> {
  const ctx = await apiContext();
  if (!ctx.ok) return failureResponse(ctx.error, newTraceId());
  const { traceId } = ctx.value;
  const body = creditPaymentBody.safeParse(await readJson(request));
  if (!body.success)
    return failureResponse(
      { kind: "invalid", code: "invalid_input", fields: fieldCodes(body.error) },
      traceId,
    );
  const orderId = parsePublicId("order", body.data.orderId);
  if (!orderId) return failureResponse({ kind: "not_found", code: "order_not_found" }, traceId);
  const paid = await payWithCredit(ctx.value, { ...body.data, orderId });
  if (!paid.ok) return failureResponse(paid.error, traceId);
  return toResponse({ paymentId: publicId("payment", paid.value.paymentId) });
}

/** Pays all that is due on an order with credit, at once: there is nobody else to ask. */
export async function POST(request: Request): Promise<Response> {
  if (!isSameOrigin(request.headers)) return crossOriginResponse();
  return orUnavailable(() => answer(request));
}
