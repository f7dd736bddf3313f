import type { FailureOf } from "@/lib/domain/failure";
import { isPaused, type NonCriticalOperation } from "@/lib/domain/payments/non-critical";
import { err, ok, type Result } from "@/lib/domain/result";
import { findDeliveryFailures } from "@/lib/db/webhook-failures";
import { log } from "@/lib/platform/log";

/** Refuses what is not critical while the gateway's deliveries fail: what it leads to could not be told to us. */
export async function refuseWhilePaused(
  gateway: string,
  operation: NonCriticalOperation,
): Promise<Result<void, FailureOf<"unavailable">>> {
  if (!isPaused(await findDeliveryFailures(gateway))) return ok(undefined);
  log.info({ gateway, operation }, "paused while webhook deliveries fail");
  return err({ kind: "unavailable", code: "paused_for_now" });
}
