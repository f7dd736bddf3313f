import type { StaffActor } from "@/lib/domain/actor";

/**
 * Condition on a table's alias that keeps what the actor may see: the merchant's own rows and, for the platform's
 * administrators only, rows of no merchant: foreign or not yet attributed events, alerts about the whole installation.
 */
export function visibleRowsSql(
  actor: StaffActor,
  alias: "w" | "a",
  bind: (value: unknown) => string,
): string {
  const own = `${alias}.merchant_id = ${bind(actor.merchantId)}::uuid`;
  return actor.role === "platform_admin" ? `(${own} OR ${alias}.merchant_id IS NULL)` : own;
}
