import { invariant } from "@/lib/domain/invariant";
import { requirePermission } from "@/lib/domain/permissions";
import { ok, type Result } from "@/lib/domain/result";
import { isWellFormedVatId } from "@/lib/domain/tax/is-well-formed-vat-id";
import type { TaxIdState } from "@/lib/domain/tax/tax-id";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { findTaxSettings } from "@/lib/db/tax-settings";
import { findTaxBuyer, saveTaxIdState } from "@/lib/db/taxes";
import { inTransaction } from "@/lib/db/transaction";
import { taxIdRegister } from "@/lib/gateways/which-register";
import type { ServiceContext } from "../context";

/**
 * Asks the register about the customer's VAT id and keeps what it said. Where it does not answer, that is kept: nothing is
 * confirmed, tax is charged, and it may be asked again. Nobody is asked where sales are not taxed, or no register knows the country.
 */
export async function checkTaxId(ctx: ServiceContext): Promise<Result<{ state: TaxIdState }>> {
  const permitted = requirePermission(ctx.actor, "billing.change_own");
  if (!permitted.ok) return permitted;
  const { actor } = ctx;
  invariant(actor.kind === "customer", "Only a customer has a tax id.");
  const { merchantId, customerId } = actor;
  const buyer = await inTransaction(async (tx) => {
    const { driver } = await findTaxSettings(tx, merchantId);
    return driver === "none" ? null : findTaxBuyer(tx, merchantId, customerId);
  });
  if (buyer === null || buyer.place === null || buyer.taxId === null) return ok({ state: "unchecked" });
  const { taxId, place, taxIdState } = buyer;
  if (taxIdState === "registered" || isWellFormedVatId(place.country, taxId) !== true)
    return ok({ state: taxIdState });
  const state = await taxIdRegister().look(place.country, taxId);
  const asked = { merchantId, customerId, taxId, country: place.country };
  await inTransaction(async (tx) => {
    await saveTaxIdState(tx, asked, { state, at: ctx.clock.now() });
    await recordAuditEvent(tx, ctx, {
      eventType: "customer.tax_id_checked",
      command: "check-tax-id",
      outcome: "succeeded",
      changes: { customerId, country: place.country, state },
    });
  });
  return ok({ state });
}
