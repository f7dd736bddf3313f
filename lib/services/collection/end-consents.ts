import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { type ActiveConsent, updateConsentsWithdrawn } from "@/lib/db/charge-consents";
import type { Tx } from "@/lib/db/transaction";
import type { ServiceContext } from "../context";
import { recordOrderEvents } from "../orders/record-order-events";

/** Ends consents, in the caller's transaction: on record, and on the timelines of their orders. */
export async function endConsents(
  tx: Tx,
  ctx: ServiceContext,
  consents: readonly ActiveConsent[],
  { reason, command }: { readonly reason: string; readonly command: string },
): Promise<void> {
  if (consents.length === 0) return;
  const { merchantId, name: by } = ctx.actor;
  const at = ctx.clock.now();
  const ids = consents.map(({ id }) => id);
  await updateConsentsWithdrawn(tx, merchantId, ids, { at, by, reason });
  await recordOrderEvents(
    tx,
    ctx,
    { kind: "command", command },
    consents.flatMap(({ orderId, brand, last4 }) =>
      orderId === null
        ? []
        : [
            {
              orderId,
              kind: "charge_consent_withdrawn" as const,
              fromState: null,
              toState: null,
              details: { brand, last4, reason },
              paymentId: null,
              occurredAt: at,
            },
          ],
    ),
  );
  for (const { id, orderId, methodId } of consents)
    await recordAuditEvent(tx, ctx, {
      eventType: "charge_consent.withdrawn",
      command,
      outcome: "succeeded",
      idempotencyKey: `charge-consent:${id}:withdraw`,
      ...(orderId === null ? {} : { orderId }),
      reason,
      changes: { consentId: id, methodId },
    });
}
