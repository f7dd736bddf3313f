import { emit } from "../events.ts";
import { newId } from "../ids.ts";
import type { Charge, PaymentIntent, PaymentMethod } from "../objects.ts";
import { nowS, type Sandbox } from "../sandbox.ts";
import type { Decline, TestCard } from "../cards/test-card.ts";
import { threeDSecureDetails, type ThreeDSecureResult } from "./authentication.ts";
import { applicationFeeDetail, shareCharge } from "./share-charge.ts";
import { recordMovement } from "./balance.ts";
import { scheduleDisputes } from "./charge-disputes.ts";
import { processingFee } from "../methods/fees.ts";
import { methodOf } from "../methods/registry.ts";
import { outcomeOf } from "./charge-outcome.ts";
import { isHeldFor } from "./method-options.ts";
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

function walletOf({ card }: PaymentMethod): CardDetails["wallet"] {
  const wallet = card?.wallet;
  if (wallet == null) return null;
  const { type, dynamic_last4 } = wallet;
  return type === "apple_pay"
    ? { type, apple_pay: {}, dynamic_last4 }
    : { type, google_pay: {}, dynamic_last4 };
}

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
    wallet: walletOf(paymentMethod),
  };
}

function descriptorOf(intent: PaymentIntent): string {
  const suffix = intent.statement_descriptor_suffix;
  return suffix === null ? DESCRIPTOR : `${DESCRIPTOR.split(" ")[0]}* ${suffix}`.slice(0, 22).toUpperCase();
}

const failureOf = (
  decline: ChargeAnswer["failure"],
): Pick<Charge, "failure_balance_transaction" | "failure_code" | "failure_message"> => ({
  failure_balance_transaction: null,
  failure_code: decline?.code ?? null,
  failure_message: decline?.message ?? null,
});

/** What a charge shows of who else is paid by it. */
export const transferOf = ({ transfer_data: to }: PaymentIntent): Charge["transfer_data"] =>
  to == null ? null : { amount: to.amount ?? null, destination: to.destination };

/** What was answered to a charge, by whichever method. */
type ChargeAnswer = {
  readonly status: "succeeded" | "pending" | "failed";
  readonly failure: { readonly code: string; readonly message: string } | undefined;
  readonly outcome: Charge["outcome"];
  readonly details: Charge["payment_method_details"];
};

function buildCharge(
  sandbox: Sandbox,
  intent: PaymentIntent,
  paymentMethod: PaymentMethod,
  answer: ChargeAnswer,
): Charge {
  const created = nowS();
  const id = newId("ch_");
  const isCaptured = answer.status !== "failed" && !isHeldFor(intent, paymentMethod.type);
  return {
    id,
    object: "charge",
    amount: intent.amount,
    amount_captured: isCaptured ? intent.amount : 0,
    amount_refunded: 0,
    application: intent.application,
    application_fee: null,
    application_fee_amount: intent.application_fee_amount,
    balance_transaction: null,
    billing_details: paymentMethod.billing_details,
    calculated_statement_descriptor: descriptorOf(intent),
    captured: isCaptured,
    created,
    currency: intent.currency,
    customer: intent.customer,
    description: intent.description,
    disputed: false,
    ...failureOf(answer.failure),
    fraud_details: {},
    livemode: false,
    metadata: { ...intent.metadata },
    on_behalf_of: intent.on_behalf_of,
    outcome: answer.outcome,
    paid: answer.status === "succeeded",
    payment_intent: intent.id,
    payment_method: paymentMethod.id,
    payment_method_details: answer.details,
    radar_options: {},
    receipt_email: intent.receipt_email,
    receipt_number: null,
    receipt_url: answer.status !== "failed" ? `${sandbox.origin}/receipts/${id}` : null,
    refunded: false,
    review: null,
    shipping: intent.shipping,
    source: null,
    source_transfer: null,
    statement_descriptor: intent.statement_descriptor,
    statement_descriptor_suffix: intent.statement_descriptor_suffix,
    status: answer.status,
    transfer_data: transferOf(intent),
    transfer_group: intent.transfer_group,
  };
}

