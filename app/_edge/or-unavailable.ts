import { noteTrouble } from "@/lib/platform/database-gauge";
import { isOutage } from "@/lib/platform/is-outage";
import { log } from "@/lib/platform/log";
import { newTraceId } from "@/lib/platform/trace";
import { failureResponse } from "./to-response";

/**
 * Answers 503 where the database was away, so that whoever asked tries again: every command may be repeated. Anything else that
 * is thrown is ours to mend and stays a 500.
 */
export async function orUnavailable(answer: () => Promise<Response>): Promise<Response> {
  try {
    return await answer();
  } catch (error) {
    if (!isOutage(error)) throw error;
    noteTrouble(error);
    const traceId = newTraceId();
    log.error({ err: error, traceId }, "the database was away");
    return failureResponse({ kind: "unavailable", code: "database_not_reached" }, traceId);
  }
}
