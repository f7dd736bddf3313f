import { emit } from "../events.ts";
import { snapshot, type Dispute, type DisputeEvidence, type Metadata } from "../objects.ts";
import { invalidRequest } from "../protocol/errors.ts";
import { nowS, type Sandbox } from "../sandbox.ts";
import { isInquiry } from "./charge-disputes.ts";
import { compellingEvidenceStatus } from "./compelling-evidence.ts";

/** All text fields together. https://docs.stripe.com/api/disputes/update#update_dispute-evidence */
const CHARACTERS_MAX = 150_000;

/** https://docs.stripe.com/testing#evidence */
const DECIDING_WORDS: readonly (string | null)[] = [
  "winning_evidence",
  "losing_evidence",
  "escalate_inquiry_evidence",
];

/** The evidence of a dispute that was just opened. https://docs.stripe.com/api/disputes/evidence_object */
export function noEvidence(): DisputeEvidence {
  return {
    access_activity_log: null,
    billing_address: null,
    cancellation_policy: null,
    cancellation_policy_disclosure: null,
    cancellation_rebuttal: null,
    customer_communication: null,
    customer_email_address: null,
    customer_name: null,
    customer_purchase_ip: null,
    customer_signature: null,
    duplicate_charge_documentation: null,
    duplicate_charge_explanation: null,
    duplicate_charge_id: null,
    enhanced_evidence: {},
    product_description: null,
    receipt: null,
    refund_policy: null,
    refund_policy_disclosure: null,
    refund_refusal_explanation: null,
    service_date: null,
    service_documentation: null,
    shipping_address: null,
    shipping_carrier: null,
    shipping_date: null,
    shipping_documentation: null,
    shipping_tracking_number: null,
    uncategorized_file: null,
    uncategorized_text: null,
  };
}

export type DisputeUpdate = {
  /** The fields to set; `null` unsets one. */
  readonly evidence: Partial<DisputeEvidence> | undefined;
  readonly intendedSubmissionMethod: Dispute["intended_submission_method"] | undefined;
  readonly metadata: Metadata;
  readonly isSubmitted: boolean;
};

/** Refuses what is over: neither evidence nor anything else reaches the bank any more. */
export function requireOpen(dispute: Dispute): void {
  const isOpen = dispute.status.endsWith("needs_response") || dispute.status.endsWith("under_review");
  if (!isOpen) throw invalidRequest("This dispute is already closed");
}

function checkLength(evidence: DisputeEvidence): void {
  const texts = Object.values(evidence).filter((value) => typeof value === "string");
  const count = texts.reduce((sum, value) => sum + value.length, 0);
  if (count <= CHARACTERS_MAX) return;
  throw invalidRequest(
    `The combined character count of all evidence fields is limited to ${CHARACTERS_MAX}; you passed ${count}.`,
    { param: "evidence" },
  );
}

/** The networks charge for a compliance case, so it is answered only by who knows. https://docs.stripe.com/disputes/api/visa-compliance */
function requireFeeAcknowledged({ evidence, enhanced_eligibility_types: types }: Dispute): void {
  for (const kind of ["visa_compliance", "mastercard_compliance"] as const) {
    if (!types.includes(kind) || evidence.enhanced_evidence[kind]?.fee_acknowledged === true) continue;
    throw invalidRequest(
      `You must acknowledge the network fee of this dispute by setting evidence[enhanced_evidence][${kind}][fee_acknowledged] to true before you submit evidence.`,
      { param: `evidence[enhanced_evidence][${kind}][fee_acknowledged]` },
    );
  }
}

function setEnhancedEligibility({ evidence, evidence_details: details }: Dispute): void {
  const { enhanced_eligibility: eligibility } = details;
  for (const kind of ["visa_compliance", "mastercard_compliance"] as const) {
    const isAcknowledged = evidence.enhanced_evidence[kind]?.fee_acknowledged === true;
    if (eligibility[kind] !== undefined)
      eligibility[kind].status = isAcknowledged ? "fee_acknowledged" : "requires_fee_acknowledgement";
  }
  if (eligibility.visa_compelling_evidence_3 !== undefined) {
    eligibility.visa_compelling_evidence_3 = compellingEvidenceStatus(
      evidence.enhanced_evidence.visa_compelling_evidence_3,
    );
  }
}

const isGiven = (evidence: DisputeEvidence): boolean =>
  Object.values(evidence).some((value) => typeof value === "string") ||
  Object.keys(evidence.enhanced_evidence).length > 0;

/**
 * Stages evidence, and submits what is staged unless that is not wanted.
 * Nothing changes when it is refused. https://docs.stripe.com/api/disputes/update
 */
export function updateDispute(sandbox: Sandbox, dispute: Dispute, given: DisputeUpdate): void {
  requireOpen(dispute);
  const isAnswered = dispute.status.endsWith("under_review");
  if (isAnswered && given.evidence !== undefined) {
    throw invalidRequest("The evidence of this dispute has been submitted and cannot be changed.", {
      param: "evidence",
    });
  }
  const evidence = { ...dispute.evidence, ...given.evidence };
  checkLength(evidence);
  const isSubmitted = given.isSubmitted && !isAnswered && isGiven(evidence);
  if (isSubmitted) requireFeeAcknowledged({ ...dispute, evidence });
  const before = snapshot(dispute);
  dispute.evidence = evidence;
  dispute.metadata = given.metadata;
  dispute.evidence_details.has_evidence = isGiven(evidence);
  if (given.intendedSubmissionMethod !== undefined)
    dispute.intended_submission_method = given.intendedSubmissionMethod;
  setEnhancedEligibility(dispute);
  if (isSubmitted) submit(sandbox, dispute);
  if (JSON.stringify(before) !== JSON.stringify(dispute))
    emit(sandbox, "charge.dispute.updated", dispute, before);
}

function submit(sandbox: Sandbox, dispute: Dispute): void {
  const { evidence_details: details } = dispute;
  dispute.status = isInquiry(dispute) ? "warning_under_review" : "under_review";
  details.submission_count += 1;
  details.submission_method = "manual";
  details.past_due = details.due_by !== null && nowS() > details.due_by;
  if (DECIDING_WORDS.includes(dispute.evidence.uncategorized_text))
    sandbox.later.after(sandbox.config.disputeDecisionDelayMs, "decide_dispute", dispute.id);
}
