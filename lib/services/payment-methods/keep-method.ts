import { isMethodReference } from "@/lib/domain/payments/gateway-ids";
import type { GatewayMethod } from "@/lib/domain/payments/gateway-outcome";
import { insertPaymentMethod, lockCustomer } from "@/lib/db/payment-methods";
import { inTransaction } from "@/lib/db/transaction";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { invariant } from "@/lib/domain/invariant";
import { expectsLive } from "@/lib/platform/env";
import { newId } from "@/lib/platform/ids";
import type { ServiceContext } from "../context";

export interface KeepMethod {
  readonly customerId: string;
  readonly method: GatewayMethod;
  readonly consent: { readonly text: string; readonly at: Date };
}

/** Stores the reference of a card that the gateway keeps, with the consent it rests on. A card that is kept stays as it is. */
export async function keepMethod(
  ctx: ServiceContext,
  { customerId, method, consent }: KeepMethod,
): Promise<void> {
  const { merchantId } = ctx.actor;
  invariant(
    isMethodReference(method.gatewayMethodId, { isLive: expectsLive() }),
    "A card is kept by a token of the gateway only.",
  );
  const { brand, last4, funding, expMonth, expYear } = method.card;
  await inTransaction(async (tx) => {
    await lockCustomer(tx, merchantId, customerId);
    const isNew = await insertPaymentMethod(tx, {
      merchantId,
      id: newId(),
      customerId,
      gateway: "stripe",
      gatewayMethodId: method.gatewayMethodId,
      brand,
      last4,
      funding,
      expMonth,
      expYear,
      consentText: consent.text,
      consentedAt: consent.at,
    });
    if (!isNew) return;
    await recordAuditEvent(tx, ctx, {
      eventType: "payment_method.saved",
      command: "keep-method",
      outcome: "succeeded",
      card: { brand, last4, funding },
      changes: { customerId, consent: consent.text },
    });
  });
}
