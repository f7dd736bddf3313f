import type { StaffActor } from "@/lib/domain/actor";

/**
 * Condition on `w` (webhook_event) that keeps what the actor may see: events about the merchant's own objects,
 * and, for the platform's administrators only, events that belong to no merchant (foreign objects, or not yet attributed).
 */
export function visibleEventsSql(actor: StaffActor, bind: (value: unknown) => string): string {
  const own = `w.merchant_id = ${bind(actor.merchantId)}::uuid`;
  return actor.role === "platform_admin" ? `(${own} OR w.merchant_id IS NULL)` : own;
}
