import type { DeclineAdvice } from "@/lib/domain/payments/decline-advice";

/** What a customer can do next. No reason of the bank that could tell a thief something is in here. */
export const DECLINE_SENTENCES = {
  try_another_card: "You have not been charged. This card cannot be used here; try another card.",
  contact_bank:
    "You have not been charged: your bank said no without telling us why. Try another card, or ask your bank.",
  check_number:
    "You have not been charged: the card number or address does not look right. Check it and try again.",
  check_expiry:
    "You have not been charged: the card has expired or its date is wrong. Check the date or try another card.",
  check_security_code:
    "You have not been charged: the security code is not right. It is the last three digits on the back, or four on the front.",
  check_funds:
    "You have not been charged: there is not enough money or limit on this card. Try another card, or add money and try again.",
  authenticate_again:
    "You have not been charged: your bank could not confirm that it is you. Try again, or use another card.",
  try_again_later:
    "You have not been charged: the bank could not be asked just now. Try again in a few minutes, or use another card.",
} as const satisfies Record<DeclineAdvice, string>;

function isAdvice(code: string): code is DeclineAdvice {
  return Object.hasOwn(DECLINE_SENTENCES, code);
}

/** The sentence for a piece of advice; any other code reads as a card that does not work. */
export function declineSentence(advice: string): string {
  return DECLINE_SENTENCES[isAdvice(advice) ? advice : "try_another_card"];
}
