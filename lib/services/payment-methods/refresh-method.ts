import { err, ok, type Result } from "@/lib/domain/result";
import {
  findMethodByGatewayId,
  lockCustomer,
  markMethodRemoved,
  updateMethodExpiry,
} from "@/lib/db/payment-methods";
import { findMethodConsents } from "@/lib/db/charge-consents";
import { inTransaction } from "@/lib/db/transaction";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { endConsents } from "../collection/end-consents";
import type { ServiceContext } from "../context";
import { recordedGateway } from "../gateway-calls/recorded-gateway";
import { requirePermission } from "@/lib/domain/permissions";

export interface RefreshMethod {
  readonly gateway: string;
  readonly gatewayMethodId: string;
}

/** Reads a kept card again: one that is no longer attached at the gateway is removed here, a renewed one gets its new expiry. */
export async function refreshMethod(
  ctx: ServiceContext,
  command: RefreshMethod,
): Promise<Result<{ isKnown: boolean }>> {
  const permitted = requirePermission(ctx.actor, "payment_method.manage");
  if (!permitted.ok) return permitted;
  const { merchantId } = ctx.actor;
  const method = await inTransaction((tx) =>
    findMethodByGatewayId(tx, merchantId, command.gateway, command.gatewayMethodId),
  );
  if (method === null || method.isRemoved) return ok({ isKnown: method !== null });
  const asked = await recordedGateway(ctx, command.gateway).retrieveMethod(command.gatewayMethodId);
  if (asked.outcome !== "succeeded") return err({ kind: "unavailable", code: "gateway_not_reached" });
  const { gatewayCustomerId, card } = asked.value;
  await inTransaction(async (tx) => {
    await lockCustomer(tx, merchantId, method.customerId);
    if (gatewayCustomerId !== null) {
      await updateMethodExpiry(tx, merchantId, method.id, card);
      return;
    }
    await markMethodRemoved(tx, method, ctx.clock.now());
    const consents = await findMethodConsents(tx, method.merchantId, method.id);
    await endConsents(tx, ctx, consents, { reason: "The card was removed.", command: "refresh-method" });
    await recordAuditEvent(tx, ctx, {
      eventType: "payment_method.removed",
      command: "refresh-method",
      outcome: "succeeded",
      reason: "It is no longer attached at the gateway.",
      changes: { methodId: method.id },
    });
  });
  return ok({ isKnown: true });
}
