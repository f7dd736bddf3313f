import { emit } from "../events.ts";
import { newId } from "../ids.ts";
import type { Charge, PaymentIntent, PaymentMethod } from "../objects.ts";
import { nowS, type Sandbox } from "../sandbox.ts";
import type { Decline, TestCard } from "../cards/test-card.ts";
import { threeDSecureDetails, type ThreeDSecureResult } from "./authentication.ts";
import { recordMovement } from "./balance.ts";
import { scheduleDisputes } from "./charge-disputes.ts";
import { isHeldFor } from "./method-options.ts";
import { processingFee } from "./money.ts";
import { cardStateOf } from "./payment-methods.ts";
import { needsReview, queueForReview } from "./reviews.ts";

const DESCRIPTOR = "REMIT SANDBOX";
const AUTHORIZATION_DAYS = 7;

type ChargeRequest = {
  readonly intent: PaymentIntent;
  readonly paymentMethod: PaymentMethod;
  readonly decline: Decline | undefined;
  readonly threeDSecure: ThreeDSecureResult;
};

type CardDetails = NonNullable<NonNullable<Charge["payment_method_details"]>["card"]>;

function detailsOf(request: ChargeRequest, card: TestCard, createdS: number): CardDetails {
  const { intent, paymentMethod, threeDSecure } = request;
  const shown = paymentMethod.card;
  const authentication = threeDSecureDetails(threeDSecure);
  const isManual = isHeldFor(intent, paymentMethod.type);
  return {
    amount_authorized: request.decline === undefined ? intent.amount : null,
    authorization_code: request.decline === undefined ? "123456" : null,
    brand: card.brand,
    ...(isManual ? { capture_before: createdS + AUTHORIZATION_DAYS * 86_400 } : {}),
    checks: {
      address_line1_check: shown?.checks?.address_line1_check == null ? null : card.checks.line1,
      address_postal_code_check:
        shown?.checks?.address_postal_code_check == null ? null : card.checks.postalCode,
      cvc_check: shown?.checks?.cvc_check == null ? null : card.checks.cvc,
    },
    country: card.country,
    electronic_commerce_indicator: authentication?.electronic_commerce_indicator ?? null,
    exp_month: shown?.exp_month ?? 12,
    exp_year: shown?.exp_year ?? 2_034,
    extended_authorization: { status: "disabled" },
    fingerprint: shown?.fingerprint ?? null,
    funding: card.funding,
    incremental_authorization: { status: "unavailable" },
    installments: null,
    last4: card.number.slice(-4),
    mandate: null,
    multicapture: { status: "unavailable" },
    network: card.brand,
    network_token: { used: false },
    network_transaction_id: request.decline === undefined ? newId("").slice(0, 15) : null,
    overcapture: { maximum_amount_capturable: intent.amount, status: "unavailable" },
    regulated_status: "unregulated",
    three_d_secure: authentication === null ? null : { ...authentication, exemption_indicator: null },
    transaction_link_id: null,
    wallet: null,
  };
}

const RISK_SCORES = { normal: 12, elevated: 66, highest: 92 } as const;

/** What Radar makes of an elevated risk unless it is told otherwise. https://docs.stripe.com/radar/reviews */
const QUEUED = {
  rule: "manual_review_if_elevated_risk",
  seller_message:
    "Stripe evaluated this payment as having elevated risk, and placed it in your manual review queue.",
  type: "manual_review",
};

function outcomeOf(decline: Decline | undefined, card: TestCard): NonNullable<Charge["outcome"]> {
  const risk = { risk_level: card.riskLevel, risk_score: RISK_SCORES[card.riskLevel] };
  if (decline === undefined) {
    return {
      advice_code: null,
      network_advice_code: null,
      network_decline_code: null,
      network_status: "approved_by_network",
      reason: card.riskLevel === "elevated" ? "elevated_risk_level" : null,
      ...risk,
      ...(card.riskLevel === "elevated"
        ? QUEUED
        : { seller_message: "Payment complete.", type: "authorized" }),
    };
  }
  const isBlocked = decline.outcomeType === "blocked";
  return {
    advice_code: decline.adviceCode ?? null,
    network_advice_code: null,
    network_decline_code: isBlocked ? null : "01",
    network_status: isBlocked ? "not_sent_to_network" : "declined_by_network",
    reason: isBlocked ? "highest_risk_level" : (decline.declineCode ?? decline.code),
    ...risk,
    seller_message: isBlocked
      ? "Stripe blocked this payment as too risky."
      : "The bank did not return any further details with this decline.",
    type: isBlocked ? "blocked" : "issuer_declined",
  };
}

