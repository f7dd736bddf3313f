import type { NoticeRefusal } from "@/lib/gateways/gateway";
import { raiseAlert } from "@/lib/services/alerts/raise-alert";

/** More failed deliveries in a row than this alert. */
const FAILED_IN_ROW_MAX = 3;

const failedInRow = new Map<string, number>();

/** A delivery was accepted: the row of failures has ended. */
export function deliveryAccepted(gateway: string): void {
  failedInRow.delete(gateway);
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
  const count = (failedInRow.get(gateway) ?? 0) + 1;
  failedInRow.set(gateway, count);
  if (count <= FAILED_IN_ROW_MAX) return;
  await raiseAlert({
    kind: "webhook_deliveries_failing",
    merchantId: null,
    subject: gateway,
    details: { reason, failed_in_a_row: count },
    traceId,
  });
}
