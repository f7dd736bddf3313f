import type { CustomerActor } from "@/lib/domain/actor";
import { err, ok, type Result } from "@/lib/domain/result";
import { type OfferedPrice, type OfferedTerms, offerTerms } from "@/lib/domain/terms/offer-terms";
import { lockCustomer } from "@/lib/db/payment-methods";
import { findAccountStanding, findTermsOptions } from "@/lib/db/terms";
import type { Tx } from "@/lib/db/transaction";

/** The terms that were agreed to, decided about now and under lock: what the page offered may be over. */
export async function agreeTerms(
  tx: Tx,
  actor: CustomerActor,
  subtotal: OfferedPrice,
  termsId: string | undefined,
): Promise<Result<OfferedTerms>> {
  const { merchantId, customerId } = actor;
  // Two orders at once must not both fit under one credit limit.
  await lockCustomer(tx, merchantId, customerId);
  const options = await findTermsOptions(tx, merchantId);
  const account = await findAccountStanding(tx, merchantId, customerId, subtotal.currency);
  const { offered } = offerTerms(options, subtotal, account);
  const chosen = termsId === undefined ? offered[0] : offered.find(({ id }) => id === termsId);
  return chosen === undefined ? err({ kind: "rejected", code: "terms_not_offered" }) : ok(chosen);
}
