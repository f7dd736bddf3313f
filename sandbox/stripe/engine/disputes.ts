import type { TestDispute } from "../cards/test-dispute.ts";
import { changeAndEmit, emit } from "../events.ts";
import { newId } from "../ids.ts";
import { snapshot, type Charge, type Dispute } from "../objects.ts";
import { nowS, type Sandbox } from "../sandbox.ts";
import { recordMovement } from "./balance.ts";
import { disputesAwaiting, isInquiry } from "./charge-disputes.ts";
import { settleCharge } from "./charges.ts";
import { noEvidence } from "./dispute-evidence.ts";
import { noteChargeback } from "./fraud-warnings.ts";
import { failRefund } from "./refunds.ts";
import { closeReviewOf } from "./reviews.ts";

const DAY_S = 86_400;
/** Networks leave 7 to 21 days; the end of the day counts. https://docs.stripe.com/disputes/responding */
const DAYS_TO_RESPOND = 8;
/** An inquiry that was not escalated by then is closed. https://docs.stripe.com/disputes/how-disputes-work#inquiries */
const INQUIRY_DAYS = 120;
/** For each dispute received, won or lost. https://stripe.com/pricing */
const DISPUTE_FEE = 1_500;

const endOfDay = (timeS: number, days: number): number => (Math.floor(timeS / DAY_S) + days + 1) * DAY_S - 1;

/** The network's codes of a chargeback, whatever they were in the inquiry before. */
const CHARGEBACK_CODES: Readonly<Record<string, string>> = {
  fraudulent: "10.4",
  product_not_received: "13.1",
};

function methodDetails(charge: Charge, kind: TestDispute): NonNullable<Dispute["payment_method_details"]> {
  const type = charge.payment_method_details?.type ?? "card";
  if (type === "klarna") return { type, klarna: { reason_code: null } };
  if (type === "paypal") return { type, paypal: { case_id: null, reason_code: null } };
  if (type !== "card") return { type };
  const brand = charge.payment_method_details?.card?.brand ?? "visa";
  const { caseType: case_type, networkReasonCode: network_reason_code } = kind;
  return { type, card: { brand, case_type, network: brand, network_reason_code } };
}

function eligibilityOf(kind: TestDispute): Dispute["evidence_details"]["enhanced_eligibility"] {
  if (kind.eligibility === undefined) return {};
  if (kind.eligibility !== "visa_compelling_evidence_3") {
    return { [kind.eligibility]: { status: "requires_fee_acknowledgement" } };
  }
  return {
    visa_compelling_evidence_3: {
      required_actions: [
        "missing_customer_identifiers",
        "missing_disputed_transaction_description",
        "missing_merchandise_or_services",
        "missing_prior_undisputed_transaction_description",
        "missing_prior_undisputed_transactions",
      ],
      status: "requires_action",
    },
  };
}

type NewDispute = { readonly charge: Charge; readonly kind: TestDispute; readonly amount: number };

function buildDispute({ charge, kind, amount }: NewDispute): Dispute {
  const created = nowS();
  return {
    id: newId("du_"),
    object: "dispute",
    amount,
    balance_transactions: [],
    charge: charge.id,
    created,
    currency: charge.currency,
    enhanced_eligibility_types: kind.eligibility === undefined ? [] : [kind.eligibility],
    evidence: noEvidence(),
    evidence_details: {
      due_by: endOfDay(created, DAYS_TO_RESPOND),
      enhanced_eligibility: eligibilityOf(kind),
      has_evidence: false,
      past_due: false,
      submission_count: 0,
      submission_method: "not_submitted",
    },
    intended_submission_method: null,
    is_charge_refundable: true,
    livemode: false,
    metadata: {},
    payment_intent: charge.payment_intent,
    payment_method_details: methodDetails(charge, kind),
    reason: kind.reason,
    status: kind.caseType === "inquiry" ? "warning_needs_response" : "needs_response",
  };
}

/** The customer's bank contests a payment. A chargeback takes the money at once, an inquiry only asks. */
export function openDispute(sandbox: Sandbox, given: NewDispute): Dispute {
  const { charge } = given;
  changeAndEmit(sandbox, "charge.updated", charge, (changed) => settleCharge(sandbox, changed));
  const dispute = sandbox.store.disputes.insert(buildDispute(given));
  const earlier = sandbox.store.disputesByCharge.peek(charge.id) ?? [];
  sandbox.store.disputesByCharge.set(charge.id, [...earlier, dispute.id]);
  charge.disputed = true;
  closeReviewOf(sandbox, charge, "disputed");
  if (isInquiry(dispute)) {
    emit(sandbox, "charge.dispute.created", dispute);
    sandbox.later.after(INQUIRY_DAYS * DAY_S * 1_000, "close_inquiry", dispute.id);
    return dispute;
  }
  withdraw(sandbox, dispute);
  emit(sandbox, "charge.dispute.created", dispute);
  emit(sandbox, "charge.dispute.funds_withdrawn", dispute);
  return dispute;
}

