import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { findConsentsOfPhone, insertSmsConsent } from "@/lib/db/notice-choices";
import { inTransaction } from "@/lib/db/transaction";
import type { Clock } from "@/lib/platform/clock";
import { newId } from "@/lib/platform/ids";
import { newTraceId } from "@/lib/platform/trace";

/**
 * Ends text messages to a number, for every customer who is texted there: whoever holds the phone has said so, and they know
 * nothing of our merchants. Answers how many customers it was. Again it changes nothing.
 */
export async function stopTexts(
  clock: Clock,
  stop: { readonly phone: string; readonly source: "reply" | "gateway"; readonly wording: string },
): Promise<{ stoppedCount: number }> {
  return inTransaction(async (tx) => {
    const texted = await findConsentsOfPhone(tx, stop.phone);
    for (const { merchantId, customerId } of texted) {
      const occurredAt = clock.now();
      const ctx = {
        actor: { kind: "system", merchantId, name: "Remit" },
        traceId: newTraceId(),
        ipAddress: null,
        clock,
      } as const;
      await insertSmsConsent(tx, {
        ...stop,
        merchantId,
        id: newId(),
        customerId,
        isGiven: false,
        ipAddress: null,
        occurredAt,
      });
      await recordAuditEvent(tx, ctx, {
        eventType: "customer.texts_stopped",
        command: "stop-texts",
        outcome: "succeeded",
        changes: { customerId, source: stop.source },
      });
    }
    return { stoppedCount: texted.length };
  });
}
