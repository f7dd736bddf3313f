import { addressParams, toAddress } from "../engine/shared-params.ts";
import type { DisputeEvidence } from "../objects.ts";
import {
  accepted,
  boolean,
  clearable,
  list,
  object,
  oneOf,
  required,
  text,
  type Parsed,
} from "../protocol/params.ts";

const words = () => clearable(text(20_000));

const identifiers = {
  customer_account_id: clearable(text()),
  customer_device_fingerprint: clearable(text()),
  customer_device_id: clearable(text()),
  customer_email_address: clearable(text()),
  customer_purchase_ip: clearable(text()),
  product_description: clearable(text(20_000)),
  shipping_address: clearable(addressParams),
};
const acknowledgement = object({ fee_acknowledged: boolean() });

const enhancedSpec = {
  mastercard_compliance: acknowledgement,
  visa_compelling_evidence_3: object({
    disputed_transaction: object({
      ...identifiers,
      merchandise_or_services: oneOf("merchandise", "services"),
    }),
    prior_undisputed_transactions: list(object({ ...identifiers, charge: required(text()) })),
  }),
  visa_compliance: acknowledgement,
};

/** The fields that name an uploaded file. */
export const EVIDENCE_FILE_FIELDS = [
  "cancellation_policy",
  "customer_communication",
  "customer_signature",
  "duplicate_charge_documentation",
  "receipt",
  "refund_policy",
  "service_documentation",
  "shipping_documentation",
  "uncategorized_file",
] as const;

const evidenceSpec = {
  access_activity_log: words(),
  appeal: accepted(),
  billing_address: words(),
  cancellation_policy: clearable(text()),
  cancellation_policy_disclosure: words(),
  cancellation_rebuttal: words(),
  customer_communication: clearable(text()),
  customer_email_address: words(),
  customer_name: words(),
  customer_purchase_ip: words(),
  customer_signature: clearable(text()),
  duplicate_charge_documentation: clearable(text()),
  duplicate_charge_explanation: words(),
  duplicate_charge_id: words(),
  enhanced_evidence: clearable(object(enhancedSpec)),
  product_description: words(),
  receipt: clearable(text()),
  refund_policy: clearable(text()),
  refund_policy_disclosure: words(),
  refund_refusal_explanation: words(),
  service_date: words(),
  service_documentation: clearable(text()),
  shipping_address: words(),
  shipping_carrier: words(),
  shipping_date: words(),
  shipping_documentation: clearable(text()),
  shipping_tracking_number: words(),
  uncategorized_file: clearable(text()),
  uncategorized_text: words(),
};
export const evidenceParams = object(evidenceSpec);
export type GivenEvidence = Parsed<typeof evidenceSpec>;

type Enhanced = DisputeEvidence["enhanced_evidence"];
type Transaction = NonNullable<
  Enhanced["visa_compelling_evidence_3"]
>["prior_undisputed_transactions"][number];

const identified = (given: Parsed<typeof identifiers>): Omit<Transaction, "charge"> => ({
  customer_account_id: given.customer_account_id ?? null,
  customer_device_fingerprint: given.customer_device_fingerprint ?? null,
  customer_device_id: given.customer_device_id ?? null,
  customer_email_address: given.customer_email_address ?? null,
  customer_purchase_ip: given.customer_purchase_ip ?? null,
  product_description: given.product_description ?? null,
  shipping_address: given.shipping_address == null ? null : toAddress(given.shipping_address),
});

function toEnhanced(given: Parsed<typeof enhancedSpec> | null): Enhanced {
  const { mastercard_compliance, visa_compelling_evidence_3: visa, visa_compliance } = given ?? {};
  const enhanced: Enhanced = {};
  if (mastercard_compliance !== undefined)
    enhanced.mastercard_compliance = { fee_acknowledged: mastercard_compliance.fee_acknowledged ?? false };
  if (visa_compliance !== undefined)
    enhanced.visa_compliance = { fee_acknowledged: visa_compliance.fee_acknowledged ?? false };
  if (visa === undefined) return enhanced;
  const { disputed_transaction: disputed, prior_undisputed_transactions: priors } = visa;
  enhanced.visa_compelling_evidence_3 = {
    disputed_transaction:
      disputed === undefined
        ? null
        : { ...identified(disputed), merchandise_or_services: disputed.merchandise_or_services ?? null },
    prior_undisputed_transactions: (priors ?? []).map((prior) => ({
      ...identified(prior),
      charge: prior.charge,
    })),
  };
  return enhanced;
}

/** The evidence as it is kept; `null` unsets a field. */
export function toEvidence(given: GivenEvidence): Partial<DisputeEvidence> {
  const { appeal: _appeal, enhanced_evidence: enhanced, ...fields } = given;
  return { ...fields, ...(enhanced === undefined ? {} : { enhanced_evidence: toEnhanced(enhanced) }) };
}
