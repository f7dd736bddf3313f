import type Stripe from "stripe";
import type {
  CardFacts,
  DeclineFacts,
  GatewayCharge,
  GatewayPayment,
} from "@/lib/domain/payments/gateway-outcome";
import { invariant } from "@/lib/domain/invariant";
import { fromStripeAmount } from "./minor-units";
import { UnreadableAnswer } from "./unreadable-answer";

/** What is asked for with each PaymentIntent, so that one answer tells all: the charge, and what Stripe kept of it. */
export const PAYMENT_EXPANSION = ["latest_charge.balance_transaction"];

function cardFacts(charge: Stripe.Charge): CardFacts | null {
  const card = charge.payment_method_details?.card;
  if (!card?.last4) return null;
  return { brand: card.brand ?? "card", last4: card.last4, funding: card.funding ?? "unknown" };
}

function chargeDecline(charge: Stripe.Charge): DeclineFacts | null {
  if (charge.status !== "failed") return null;
  return {
    failureCode: charge.failure_code ?? "card_declined",
    declineCode: charge.outcome?.reason ?? null,
    message: charge.failure_message ?? "The charge failed.",
  };
}

function feeOf(charge: Stripe.Charge): GatewayCharge["fee"] {
  const movement = charge.balance_transaction;
  if (movement === null || typeof movement === "string") return null;
  return { id: movement.id, amount: fromStripeAmount(movement.fee, movement.currency) };
}

function readCharge(charge: Stripe.Charge): GatewayCharge {
  return {
    id: charge.id,
    outcome: outcomeOf(charge),
    amount: fromStripeAmount(charge.amount, charge.currency),
    card: cardFacts(charge),
    decline: chargeDecline(charge),
    occurredAt: new Date(charge.created * 1000),
    fee: feeOf(charge),
  };
}

function lastDecline(error: Stripe.PaymentIntent.LastPaymentError | null): DeclineFacts | null {
  if (error === null) return null;
  return {
    failureCode: error.code ?? error.type,
    declineCode: error.decline_code ?? null,
    message: error.message ?? "The payment failed.",
  };
}

const STATUS_OF = {
  requires_payment_method: "requires_payment_method",
  requires_confirmation: "requires_payment_method",
  requires_action: "requires_action",
  processing: "processing",
  requires_capture: "authorized",
  succeeded: "captured",
  canceled: "canceled",
} as const satisfies Record<string, GatewayPayment["status"]>;

const CHARGE_OUTCOMES = ["succeeded", "pending", "failed"] as const;

/** Stripe may add a status at any time. One that we do not know is not guessed at: the outcome is unknown. */
function statusOf(intent: Stripe.PaymentIntent): GatewayPayment["status"] {
  const known: ReadonlyMap<string, GatewayPayment["status"]> = new Map(Object.entries(STATUS_OF));
  const status = known.get(intent.status);
  if (status === undefined)
    throw new UnreadableAnswer(`PaymentIntent ${intent.id} has the status ${intent.status}.`);
  return status;
}

function outcomeOf(charge: Stripe.Charge): GatewayCharge["outcome"] {
  const outcome = CHARGE_OUTCOMES.find((known) => known === charge.status);
  if (outcome === undefined)
    throw new UnreadableAnswer(`Charge ${charge.id} has the status ${charge.status}.`);
  return outcome;
}

function customerOf({ customer }: Stripe.PaymentIntent): string | null {
  return typeof customer === "string" ? customer : (customer?.id ?? null);
}

/** A PaymentIntent in our words. */
export function readPayment(intent: Stripe.PaymentIntent): GatewayPayment {
  const charge = intent.latest_charge;
  invariant(
    charge === null || typeof charge !== "string",
    "A PaymentIntent came without its charge expanded.",
  );
  invariant(intent.client_secret !== null, "A PaymentIntent came without its client secret.");
  const method = intent.payment_method;
  return {
    gatewayPaymentId: intent.id,
    paymentId: intent.metadata["payment_id"] ?? null,
    merchantId: intent.metadata["merchant_id"] ?? null,
    gatewayCustomerId: customerOf(intent),
    isLive: intent.livemode,
    status: statusOf(intent),
    amount: fromStripeAmount(intent.amount, intent.currency),
    captured: fromStripeAmount(intent.amount_received, intent.currency),
    clientSecret: intent.client_secret,
    lastDecline: lastDecline(intent.last_payment_error),
    latestCharge: charge === null ? null : readCharge(charge),
    keepsMethod: intent.setup_future_usage !== null,
    savedMethodId:
      intent.setup_future_usage === null || method === null
        ? null
        : typeof method === "string"
          ? method
          : method.id,
  };
}
