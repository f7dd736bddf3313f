import type { DeclineAdvice } from "@/lib/domain/payments/decline-advice";

const SENTENCES = {
  try_another_card: "This card cannot be saved here; try another card.",
  contact_bank: "Your bank said no without telling us why. Try another card, or ask your bank.",
  check_number: "The card number or address does not look right. Check it and try again.",
  check_expiry: "The card has expired or its date is wrong. Check the date or try another card.",
  check_security_code:
    "The security code is not right. It is the last three digits on the back, or four on the front.",
  check_funds: "Your bank said no. Try another card, or ask your bank.",
  authenticate_again: "Your bank could not confirm that it is you. Try again, or use another card.",
  try_again_later: "The bank could not be asked just now. Try again in a few minutes.",
} as const satisfies Record<DeclineAdvice, string>;

/** What to do when a card could not be saved. Saving never charges, and the sentence says so. */
export function setupRefusalSentence(advice: DeclineAdvice): string {
  return `The card was not saved, and nothing was charged. ${SENTENCES[advice]}`;
}
