import type { CustomerActor } from "@/lib/domain/actor";
import { prisma } from "@/lib/db/client";

export interface SavedMethod {
  readonly id: string;
  /** A reference that only the gateway can use, and only for this customer. */
  readonly gatewayMethodId: string;
  readonly brand: string;
  readonly last4: string;
  readonly funding: string;
  readonly expMonth: number;
  readonly expYear: number;
  readonly isDefault: boolean;
  /** good, soon: within two months, expired. */
  readonly expiry: "good" | "soon" | "expired";
}

/** Months from year 0, so that two dates of cards can be subtracted. A card is good until the end of its month. */
function expiryAt(now: Date, card: { expMonth: number; expYear: number }): SavedMethod["expiry"] {
  const left = card.expYear * 12 + card.expMonth - 1 - (now.getUTCFullYear() * 12 + now.getUTCMonth());
  if (left < 0) return "expired";
  return left < 2 ? "soon" : "good";
}

/** The cards that the customer has saved, the default one first. */
export async function listPaymentMethods(actor: CustomerActor, input: { now: Date }): Promise<SavedMethod[]> {
  const methods = await prisma().paymentMethod.findMany({
    where: { merchantId: actor.merchantId, customerId: actor.customerId, removedAt: null },
    orderBy: [{ isDefault: "desc" }, { createdAt: "desc" }],
  });
  return methods.map((method) => ({
    id: method.id,
    gatewayMethodId: method.gatewayMethodId,
    brand: method.brand,
    last4: method.last4,
    funding: method.funding,
    expMonth: method.expMonth,
    expYear: method.expYear,
    isDefault: method.isDefault,
    expiry: expiryAt(input.now, method),
  }));
}