function descriptorOf(intent: PaymentIntent): string {
  const suffix = intent.statement_descriptor_suffix;
  return suffix === null ? DESCRIPTOR : `${DESCRIPTOR.split(" ")[0]}* ${suffix}`.slice(0, 22).toUpperCase();
}

const failureOf = (
  decline: Decline | undefined,
): Pick<Charge, "failure_balance_transaction" | "failure_code" | "failure_message"> => ({
  failure_balance_transaction: null,
  failure_code: decline?.code ?? null,
  failure_message: decline?.message ?? null,
});

function buildCharge(sandbox: Sandbox, request: ChargeRequest): Charge {
  const { intent, paymentMethod, decline } = request;
  const { card } = cardStateOf(sandbox, paymentMethod);
  const created = nowS();
  const id = newId("ch_");
  const isCaptured = decline === undefined && !isHeldFor(intent, paymentMethod.type);
  return {
    id,
    object: "charge",
    amount: intent.amount,
    amount_captured: isCaptured ? intent.amount : 0,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: null,
    billing_details: paymentMethod.billing_details,
    calculated_statement_descriptor: descriptorOf(intent),
    captured: isCaptured,
    created,
    currency: intent.currency,
    customer: intent.customer,
    description: intent.description,
    disputed: false,
    ...failureOf(decline),
    fraud_details: {},
    livemode: false,
    metadata: { ...intent.metadata },
    on_behalf_of: null,
    outcome: outcomeOf(decline, card),
    paid: decline === undefined,
    payment_intent: intent.id,
    payment_method: paymentMethod.id,
    payment_method_details: { type: "card", card: detailsOf(request, card, created) },
    radar_options: {},
    receipt_email: intent.receipt_email,
    receipt_number: null,
    receipt_url: decline === undefined ? `${sandbox.origin}/receipts/${id}` : null,
    refunded: false,
    review: null,
    shipping: intent.shipping,
    source: null,
    source_transfer: null,
    statement_descriptor: intent.statement_descriptor,
    statement_descriptor_suffix: intent.statement_descriptor_suffix,
    status: decline === undefined ? "succeeded" : "failed",
    transfer_data: null,
    transfer_group: intent.transfer_group,
  };
}

/** Asks the card's bank: one charge, succeeded or failed, linked from the intent. */
export function createCharge(sandbox: Sandbox, request: ChargeRequest): Charge {
  const charge = sandbox.store.charges.insert(buildCharge(sandbox, request));
  request.intent.latest_charge = charge.id;
  const review = needsReview(charge) ? queueForReview(sandbox, charge, request.intent) : null;
  // With `automatic_async`, Stripe's default, the balance transaction follows after the answer.
  if (charge.captured && request.intent.capture_method === "automatic") settleCharge(sandbox, charge);
  emit(sandbox, charge.paid ? "charge.succeeded" : "charge.failed", charge);
  if (review !== null) emit(sandbox, "review.opened", review);
  if (charge.captured && charge.balance_transaction === null) {
    sandbox.later.after(sandbox.config.asyncCaptureDelayMs, "settle_charge", charge.id);
  }
  if (charge.captured) scheduleDisputes(sandbox, charge);
  const captureBeforeS = charge.payment_method_details?.card?.capture_before;
  if (charge.paid && captureBeforeS !== undefined)
    sandbox.later.at(captureBeforeS * 1_000, "lapse_authorization", request.intent.id);
  return charge;
}

/** Writes the balance transaction of a captured charge, once. */
export function settleCharge(sandbox: Sandbox, charge: Charge): void {
  if (charge.balance_transaction !== null || !charge.captured) return;
  const state = charge.payment_method === null ? undefined : sandbox.store.cards.peek(charge.payment_method);
  const transaction = recordMovement(sandbox, {
    type: "charge",
    amount: charge.amount_captured,
    fee: processingFee(charge.amount_captured, charge.payment_method_details?.card?.country ?? null),
    currency: charge.currency,
    sourceId: charge.id,
    description: charge.description,
    isAvailableAtOnce: state?.card.skipsPendingBalance === true,
  });
  charge.balance_transaction = transaction.id;
}
