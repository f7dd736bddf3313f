import type { Result } from "@/lib/domain/result";

interface Refusal {
  readonly code: string;
}

/** The value of an answer that the seed relies on. @throws Error naming the step and the refusal. */
export function answered<T>(step: string, result: Result<T, Refusal>): T {
  if (!result.ok) throw new Error(`${step}: ${result.error.code}`);
  return result.value;
}

/** Refusals that say that an earlier, interrupted seeding came past this step already. */
const DONE_CODES: readonly string[] = [
  "site_already_approved",
  "site_not_ready",
  "order_state_refused",
  "order_already_paid",
  "order_not_payable",
];

/** The value of a step, or null when an earlier seeding took it. @throws Error for any other refusal. */
export function answeredOnce<T>(step: string, result: Result<T, Refusal>): T | null {
  if (!result.ok && DONE_CODES.includes(result.error.code)) return null;
  return answered(step, result);
}
