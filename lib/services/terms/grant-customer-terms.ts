import { actorLoginId } from "@/lib/domain/actor";
import { type Money } from "@/lib/domain/money/money";
import { err, ok, type Result } from "@/lib/domain/result";
import { requirePermission } from "@/lib/domain/permissions";
import { type PaymentTerms, readTerms, termsJson } from "@/lib/domain/terms/payment-terms";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { findCustomer } from "@/lib/db/customers";
import { lockCustomer } from "@/lib/db/payment-methods";
import { type CustomerTermsRow, findCustomerTerms, upsertCustomerTerms } from "@/lib/db/terms";
import { inTransaction } from "@/lib/db/transaction";
import type { ServiceContext } from "../context";

export interface GrantCustomerTerms {
  readonly customerId: string;
  /** Terms of their own, such as Net 45; null for the shop's. */
  readonly terms: PaymentTerms | null;
  /** Whether options for approved accounts are open to them. */
  readonly isApproved: boolean;
  /** The most that they may owe on open orders; null for no limit of their own. */
  readonly creditLimit: Money | null;
  readonly reason: string;
}

const texts = (row: Pick<CustomerTermsRow, "terms" | "isApproved" | "creditLimit"> | null) => ({
  terms: row === null || row.terms === null ? null : termsJson(row.terms),
  isApproved: row?.isApproved ?? false,
  creditLimitMinor: row === null || row.creditLimit === null ? null : String(row.creditLimit.amountMinor),
  creditCurrency: row?.creditLimit?.currency ?? null,
});

/**
 * Decides what one customer may have: terms of their own, credit, or the shop's terms again. It holds for orders placed from then
 * on. The same again changes nothing and leaves no record.
 */
export async function grantCustomerTerms(
  ctx: ServiceContext,
  command: GrantCustomerTerms,
): Promise<Result<{ isChanged: boolean }>> {
  const permitted = requirePermission(ctx.actor, "customer_terms.change");
  if (!permitted.ok) return permitted;
  const reason = command.reason.trim();
  if (reason === "") return err({ kind: "rejected", code: "reason_required" });
  const { customerId, isApproved, creditLimit } = command;
  const terms = command.terms === null ? null : readTerms(command.terms);
  const isMalformed = (command.terms !== null && terms === null) || (creditLimit?.amountMinor ?? 0n) < 0n;
  if (isMalformed) return err({ kind: "rejected", code: "terms_malformed" });
  const { merchantId, name: actorName } = ctx.actor;
  return inTransaction(async (tx) => {
    if ((await findCustomer(tx, merchantId, customerId)) === null)
      return err({ kind: "not_found", code: "customer_not_found" });
    await lockCustomer(tx, merchantId, customerId);
    const before = texts(await findCustomerTerms(tx, merchantId, customerId));
    const after = texts({ terms, isApproved, creditLimit });
    if (JSON.stringify(before) === JSON.stringify(after)) return ok({ isChanged: false });
    const at = ctx.clock.now();
    const actorId = actorLoginId(ctx.actor);
    const granted = { terms, isApproved, creditLimit, reason };
    await upsertCustomerTerms(tx, { merchantId, customerId, ...granted, actorId, actorName, at });
    await recordAuditEvent(tx, ctx, {
      eventType: "customer.terms_granted",
      command: "grant-customer-terms",
      outcome: "succeeded",
      reason,
      changes: { customerId, before, after },
    });
    return ok({ isChanged: true });
  });
}
