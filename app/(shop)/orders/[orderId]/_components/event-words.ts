import type { LineMarkKind } from "@/components/money/line-mark";
import type { OrderEventView } from "@/lib/queries/orders/order-view";

interface EventWords {
  readonly title: string;
  readonly kind?: LineMarkKind;
}

const WORDS: Readonly<Record<string, EventWords>> = {
  order_placed: { title: "Ordered" },
  site_attached: { title: "A site was finished" },
  sites_ready: { title: "All sites ready for you to look at" },
  site_approved: { title: "A site was approved" },
  site_sent_back: { title: "A site was sent back for changes", kind: "now" },
  order_approved: { title: "All sites approved: payment is due" },
  order_payable: { title: "Payment is due" },
  credit_note_issued: { title: "We credited you: you owe less" },
  deposit_paid: { title: "The deposit is paid" },
  terms_changed: { title: "The payment terms were changed" },
  manual_payment_bounced: { title: "Your payment went back: it is owed again" },
  due_date_extended: { title: "We gave you more time to pay" },
  installment_due: { title: "An installment fell due" },
  installment_overdue: { title: "An installment is overdue", kind: "refused" },
  installment_reminded: { title: "A reminder was sent" },
  charge_consent_given: { title: "You agreed that a card is charged by itself" },
  charge_consent_withdrawn: { title: "No card is charged by itself any more" },
  charge_started: { title: "Your card is being charged", kind: "now" },
  charge_failed: { title: "A charge did not go through", kind: "refused" },
  authentication_requested: { title: "The bank asked for a confirmation of a charge", kind: "now" },
  payment_started: { title: "A payment was begun" },
  payment_requires_action: { title: "The bank asked for a confirmation", kind: "now" },
  payment_processing: { title: "The bank is confirming the payment", kind: "now" },
  payment_declined: { title: "A payment did not go through; nothing was charged", kind: "refused" },
  payment_unknown: { title: "The answer to a payment is being looked up", kind: "now" },
  payment_completed: { title: "The payment arrived" },
  payment_canceled: { title: "A payment was canceled; nothing was charged", kind: "refused" },
  payment_not_due: { title: "Money arrived that was no longer due; we get in touch about it", kind: "now" },
  late_payment_credited: {
    title: "The money that came too late is in your credit, to spend on what you like",
  },
  dispute_opened: { title: "Your bank was asked to look at the payment", kind: "now" },
  dispute_answered: { title: "We answered your bank's question about the payment", kind: "now" },
  dispute_won: { title: "Your bank closed its look at the payment: the payment stays" },
  dispute_lost: { title: "Your bank gave the payment back to you", kind: "refused" },
  dispute_closed: { title: "Your bank closed its question: the payment stays" },
  credit_held: { title: "Credit was set aside for the payment" },
  credit_spent: { title: "Your credit was used" },
  credit_released: { title: "Your credit was given back" },
  order_paid: { title: "Order paid" },
  access_granted: { title: "Course opened" },
  order_canceled: { title: "Order canceled", kind: "refused" },
};

function numberOf(details: OrderEventView["details"]): string {
  const position = details["position"];
  return typeof position === "number" ? ` ${position}` : "";
}

/** A line of the timeline in the customer's words, or null for one that is only of the books. */
export function eventWords(event: OrderEventView): { title: string; kind: LineMarkKind } | null {
  const words = WORDS[event.kind];
  if (!words) return null;
  const title = words.title.replace(/^A site\b/, `Site${numberOf(event.details)}`);
  return { title, kind: words.kind ?? "done" };
}

const CAUSES: Readonly<Record<string, string>> = {
  webhook: "reported by the payment service",
  gateway_read: "read from the payment service",
};

/** Who did it, and how we know. */
export function eventBy(event: OrderEventView, merchantName: string): string {
  const cause = CAUSES[event.causeKind];
  if (cause) return cause.charAt(0).toUpperCase() + cause.slice(1);
  if (event.actorKind === "customer") return event.actorName;
  return event.actorKind === "staff" ? `${event.actorName}, ${merchantName}` : merchantName;
}

/** What the buyer or the seller said with it. */
export function eventRemark(event: OrderEventView): string | null {
  const remark = event.details["comment"] ?? event.details["reason"];
  return typeof remark === "string" && remark !== "" ? remark : null;
}
