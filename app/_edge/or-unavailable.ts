import { noteTrouble } from "@/lib/platform/database-gauge";
import { isOutage } from "@/lib/platform/is-outage";
import { log } from "@/lib/platform/log";
import { newTraceId } from "@/lib/platform/trace";
import { brokenResponse, failureResponse } from "./to-response";

/** What the framework throws to say where to go, such as a redirect. */
function isSignal(error: unknown): boolean {
  return (
    error instanceof Error &&
    "digest" in error &&
    typeof error.digest === "string" &&
    error.digest.startsWith("NEXT_")
  );
}

/**
 * Answers 503 where the database was away, so that whoever asked tries again: every command may be repeated. Anything else that
 * is thrown is ours to mend: it is logged, and answered with a 500 that tells its trace and nothing of it.
 */
export async function orUnavailable(answer: () => Promise<Response>): Promise<Response> {
  try {
    return await answer();
  } catch (error) {
    if (isSignal(error)) throw error;
    const traceId = newTraceId();
    if (!isOutage(error)) {
      log.error({ err: error, traceId }, "a request broke");
      return brokenResponse(traceId);
    }
    noteTrouble(error);
    log.error({ err: error, traceId }, "the database was away");
    return failureResponse({ kind: "unavailable", code: "database_not_reached" }, traceId);
  }
}