/** Asks the card's bank: one charge, succeeded or failed, linked from the intent. */
export function createCharge(sandbox: Sandbox, request: ChargeRequest): Charge {
  const { intent, paymentMethod, decline } = request;
  const { card } = cardStateOf(sandbox, paymentMethod);
  const answer = {
    status: decline === undefined ? "succeeded" : "failed",
    failure: decline,
    outcome: outcomeOf(decline, card),
    details: { type: "card", card: detailsOf(request, card, nowS()) },
  } as const;
  return keepCharge(sandbox, intent, buildCharge(sandbox, intent, paymentMethod, answer));
}

type OtherCharge = {
  readonly intent: PaymentIntent;
  readonly paymentMethod: PaymentMethod;
  readonly status: "succeeded" | "pending";
  readonly mandateId: string | null;
};

/** A charge with anything but a card. One that is pending is answered later. */
export function createOtherCharge(sandbox: Sandbox, given: OtherCharge): Charge {
  const { intent, paymentMethod, status, mandateId } = given;
  const known = methodOf(paymentMethod.type);
  const facts = { transactionId: newId("").slice(0, 17), mandateId };
  const answer: ChargeAnswer = {
    status,
    failure: undefined,
    outcome: outcomeOf(undefined, { riskLevel: "normal" }),
    details: { type: known.type, ...known.chargeDetails(paymentMethod, facts) },
  };
  const charge = buildCharge(sandbox, intent, paymentMethod, answer);
  if (isHeldFor(intent, known.type))
    sandbox.later.after(known.holdDays * 86_400_000, "lapse_authorization", intent.id);
  return keepCharge(sandbox, intent, charge);
}

function keepCharge(sandbox: Sandbox, intent: PaymentIntent, made: Charge): Charge {
  const charge = sandbox.store.charges.insert(made);
  intent.latest_charge = charge.id;
  const review = needsReview(charge) ? queueForReview(sandbox, charge, intent) : null;
  announce(sandbox, intent, charge);
  if (review !== null) emit(sandbox, "review.opened", review);
  const captureBeforeS = charge.payment_method_details?.card?.capture_before;
  if (charge.paid && captureBeforeS !== undefined)
    sandbox.later.at(captureBeforeS * 1_000, "lapse_authorization", intent.id);
  return charge;
}

/** Says what became of a charge, and sets off what a successful one brings. */
export function announce(sandbox: Sandbox, intent: PaymentIntent, charge: Charge): void {
  const isTaken = charge.captured && charge.status === "succeeded";
  // With `automatic_async`, Stripe's default, the balance transaction follows after the answer.
  if (isTaken && intent.capture_method === "automatic") settleCharge(sandbox, charge);
  emit(sandbox, `charge.${charge.status}`, charge);
  if (!isTaken) return;
  if (charge.balance_transaction === null)
    sandbox.later.after(sandbox.config.asyncCaptureDelayMs, "settle_charge", charge.id);
  scheduleDisputes(sandbox, charge);
}

/** Writes the balance transaction of a captured charge, once. */
export function settleCharge(sandbox: Sandbox, charge: Charge): void {
  if (charge.balance_transaction !== null || !charge.captured || charge.status !== "succeeded") return;
  const state = charge.payment_method === null ? undefined : sandbox.store.cards.peek(charge.payment_method);
  const details = charge.payment_method_details;
  const methodType = details?.type ?? "card";
  const fee = processingFee(charge.amount_captured, methodType, details?.card?.country ?? null);
  const { currency } = charge;
  const shared = applicationFeeDetail(sandbox, charge);
  const transaction = recordMovement(sandbox, {
    type: methodType === "card" ? "charge" : "payment",
    amount: charge.amount_captured,
    fee: fee + (shared?.amount ?? 0),
    feeDetails: [
      { amount: fee, application: null, currency, description: "Stripe processing fees", type: "stripe_fee" },
      ...(shared === null ? [] : [shared]),
    ],
    currency,
    sourceId: charge.id,
    description: charge.description,
    isAvailableAtOnce: state?.card.skipsPendingBalance === true,
  });
  charge.balance_transaction = transaction.id;
  shareCharge(sandbox, charge, transaction);
}
