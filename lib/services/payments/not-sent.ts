import type { FailureOf } from "@/lib/domain/failure";

/**
 * The refusal for a question that the gateway did not take. An id that it does not know is no outage: keys of another
 * account, or a sandbox that was started afresh, and asking again will not help.
 */
export function notSent(code: string): FailureOf<"unavailable"> {
  if (code === "environment_mismatch") return { kind: "unavailable", code };
  const isMissing = code === "resource_missing";
  return { kind: "unavailable", code: isMissing ? "payment_missing_at_gateway" : "gateway_not_reached" };
}