/** What a test card brings on some time after it was charged; several disputes share the amount. */
export function openTestDisputes(sandbox: Sandbox, charge: Charge): void {
  const kinds = disputesAwaiting(sandbox, charge);
  const part = Math.floor(charge.amount_captured / kinds.length);
  for (const [index, kind] of kinds.entries()) {
    const isLast = index === kinds.length - 1;
    openDispute(sandbox, { charge, kind, amount: isLast ? charge.amount_captured - part * index : part });
  }
}

/** Takes the amount and the fee, and starts the time to respond. */
function withdraw(sandbox: Sandbox, dispute: Dispute): void {
  const { id, amount, currency, charge } = dispute;
  const transaction = recordMovement(sandbox, {
    type: "adjustment",
    reportingCategory: "dispute",
    amount: -amount,
    fee: DISPUTE_FEE,
    feeDetails: [
      { amount: DISPUTE_FEE, application: null, currency, description: "Dispute fee", type: "stripe_fee" },
    ],
    currency,
    sourceId: id,
    description: `Chargeback withdrawal for ${charge}`,
  });
  dispute.balance_transactions.push({ ...transaction });
  dispute.is_charge_refundable = false;
  const dueByS = endOfDay(nowS(), DAYS_TO_RESPOND);
  dispute.evidence_details.due_by = dueByS;
  sandbox.later.at((dueByS + 1) * 1_000, "lose_dispute", id);
  noteChargeback(sandbox, charge);
  for (const refundId of sandbox.store.refundsByCharge.peek(charge) ?? []) {
    const refund = sandbox.store.refunds.find(refundId);
    if (refund?.status === "pending" || refund?.status === "requires_action")
      failRefund(sandbox, refund, "charge_for_pending_refund_disputed");
  }
}

/** The bank was not satisfied and takes the money after all, unless it was refunded meanwhile. */
export function escalateInquiry(sandbox: Sandbox, dispute: Dispute): void {
  if (sandbox.store.charges.peek(dispute.charge)?.refunded === true)
    return closeDispute(sandbox, dispute, "warning_closed");
  const before = snapshot(dispute);
  dispute.status = "needs_response";
  const details = dispute.payment_method_details?.card;
  if (details !== undefined) {
    details.case_type = "chargeback";
    details.network_reason_code = CHARGEBACK_CODES[dispute.reason] ?? details.network_reason_code;
  }
  withdraw(sandbox, dispute);
  emit(sandbox, "charge.dispute.updated", dispute, before);
  emit(sandbox, "charge.dispute.funds_withdrawn", dispute);
}

/** The bank has decided, or nobody answered it in time. */
export function closeDispute(
  sandbox: Sandbox,
  dispute: Dispute,
  status: "won" | "lost" | "warning_closed",
): void {
  const before = snapshot(dispute);
  dispute.status = status;
  if (status === "won") {
    const transaction = recordMovement(sandbox, {
      type: "adjustment",
      reportingCategory: "dispute_reversal",
      amount: dispute.amount,
      fee: 0,
      currency: dispute.currency,
      sourceId: dispute.id,
      description: `Chargeback reversal for ${dispute.charge}`,
    });
    dispute.balance_transactions.push({ ...transaction });
    dispute.is_charge_refundable = true;
    emit(sandbox, "charge.dispute.funds_reinstated", dispute);
  }
  emit(sandbox, "charge.dispute.closed", dispute, before);
}

/** What the evidence that tests submit stands for. https://docs.stripe.com/testing#evidence */
export function decideDispute(sandbox: Sandbox, dispute: Dispute): void {
  if (!dispute.status.endsWith("under_review")) return;
  const words = dispute.evidence.uncategorized_text;
  const isAsked = isInquiry(dispute);
  if (words === "escalate_inquiry_evidence" && isAsked) escalateInquiry(sandbox, dispute);
  if (words === "winning_evidence") closeDispute(sandbox, dispute, isAsked ? "warning_closed" : "won");
  if (words === "losing_evidence") closeDispute(sandbox, dispute, isAsked ? "warning_closed" : "lost");
}

/** Nobody answered a chargeback in time. */
export function loseUnanswered(sandbox: Sandbox, dispute: Dispute): void {
  if (dispute.status === "needs_response") closeDispute(sandbox, dispute, "lost");
}

/** The bank has asked and left it at that. */
export function closeUnescalated(sandbox: Sandbox, dispute: Dispute): void {
  if (dispute.status === "warning_needs_response" || dispute.status === "warning_under_review")
    closeDispute(sandbox, dispute, "warning_closed");
}
