import type { Actor } from "@/lib/domain/actor";

/** Whose orders the actor may see: a customer its own, staff those of their merchant. Part of every query's condition. */
export function orderScope(actor: Actor): { merchantId: string; customerId?: string } {
  if (actor.kind === "customer") return { merchantId: actor.merchantId, customerId: actor.customerId };
  return { merchantId: actor.merchantId };
}
