import type { Failure } from "@/lib/domain/failure";
import { formatMoney } from "@/lib/domain/money/format-money";
import { STAFF_SENTENCES } from "./staff-sentences";
import { DECLINE_SENTENCES, declineSentence } from "./decline-sentence";

type PlainCode = Exclude<
  Extract<
    Failure,
    { kind: "not_found" | "rejected" | "conflict" | "unauthenticated" | "unavailable" }
  >["code"],
  "insufficient_wallet_balance" | "order_state_refused"
>;

/** What happened (to the money first), then what to do. One for each code, or it does not compile. */
const SENTENCES = {
  ...STAFF_SENTENCES,
  order_not_found: "There is no such order here.",
  invoice_not_found: "There is no such invoice here.",
  document_not_found: "There is no such document here.",
  site_not_found: "There is no such site on this order.",
  payment_not_found: "There is no such payment here.",
  product_not_found: "There is no such product here.",
  customer_not_found: "There is no such customer here.",
  payment_method_not_found: "This card is no longer saved. Choose another, or enter one.",
  journal_entry_not_found: "There is no such journal entry here.",
  wallet_lot_not_found: "There is no such credit here.",
  webhook_event_not_found: "There is no such webhook event here.",
  alert_not_found: "There is no such alert here.",
  session_not_found: "This device is signed out already.",
  pay_link_not_found: "This link opens nothing. Check that it is complete, or ask for a new one.",
  phone_malformed: "Please enter the number with its country, such as +49 170 1234567.",
  notice_cannot_be_turned_off:
    "Nothing was changed: these messages are part of paying here and cannot be turned off.",
  login_not_found: "There is no such person here.",

  sign_in_required: "You are signed out. Sign in and you come back here.",
  wrong_credentials: "E-mail address and password do not go together. Check both, or reset the password.",
  reset_link_invalid: "This link was used already or is too old. Ask for a new one.",

  order_is_empty: "There is nothing in this order yet. Choose something first.",
  quantity_out_of_range: "Each product can be ordered from 1 to 99 times. Change the quantity.",
  currency_mismatch:
    "Products in different currencies cannot be in one order. Place one order for each currency.",
  currency_not_enabled: "This seller does not take this currency. Nothing was charged.",
  amount_above_limit:
    "Nothing was charged: the amount is above what can be paid online at once. Contact the seller.",
  amount_below_limit:
    "Nothing was charged: the amount is below what can be paid online. Add something to the order, or contact the seller.",
  limits_contradict:
    "Nothing was changed: the least amount has to be one at least, and no more than the most.",
  wallet_rules_contradict:
    "Nothing was changed: these rules contradict each other. Buttons and the bonus lie between the least and the most, amounts rise, and days count from 1 to 3,650.",
  top_up_below_limit: "Nothing was charged: this is less than can be put into the wallet at once.",
  top_up_above_limit: "Nothing was charged: this is more than can be put into the wallet at once.",
  credit_exceeds_invoice: "Nothing was credited: the amount is above what is left of the invoice.",
  credit_leaves_nothing:
    "Nothing was credited: this would take back all that is left of the order. Cancel the order instead; its invoices are credited by that.",
  credit_above_limit: "Nothing was granted: the amount is above what one order may cost here.",
  priority_out_of_range: "The priority has to be between 1 and 50. Nothing was granted.",
  expiry_has_passed: "The last day is over already. Nothing was granted: choose a later one, or none.",
  amount_must_be_positive: "The amount must be above zero.",
  product_not_available: "One of the products is no longer for sale. Look at your cart again.",
  sites_incomplete: "Not every site has its link yet. Attach what is missing first.",
  reason_required: "Please give a reason. It is kept with the record.",
  nothing_due: "Nothing is due on this order, so nothing was charged.",
  terms_not_offered:
    "Nothing was ordered: these payment terms are no longer open to you. Reload the page and choose again.",
  terms_malformed: "Nothing was changed: something about these terms is missing or out of range.",
  card_part_too_small:
    "Nothing was charged: what is left for the card is below what can be paid online. Use a little less credit, or all that is due.",
  credit_does_not_cover: "Nothing was charged: the credit does not cover what is due. Pay the rest by card.",
  email_taken:
    "There is already an account with this e-mail address. Sign in instead, or reset its password.",
  password_too_weak: "Please choose a longer password. Several words that do not belong together are good.",
  consent_required: "Please agree first that the card is saved for later.",
  card_number_refused:
    "This holds a card number or security code, so it was refused and nothing of it was kept. Take it out and send it again. Cards are entered in the payment form only.",

  idempotency_conflict:
    "This was sent before with other contents, and the first one counts. Reload the page to see it.",
  page_outdated:
    "This page is older than an update of ours, so nothing was done. Copy what you typed, reload the page, and send it again.",
  invoice_not_open: "This invoice is paid or void already, so there is nothing to credit.",
  order_not_payable:
    "Nothing was charged: this order cannot be paid now. Reload the page to see where it stands.",
  order_partly_paid: "A part of this order is paid. That has to be paid back before it can be canceled.",
  order_already_paid: "This order is paid already. You have not been charged again.",
  order_has_open_payment: "A payment for this order is under way. Wait until it has ended.",
  site_not_ready: "This site is not ready to be looked at yet.",
  site_changed: "This site was changed since you opened the page. Look at it again, then approve it.",
  site_already_approved: "This site is approved already.",
  entry_already_reversed: "This entry has been reversed already. Its reversal is linked beside it.",
  wallet_lot_not_convertible:
    "Nothing was converted: this credit is frozen, or bound to amounts in its own currency.",
  entry_not_reversible: "This entry cannot be reversed by hand: what caused it has to be undone instead.",
  money_not_unapplied:
    "This money has found its place already, or never waited for one. Reload the page to see where it went.",
  credit_covers_all:
    "Nothing was charged: less is due by now than this page showed, and credit covers it. Look at the amounts again.",
  payment_already_completed: "This payment is completed already. You have not been charged again.",
  webhook_event_not_replayable: "This event was applied already and cannot be replayed.",
  alert_already_ended: "This alert has ended already. Reload the page to see who ended it and why.",

  pay_link_expired: "This link has expired. Nothing was charged; ask the seller for a new one.",
  pay_link_revoked: "The seller has withdrawn this link. Nothing was charged; ask them for a new one.",

  gateway_not_reached:
    "You have not been charged: the payment service could not be reached. Try again in a minute.",
  database_not_reached:
    "We can’t reach our records right now. What you typed is still here: try again in a minute. Whatever you asked for is done once at most, and nothing is charged twice.",
  environment_mismatch:
    "You have not been charged: payments are switched off here, because test and live keys were mixed. Please contact us.",
  paused_for_now:
    "Nothing was charged or saved: saving cards is paused for a short while. You can still pay an order and keep its card. Try again in a few minutes.",
  payment_missing_at_gateway:
    "The payment service does not know this payment. Nothing was charged just now; please contact us before you try again.",
} as const satisfies Record<PlainCode, string>;

