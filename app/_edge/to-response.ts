import type { Failure, FailureKind } from "@/lib/domain/failure";
import { publicId } from "@/lib/platform/ids";

const STATUSES = {
  not_found: 404,
  forbidden: 403,
  unauthenticated: 401,
  invalid: 422,
  rejected: 422,
  conflict: 409,
  declined: 402,
  rate_limited: 429,
  unavailable: 503,
  outcome_unknown: 202,
} as const satisfies Record<FailureKind, number>;

const PRIVATE = { "Cache-Control": "private, no-store" } as const;

/** JSON has no bigint: amounts travel as decimal digits. */
function jsonText(body: unknown): string {
  return JSON.stringify(body, (_key, value: unknown) => (typeof value === "bigint" ? String(value) : value));
}

function json(body: unknown, status: number, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(jsonText(body), {
    status,
    headers: { ...PRIVATE, "Content-Type": "application/json", ...headers },
  });
}

/** The success of a command or question, as JSON that no cache keeps. */
export function toResponse(body: unknown): Response {
  return json(body, 200);
}

/** The failure with its ids as URLs show them. */
function publicFailure(failure: Failure): object {
  if (failure.kind !== "outcome_unknown") return failure;
  return { ...failure, paymentId: publicId("payment", failure.paymentId) };
}

/** A failure as HTTP: its kind is the status, its code and data the body, with the trace id that support asks for. */
export function failureResponse(failure: Failure, traceId: string): Response {
  const headers: Readonly<Record<string, string>> =
    failure.kind === "rate_limited" ? { "Retry-After": String(failure.retryAfterSeconds) } : {};
  return json({ error: { ...publicFailure(failure), traceId } }, STATUSES[failure.kind], headers);
}

/** What broke is ours to mend: whoever asked hears no more than that, and under which trace the log tells of it. */
export function brokenResponse(traceId: string): Response {
  return json({ error: { kind: "broken", code: "internal_error", traceId } }, 500);
}

/** A command that another site's page sent. There is nobody to explain anything to. */
export function crossOriginResponse(): Response {
  return json({ error: { kind: "forbidden", code: "cross_origin" } }, 403);
}
