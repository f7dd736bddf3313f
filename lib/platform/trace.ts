import { randomBytes } from "node:crypto";

/** All zeros is what a caller without a trace sends. @see https://www.w3.org/TR/trace-context/#trace-id */
const TRACE_ID = /^(?!0{32}$)[0-9a-f]{32}$/;

/** Whether a text is a trace id. What comes back from outside may have been written there by anybody. */
export function isTraceId(text: string): boolean {
  return TRACE_ID.test(text);
}

/** Names one act from the browser to the worker and the gateway: 32 hex digits, as in W3C Trace Context. */
export function newTraceId(): string {
  return randomBytes(16).toString("hex");
}

/** The trace id of a W3C traceparent header, or a new one when there is none. */
export function traceIdFrom(traceparent: string | null): string {
  const given = traceparent?.split("-")[1] ?? "";
  return TRACE_ID.test(given) ? given : newTraceId();
}
