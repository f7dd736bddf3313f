import { invariant } from "@/lib/domain/invariant";
import type { Order } from "@/lib/domain/orders/order";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { findOrderConsent, insertConsent, updateConsentsWithdrawn } from "@/lib/db/charge-consents";
import { touchOrders } from "@/lib/db/orders";
import type { Tx } from "@/lib/db/transaction";
import { newId } from "@/lib/platform/ids";
import type { ServiceContext } from "../context";
import { recordOrderEvents } from "../orders/record-order-events";

export interface ConsentToRecord {
  /** Locked. */
  readonly order: Order;
  readonly method: { readonly id: string; readonly brand: string; readonly last4: string };
  readonly text: string;
  readonly givenAt: Date;
  readonly command: string;
  readonly idempotencyKey: string;
}

/** Writes down what a customer agreed to, in the caller's transaction; an earlier consent for the order ends with it. */
export async function recordConsent(
  tx: Tx,
  ctx: ServiceContext,
  { order, method, text, givenAt, command, idempotencyKey }: ConsentToRecord,
): Promise<{ consentId: string }> {
  const { merchantId, id: orderId, customerId } = order;
  const earlier = await findOrderConsent(tx, merchantId, orderId);
  const at = ctx.clock.now();
  if (earlier !== null)
    await updateConsentsWithdrawn(tx, merchantId, [earlier.id], {
      at,
      by: ctx.actor.name,
      reason: "Another one took its place.",
    });
  const consentId = newId();
  invariant(text !== "", "A consent has words.");
  await insertConsent(tx, {
    merchantId,
    id: consentId,
    customerId,
    orderId,
    methodId: method.id,
    purpose: "order",
    text,
    givenAt,
    givenBy: ctx.actor.name,
    traceId: ctx.traceId,
  });
  await recordOrderEvents(tx, ctx, { kind: "command", command }, [
    {
      orderId,
      kind: "charge_consent_given",
      fromState: null,
      toState: null,
      details: { brand: method.brand, last4: method.last4, text },
      paymentId: null,
      occurredAt: at,
    },
  ]);
  await touchOrders(tx, merchantId, [orderId]);
  await recordAuditEvent(tx, ctx, {
    eventType: "charge_consent.given",
    command,
    outcome: "succeeded",
    orderId,
    idempotencyKey,
    changes: { consentId, methodId: method.id, text, replaced: earlier?.id ?? null },
  });
  return { consentId };
}
