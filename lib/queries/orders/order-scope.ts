import type { Actor } from "@/lib/domain/actor";

/** Whose orders the actor may see: a customer its own, a link its one, staff those of their merchant. Part of every query's condition. */
export function orderScope(actor: Actor): {
  merchantId: string;
  customerId?: string;
  AND?: { id: string };
} {
  if (actor.kind === "customer") return { merchantId: actor.merchantId, customerId: actor.customerId };
  if (actor.kind === "pay_link") return { merchantId: actor.merchantId, AND: { id: actor.orderId } };
  return { merchantId: actor.merchantId };
}
