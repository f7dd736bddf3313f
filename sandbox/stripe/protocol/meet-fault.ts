import type { Chance } from "../random.ts";
import { ApiError } from "./errors.ts";
import { log, type Exchange } from "./exchange.ts";
import type { Fault } from "./faults.ts";

const wait = (delayMs: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, delayMs));

const UNKNOWN_ERROR =
  "An unknown error occurred. If you have any questions, we can help at https://support.stripe.com/.";

/** Refusals that come before the idempotency layer, so that nothing is kept. https://docs.stripe.com/rate-limits */
export function refuseByFault(exchange: Exchange, fault: Fault | null): void {
  if (fault === null) return;
  const isLock = fault.kind === "lock_timeout";
  // Nobody knows better than the limiter whether trying again helps; a lock is soon released.
  exchange.shouldRetry = fault.shouldRetry ?? (isLock ? true : null);
  if (fault.kind === "error_429") {
    const message =
      "Request rate limit exceeded. You can learn more about rate limits here https://stripe.com/docs/rate-limits.";
    throw new ApiError(429, { type: "invalid_request_error", code: "rate_limit", message }, true);
  }
  if (isLock) {
    const message =
      "This object cannot be accessed right now because another API request or Stripe process is currently accessing it. " +
      "If you see this error intermittently, retry the request. If you see this error frequently and are making multiple " +
      "concurrent requests to a single object, make your requests serially or at a lower rate. " +
      "For more details, see https://stripe.com/docs/rate-limits#object-lock-timeouts.";
    throw new ApiError(429, { type: "invalid_request_error", code: "lock_timeout", message }, true);
  }
  if (fault.kind === "error_503")
    throw new ApiError(503, { type: "api_error", message: "Stripe is temporarily unavailable." }, true);
}

/** Whether the request is to be executed at all; cuts or abandons the connection when not. */
export async function meetFaultBefore(
  exchange: Exchange,
  fault: Fault | null,
  chance: Chance,
): Promise<boolean> {
  if (fault === null) return true;
  if (fault.kind === "latency") await wait(fault.delayMs + Math.floor(fault.jitterMs * chance()));
  if (fault.kind !== "reset_before" && fault.kind !== "timeout_before") return true;
  log(exchange, null, fault.kind);
  if (fault.kind === "reset_before") exchange.request.socket.destroy();
  return false;
}

/** Whether the request is to be answered; cuts or abandons the connection when not. */
export function meetFaultAfter(exchange: Exchange, fault: Fault | null): boolean {
  if (fault?.kind !== "reset_after" && fault?.kind !== "timeout_after") return true;
  log(exchange, null, fault.kind);
  if (fault.kind === "reset_after") exchange.request.socket.destroy();
  return false;
}

/** Stripe's own failure, before the effect or after it: an answer that says nothing about what happened. */
export function failByFault(fault: Fault | null, moment: "error_500" | "error_500_after"): void {
  if (fault?.kind === moment) throw new ApiError(500, { type: "api_error", message: UNKNOWN_ERROR });
}
