import type { Dispute, DisputeEvidence } from "../objects.ts";

type CompellingEvidence = NonNullable<DisputeEvidence["enhanced_evidence"]["visa_compelling_evidence_3"]>;
type Status = NonNullable<Dispute["evidence_details"]["enhanced_eligibility"]["visa_compelling_evidence_3"]>;
type Identified = Pick<
  CompellingEvidence["prior_undisputed_transactions"][number],
  | "customer_account_id"
  | "customer_device_fingerprint"
  | "customer_device_id"
  | "customer_email_address"
  | "customer_purchase_ip"
  | "shipping_address"
>;

const PRIOR_COUNT = 2;

const isSame = (a: unknown, b: unknown): boolean => a != null && JSON.stringify(a) === JSON.stringify(b);

/** Two identifiers must be the same everywhere, one of them the address or the device of the buyer. */
function areIdentifiersMet(disputed: Identified, priors: readonly Identified[]): boolean {
  const isShared = (key: keyof Identified): boolean =>
    priors.every((prior) => isSame(prior[key], disputed[key]));
  const main = [
    isShared("customer_purchase_ip"),
    isShared("customer_device_id") || isShared("customer_device_fingerprint"),
  ].filter(Boolean).length;
  const others = [
    isShared("customer_account_id"),
    isShared("customer_email_address"),
    isShared("shipping_address"),
  ].filter(Boolean).length;
  return main === 2 || (main === 1 && others >= 1);
}

/** What is still missing for Visa to decide in the merchant's favor. https://docs.stripe.com/disputes/api/visa-ce3 */
export function compellingEvidenceStatus(given: CompellingEvidence | undefined): Status {
  const disputed = given?.disputed_transaction ?? null;
  const priors = given?.prior_undisputed_transactions ?? [];
  const missing: Status["required_actions"] = [];
  if (disputed === null || priors.length === 0 || !areIdentifiersMet(disputed, priors))
    missing.push("missing_customer_identifiers");
  if (disputed?.product_description == null) missing.push("missing_disputed_transaction_description");
  if (disputed?.merchandise_or_services == null) missing.push("missing_merchandise_or_services");
  if (priors.length === 0 || priors.some((prior) => prior.product_description === null))
    missing.push("missing_prior_undisputed_transaction_description");
  if (priors.length < PRIOR_COUNT) missing.push("missing_prior_undisputed_transactions");
  return { required_actions: missing, status: missing.length === 0 ? "qualified" : "requires_action" };
}
