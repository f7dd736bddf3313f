import type { Actor } from "@/lib/domain/actor";
import type { Money } from "@/lib/domain/money/money";
import { permits } from "@/lib/domain/permissions";
import { rulesText } from "@/lib/domain/terms/offer-terms";
import { modelOf } from "@/lib/domain/terms/payment-terms";
import { findCustomerTerms, findTermsOptions } from "@/lib/db/terms";
import { inTransaction } from "@/lib/db/transaction";

export interface TermsOptionView {
  readonly id: string;
  readonly name: string;
  readonly rules: string;
  readonly isDefault: boolean;
}

/** The terms that the actor's merchant offers; null for whoever may not read them. */
export async function findTerms(actor: Actor): Promise<readonly TermsOptionView[] | null> {
  if (!permits(actor, "terms.read")) return null;
  const options = await inTransaction((tx) => findTermsOptions(tx, actor.merchantId));
  return options.map(({ id, terms, rules, isDefault }) => ({
    id,
    name: modelOf(terms).name,
    rules: rulesText(rules),
    isDefault,
  }));
}

export interface CustomerTermsView {
  /** Null where the shop's own hold. */
  readonly name: string | null;
  readonly isApproved: boolean;
  readonly creditLimit: Money | null;
  readonly reason: string | null;
}

/** Which terms hold for a customer and why. */
export async function findTermsOfCustomer(actor: Actor, customerId: string): Promise<CustomerTermsView> {
  const row = await inTransaction((tx) => findCustomerTerms(tx, actor.merchantId, customerId));
  return {
    name: row === null || row.terms === null ? null : modelOf(row.terms).name,
    isApproved: row?.isApproved ?? false,
    creditLimit: row?.creditLimit ?? null,
    reason: row?.reason ?? null,
  };
}
