import { FAILED_IN_ROW_MAX } from "@/lib/domain/payments/non-critical";
import { countDeliveryFailure, endDeliveryFailures } from "@/lib/db/webhook-failures";
import type { NoticeRefusal } from "@/lib/gateways/gateway";
import { raiseAlert } from "@/lib/services/alerts/raise-alert";

/** Deliveries may fail in one process and be accepted in another, so that each looks this often whether a row has to end. */
const LOOK_INTERVAL_MS = 5_000;

const lookedAt = new Map<string, number>();

/**
 * A delivery was accepted: the row of failures has ended, and what it paused goes on. Written at once after a failure that
 * this process saw, and else at most once in five seconds: it costs a delivery next to nothing.
 */
export async function deliveryAccepted(gateway: string): Promise<void> {
  const now = performance.now();
  if (now - (lookedAt.get(gateway) ?? Number.NEGATIVE_INFINITY) < LOOK_INTERVAL_MS) return;
  lookedAt.set(gateway, now);
  await endDeliveryFailures(gateway);
}

/**
 * A delivery that claims to be the gateway's failed. What carries no signature at all is anybody's noise and does not count:
 * the address is public. Alerts from the fourth in a row on; the alert counts the others.
 */
export async function deliveryFailed(
  gateway: string,
  reason: NoticeRefusal | "wrong_mode",
  traceId: string,
): Promise<void> {
  if (reason === "signature_missing") return;
  lookedAt.delete(gateway);
  const count = await countDeliveryFailure(gateway, reason);
  if (count <= FAILED_IN_ROW_MAX) return;
  await raiseAlert({
    kind: "webhook_deliveries_failing",
    merchantId: null,
    subject: gateway,
    details: { reason, failed_in_a_row: count },
    traceId,
  });
}
