import type { z } from "zod";
import { fieldCodes } from "./field-codes";
import { isSameOrigin } from "./is-same-origin";
import { orUnavailable } from "./or-unavailable";
import { readJson } from "./read-json";
import { crossOriginResponse, failureResponse, toResponse } from "./to-response";
import { apiContext } from "@/lib/auth/service-context";
import type { Result } from "@/lib/domain/result";
import { parsePublicId } from "@/lib/platform/ids";
import { newTraceId } from "@/lib/platform/trace";

type Context = Extract<Awaited<ReturnType<typeof apiContext>>, { ok: true }>["value"];

/**
 * A route handler that does something with one order for its own site's page: the body is parsed by a schema that names the
 * order, the act is done in the caller's context, and its value is answered as JSON. Every failure has a code.
 */
export function orderCommand<Body extends { readonly orderId: string }>(
  schema: z.ZodType<Body>,
  act: (ctx: Context, body: Body) => Promise<Result<unknown>>,
): (request: Request) => Promise<Response> {
  async function answer(request: Request): Promise<Response> {
    const ctx = await apiContext();
    if (!ctx.ok) return failureResponse(ctx.error, newTraceId());
    const { traceId } = ctx.value;
    const body = schema.safeParse(await readJson(request));
    if (!body.success)
      return failureResponse(
        { kind: "invalid", code: "invalid_input", fields: fieldCodes(body.error) },
        traceId,
      );
    const orderId = parsePublicId("order", body.data.orderId);
    if (!orderId) return failureResponse({ kind: "not_found", code: "order_not_found" }, traceId);
    const done = await act(ctx.value, { ...body.data, orderId });
    return done.ok ? toResponse(done.value) : failureResponse(done.error, traceId);
  }
  return async (request) =>
    isSameOrigin(request.headers) ? orUnavailable(() => answer(request)) : crossOriginResponse();
}
