import { requirePermission } from "@/lib/domain/permissions";
import { ok, type Result } from "@/lib/domain/result";
import { findOrderConsent } from "@/lib/db/charge-consents";
import { touchOrders } from "@/lib/db/orders";
import { inTransaction } from "@/lib/db/transaction";
import type { ServiceContext } from "../context";
import { doOnce } from "../operations/do-once";
import { lockOwnOrder } from "../orders/lock-own-order";
import { endConsents } from "./end-consents";

/**
 * The customer no longer wants a card charged by itself for an order. A charge that was begun is looked up and not repeated;
 * nothing is charged after it. What is owed stays owed. Withdrawn twice, or where there is none, nothing changes.
 */
export async function withdrawChargeConsent(
  ctx: ServiceContext,
  command: { readonly orderId: string },
): Promise<Result<{ orderId: string }>> {
  const permitted = requirePermission(ctx.actor, "payment_method.manage");
  if (!permitted.ok) return permitted;
  return inTransaction(async (tx) => {
    const found = await lockOwnOrder(tx, ctx, command.orderId);
    if (!found.ok) return found;
    const { merchantId, id: orderId } = found.value;
    const consent = await findOrderConsent(tx, merchantId, orderId);
    if (consent === null) return ok({ orderId });
    const operation = {
      name: `charge-consent:${consent.id}:withdraw`,
      command: "withdraw-charge-consent",
      input: { consentId: consent.id },
      orderId,
    };
    return doOnce<{ orderId: string }>(tx, ctx, operation, {
      answerOf: () => ({ orderId }),
      run: async () => {
        const how = { reason: "The customer ended it.", command: "withdraw-charge-consent" };
        await endConsents(tx, ctx, [consent], how);
        await touchOrders(tx, merchantId, [orderId]);
        return ok({ orderId });
      },
    });
  });
}
