import { z } from "zod";

/** What a line may tell. Everything else is left out, whoever hands it over: payloads, headers, rows of a database. */
const LISTED: ReadonlySet<string> = new Set([
  "attempt",
  "code",
  "command",
  "data",
  "err",
  "error",
  "eventCount",
  "eventsPerInsert",
  "field",
  "gateway",
  "gatewayPaymentId",
  "host",
  "ipAddress",
  "key",
  "kind",
  "mailId",
  "network",
  "offender",
  "operation",
  "outcome",
  "paymentId",
  "place",
  "port",
  "reason",
  "source",
  "traceId",
  "work",
]);

/** Stands where something was left out, so that whoever reads the line knows that there was more. */
const LEFT_OUT = "[not listed]";

function isPlain(value: unknown): boolean {
  return value === null || ["string", "number", "boolean", "bigint", "undefined"].includes(typeof value);
}

/**
 * Only what is listed, and of that only plain values: nothing nested can bring along what nobody thought of. A logger that
 * is bound to nothing gives nothing.
 */
export function listedOnly(record: Record<string, unknown> | null | undefined): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(record ?? {}).map(([name, value]) => [
      name,
      LISTED.has(name) && (name === "err" || isPlain(value)) ? value : LEFT_OUT,
    ]),
  );
}

const CAUSES_MAX = 3;
const code = z.object({ code: z.string().max(100) });

/**
 * An error as its kind, message, code and stack. What libraries hang on errors (requests with their headers, raw answers,
 * the rows that a constraint refused) stays out.
 */
export function errorRecord(error: unknown, depth = 0): unknown {
  if (!(error instanceof Error)) return LEFT_OUT;
  const coded = code.safeParse(error);
  return {
    type: error.name,
    message: error.message,
    stack: error.stack,
    ...(coded.success ? { code: coded.data.code } : {}),
    ...(error.cause instanceof Error && depth < CAUSES_MAX
      ? { cause: errorRecord(error.cause, depth + 1) }
      : {}),
  };
}
