import type { Decline, TestCard } from "../cards/test-card.ts";
import type { Charge } from "../objects.ts";

const RISK_SCORES = { normal: 12, elevated: 66, highest: 92 } as const;

/** What Radar makes of an elevated risk unless it is told otherwise. https://docs.stripe.com/radar/reviews */
const QUEUED = {
  rule: "manual_review_if_elevated_risk",
  seller_message:
    "Stripe evaluated this payment as having elevated risk, and placed it in your manual review queue.",
  type: "manual_review",
};

/** What the network and Radar said. https://docs.stripe.com/api/charges/object#charge_object-outcome */
export function outcomeOf(
  decline: Decline | undefined,
  card: Pick<TestCard, "riskLevel">,
): NonNullable<Charge["outcome"]> {
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
