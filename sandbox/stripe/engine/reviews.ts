import { emit } from "../events.ts";
import { newId } from "../ids.ts";
import { snapshot, type Charge, type PaymentIntent, type Review } from "../objects.ts";
import { nowS, type Sandbox } from "../sandbox.ts";

export const needsReview = (charge: Charge): boolean => charge.outcome?.type === "manual_review";

/** A payment that Radar wants somebody to look at; it went through all the same. https://docs.stripe.com/radar/reviews */
export function queueForReview(sandbox: Sandbox, charge: Charge, intent: PaymentIntent): Review {
  const review = sandbox.store.reviews.insert({
    id: newId("prv_"),
    object: "review",
    billing_zip: charge.billing_details.address?.postal_code ?? null,
    charge: charge.id,
    closed_reason: null,
    created: nowS(),
    ip_address: null,
    ip_address_location: null,
    livemode: false,
    open: true,
    opened_reason: "rule",
    payment_intent: intent.id,
    reason: "rule",
    session: null,
  });
  charge.review = review.id;
  intent.review = review.id;
  return review;
}

/** https://docs.stripe.com/api/radar/reviews/object#review_object-closed_reason */
export function closeReview(
  sandbox: Sandbox,
  review: Review,
  reason: "approved" | "canceled" | "disputed" | "refunded" | "refunded_as_fraud",
): void {
  if (!review.open) return;
  const before = snapshot(review);
  Object.assign(review, { open: false, closed_reason: reason, reason });
  emit(sandbox, "review.closed", review, before);
}

/** What happens to a payment ends its review. */
export function closeReviewOf(
  sandbox: Sandbox,
  charge: Charge,
  reason: "canceled" | "disputed" | "refunded" | "refunded_as_fraud",
): void {
  const review = charge.review === null ? undefined : sandbox.store.reviews.find(charge.review);
  if (review !== undefined) closeReview(sandbox, review, reason);
}
