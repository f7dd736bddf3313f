import { orUnavailable } from "@/app/_edge/or-unavailable";
import { failureResponse, toResponse } from "@/app/_edge/to-response";
import { apiContext } from "@/lib/auth/service-context";
import { parsePublicId } from "@/lib/platform/ids";
import { newTraceId } from "@/lib/platform/trace";
import { getOrderState } from "@/lib/queries/orders/get-order-state";

interface StateContext {
  readonly params: Promise<{ orderId: string }>;
}

async function answer({ params }: StateContext): Promise<Response> {
  const ctx = await apiContext();
  if (!ctx.ok) return failureResponse(ctx.error, newTraceId());
  const orderId = parsePublicId("order", (await params).orderId);
  const state = orderId && (await getOrderState(ctx.value.actor, { orderId }));
  if (!state) return failureResponse({ kind: "not_found", code: "order_not_found" }, ctx.value.traceId);
  return toResponse(state);
}

/** Where an order stands, for the open page that asks whether it is still current. */
export async function GET(_request: Request, context: StateContext): Promise<Response> {
  return orUnavailable(() => answer(context));
}
