import { invariant } from "@/lib/domain/invariant";
import { err, ok, type Result } from "@/lib/domain/result";
import {
  findPaymentMethod,
  lockCustomer,
  markMethodRemoved,
  type PaymentMethodRow,
} from "@/lib/db/payment-methods";
import { findMethodConsents } from "@/lib/db/charge-consents";
import { inTransaction } from "@/lib/db/transaction";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { endConsents } from "../collection/end-consents";
import type { ServiceContext } from "../context";
import { recordedGateway } from "../gateway-calls/recorded-gateway";
import { askOnce } from "../operations/ask-once";
import { requirePermission } from "@/lib/domain/permissions";

/** Whether the gateway will not charge this card any more: it was detached now, or belongs to nobody there already. */
async function isDetached(ctx: ServiceContext, method: PaymentMethodRow): Promise<boolean> {
  const gateway = recordedGateway(ctx, method.gateway);
  const { gatewayMethodId } = method;
  const operation = {
    name: `payment-method:${method.id}:detach`,
    command: "remove-method",
    input: { gatewayMethodId },
  };
  const asked = await askOnce(ctx, operation, {
    ask: (idempotencyKey) => gateway.detachMethod({ idempotencyKey, gatewayMethodId }),
    answerOf: (detached) => detached,
  });
  if (asked.outcome === "succeeded") return true;
  const seen = await gateway.retrieveMethod(gatewayMethodId);
  if (seen.outcome === "succeeded") return seen.value.gatewayCustomerId === null;
  return seen.outcome === "not_sent" && seen.code === "resource_missing";
}

/**
 * Removes one of the customer's cards, at the gateway first: a card that we no longer show must not be chargeable either.
 * Removing it again changes nothing.
 */
export async function removeMethod(
  ctx: ServiceContext,
  command: { readonly methodId: string },
): Promise<Result<{ methodId: string }>> {
  const permitted = requirePermission(ctx.actor, "payment_method.manage");
  if (!permitted.ok) return permitted;
  const { actor } = ctx;
  invariant(actor.kind === "customer", "Only a customer has cards.");
  const method = await inTransaction((tx) => findPaymentMethod(tx, actor.merchantId, command.methodId));
  if (method === null || method.customerId !== actor.customerId) {
    return err({ kind: "not_found", code: "payment_method_not_found" });
  }
  if (method.isRemoved) return ok({ methodId: method.id });
  if (!(await isDetached(ctx, method))) {
    return err({ kind: "unavailable", code: "gateway_not_reached" });
  }
  await inTransaction(async (tx) => {
    await lockCustomer(tx, actor.merchantId, actor.customerId);
    const current = await findPaymentMethod(tx, actor.merchantId, command.methodId);
    if (current === null || current.isRemoved) return;
    await markMethodRemoved(tx, current, ctx.clock.now());
    const consents = await findMethodConsents(tx, current.merchantId, current.id);
    await endConsents(tx, ctx, consents, { reason: "The card was removed.", command: "remove-method" });
    await recordAuditEvent(tx, ctx, {
      eventType: "payment_method.removed",
      command: "remove-method",
      outcome: "succeeded",
      changes: { methodId: method.id },
    });
  });
  return ok({ methodId: method.id });
}
