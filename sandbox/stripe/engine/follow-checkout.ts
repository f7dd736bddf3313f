import { emit } from "../events.ts";
import { isRecord, type StoredEvent } from "../objects.ts";
import type { Sandbox } from "../sandbox.ts";
import { completeSession } from "./checkout-sessions.ts";

const COMPLETING = [
  "payment_intent.succeeded",
  "payment_intent.processing",
  "payment_intent.amount_capturable_updated",
  "setup_intent.succeeded",
];

/**
 * A Checkout Session goes the way of its intent, by whatever page or request that moved on: completed when the customer
 * has done their part, paid now or later. https://docs.stripe.com/checkout/fulfillment#delayed-notification-payment-methods
 */
export function followCheckout(sandbox: Sandbox, { type, data: { object } }: StoredEvent): void {
  if (!type.startsWith("payment_intent.") && !type.startsWith("setup_intent.")) return;
  const intentId = isRecord(object) ? object["id"] : undefined;
  const sessionId = typeof intentId === "string" ? sandbox.store.sessionOfIntent.peek(intentId) : undefined;
  const session = sessionId === undefined ? undefined : sandbox.store.checkoutSessions.find(sessionId);
  if (session === undefined) return;
  const isPaid = type === "payment_intent.succeeded";
  if (session.status === "open" && COMPLETING.includes(type))
    return completeSession(sandbox, session, isPaid);
  if (session.status !== "complete" || session.payment_status !== "unpaid") return;
  if (isPaid) {
    const isAsync = sandbox.store.sessionIntents.peek(session.id)?.captureMethod !== "manual";
    session.payment_status = "paid";
    if (isAsync) emit(sandbox, "checkout.session.async_payment_succeeded", session);
  } else if (type === "payment_intent.payment_failed") {
    emit(sandbox, "checkout.session.async_payment_failed", session);
  }
}
