import { declineSentence } from "../ui/decline-sentence";
import type { Confirmation, ServerReading, Settlement } from "./settle-confirmation";
import type { StartAnswer } from "./payment-api";

/** What the line under the Pay button says. alert: somebody has to act. */
export interface CheckoutMessage {
  readonly tone: "plain" | "attention" | "danger";
  readonly text: string;
}

export const CONFIRMING = "Asking your bank. Please keep this page open for a moment.";
export const AUTHENTICATING = "Your bank asks you to confirm that it is you. Answer in its window.";
const UNKNOWN =
  "We are confirming your payment. It is safe to close this page: the receipt comes by mail, and you do not need to pay again.";
const NOT_SEEN =
  "The payment service did not answer, so we cannot see how this payment stands. Try again in a minute: this order is never charged twice.";
export const SETTLING = "Paying with your credit.";
export const LOADING_FAILED =
  "The card form could not be loaded, so nothing was charged. Check your connection, or whether something blocks js.stripe.com, and reload the page.";
export const OFFLINE = "You are offline. Nothing is being charged; you can pay once the connection is back.";
const UNSEEN =
  "The connection was lost while paying, so we do not know yet whether the payment went through. We keep looking. Please do not pay again before this page knows.";
const RETRY =
  "The connection was lost and no payment has arrived so far. You can try again: this order is never charged twice.";

export const INCOMPLETE: CheckoutMessage = {
  tone: "danger",
  text: "You have not been charged: some card details are missing or not right. They are marked above.",
};

const START_REFUSALS: Readonly<Record<string, string>> = {
  order_already_paid: "This order is paid already. You have not been charged again.",
  payment_already_completed: "This order is paid already. You have not been charged again.",
  order_not_payable:
    "You have not been charged: this order cannot be paid now. Reload the page to see where it stands.",
  nothing_due: "You have not been charged: nothing is due on this order.",
  document_not_found: "You have not been charged: this document is no longer here.",
  order_not_found: "You have not been charged: this order is no longer here.",
  insufficient_wallet_balance:
    "You have not been charged: your credit has changed since this page was drawn. Look at the amounts and pay again.",
  credit_covers_all:
    "You have not been charged: less is due by now than this page showed. Look at the amounts and pay again.",
  credit_does_not_cover:
    "You have not been charged: more is due by now than this page showed. Look at the amounts and pay again.",
  card_part_too_small:
    "You have not been charged: what is left for the card is too small. Use a little less credit, or all that is due.",
  amount_above_limit:
    "You have not been charged: the amount is above what can be paid online at once. Contact the seller.",
  amount_below_limit:
    "You have not been charged: the amount is below what can be paid online. Contact the seller.",
  sign_in_required: "You have not been charged: you are signed out. Sign in and come back to this page.",
  too_many_attempts: "You have not been charged: there were too many tries. Wait a minute and try again.",
  payment_missing_at_gateway:
    "You have not been charged: the payment service does not know this payment. Please contact us.",
  database_not_reached:
    "You have not been charged: we can’t reach our records right now. Your card details stay here; try again in a minute.",
  gateway_not_reached:
    "You have not been charged: the payment service could not be reached. Try again in a minute.",
};

/** Credit may have been used although nobody heard so: the page is read again and shows it. */
export const CREDIT_UNSEEN: CheckoutMessage = {
  tone: "attention",
  text: "The connection was lost, so we do not know yet whether your credit was used. You can press again: this order is never paid twice.",
};

/** Nothing is confirmed before a payment has started, so whatever goes wrong until then has charged nobody. */
export function startMessage(answer: Exclude<StartAnswer, { kind: "started" }>): CheckoutMessage {
  if (answer.kind === "lost")
    return {
      tone: "danger",
      text: "You have not been charged: the connection was lost before the payment began. Try again.",
    };
  if (answer.failureKind === "outcome_unknown") return { tone: "attention", text: NOT_SEEN };
  if (answer.code === "order_has_open_payment") return { tone: "attention", text: UNKNOWN };
  return {
    tone: "danger",
    text:
      START_REFUSALS[answer.code] ??
      "You have not been charged: the payment could not begin. Try again in a minute.",
  };
}

/** The words for how a payment ended, or null where the page itself shows it. */
export function settlementMessage(
  settlement: Settlement,
  confirmation: Confirmation,
  reading: ServerReading | null,
): CheckoutMessage | null {
  switch (settlement.kind) {
    case "declined":
      return { tone: "danger", text: declineSentence(settlement.advice) };
    case "incomplete":
      return INCOMPLETE;
    case "retry":
      return { tone: "attention", text: RETRY };
    case "unknown":
      return { tone: "attention", text: confirmation.kind === "lost" && !reading ? UNSEEN : UNKNOWN };
    case "paid":
    case "closed":
      return null;
  }
}