const STATE_WORDS: Readonly<Record<string, string>> = {
  deposit_pending: "waiting for its deposit",
  confirmed: "confirmed",
  sites_ready: "waiting for approval",
  payment_pending: "waiting for payment",
  paid: "paid",
  canceled: "canceled",
};

function waitWords(retryAfterSeconds: number): string {
  if (retryAfterSeconds < 60) return "in a minute";
  const minutes = Math.ceil(retryAfterSeconds / 60);
  return minutes === 1 ? "in a minute" : `in ${minutes} minutes`;
}

/** The sentence that a person reads for a failure. Codes and ids stay out of it. */
export function failureSentence(failure: Failure, locale = "en-US"): string {
  switch (failure.kind) {
    case "forbidden":
      return "Your role does not allow this. Somebody with another role can do it.";
    case "invalid":
      return "Some of what was entered needs another look.";
    case "declined":
      return declineSentence(failure.code);
    case "rate_limited":
      return `Too many tries. Try again ${waitWords(failure.retryAfterSeconds)}.`;
    case "outcome_unknown":
      return "We are confirming your payment. It is safe to close this page; do not pay again.";
    case "rejected":
      if (failure.code === "insufficient_wallet_balance")
        return `The wallet holds ${formatMoney(failure.available, locale)}, which is not enough. Nothing was moved.`;
      return SENTENCES[failure.code];
    case "conflict":
      if (failure.code === "order_state_refused")
        return `This order is ${STATE_WORDS[failure.from] ?? failure.from} now, so this can no longer be done. Reload the page to see where it stands.`;
      return SENTENCES[failure.code];
    case "not_found":
    case "unauthenticated":
    case "unavailable":
      return SENTENCES[failure.code];
  }
}

/** Every plain code, for the test that each has a sentence of its own. */
export const FAILURE_SENTENCES: Readonly<Record<string, string>> = { ...SENTENCES, ...DECLINE_SENTENCES };
