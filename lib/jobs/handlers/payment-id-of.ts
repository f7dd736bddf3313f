import { invariant } from "@/lib/domain/invariant";

/** The payment that a job's payload names. @throws InvariantViolation when it names none. */
export function paymentIdOf(payload: unknown): string {
  const isNamed = typeof payload === "object" && payload !== null && "paymentId" in payload;
  invariant(isNamed && typeof payload.paymentId === "string", "The job names no payment.");
  return payload.paymentId;
}
