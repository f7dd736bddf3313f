import { invariant } from "@/lib/domain/invariant";
import { billingDetails, type BillingWish } from "@/lib/domain/people/billing-details";
import { requirePermission } from "@/lib/domain/permissions";
import { err, ok, type Result } from "@/lib/domain/result";
import { isWellFormedVatId } from "@/lib/domain/tax/is-well-formed-vat-id";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { saveBillingDetails } from "@/lib/db/billing-details";
import { findTaxSettings } from "@/lib/db/tax-settings";
import { inTransaction } from "@/lib/db/transaction";
import type { ServiceContext } from "../context";

/**
 * The customer says to whom documents are made out, and in which language. It holds for what is issued from then on: what was
 * issued stands as it is.
 */
export async function changeBillingDetails(
  ctx: ServiceContext,
  command: BillingWish,
): Promise<Result<{ customerId: string }>> {
  const permitted = requirePermission(ctx.actor, "billing.change_own");
  if (!permitted.ok) return permitted;
  const { actor } = ctx;
  invariant(actor.kind === "customer", "Only a customer has billing details.");
  const read = billingDetails(command);
  if (!read.ok) return read;
  const { merchantId, customerId } = actor;
  const { country, taxId } = read.value;
  const isWrong = taxId !== null && isWellFormedVatId(country, taxId) === false;
  return inTransaction(async (tx) => {
    // Only tax asks for more than what is printed.
    if (isWrong && (await findTaxSettings(tx, merchantId)).driver !== "none")
      return err({ kind: "invalid", code: "invalid_input", fields: { taxId: "tax_id_wrong" } });
    await saveBillingDetails(tx, { ...read.value, merchantId, customerId, updatedAt: ctx.clock.now() });
    await recordAuditEvent(tx, ctx, {
      eventType: "customer.billing_changed",
      command: "change-billing-details",
      outcome: "succeeded",
      // An address has no business in a log that nothing is ever taken out of.
      changes: { customerId, locale: read.value.locale, country: read.value.country },
    });
    return ok({ customerId });
  });
}
