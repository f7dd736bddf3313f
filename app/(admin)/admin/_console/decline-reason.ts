import { type DeclineAdvice, declineAdvice } from "@/lib/domain/payments/decline-advice";

const REASONS = {
  try_another_card: "the bank does not accept this card here. Another card may work.",
  contact_bank: "the bank gave no reason. Only the bank can say why.",
  check_number: "the number or the address did not match.",
  check_expiry: "the card has expired, or its date was mistyped.",
  check_security_code: "the security code was wrong.",
  check_funds: "there was not enough money, or a limit was reached.",
  authenticate_again: "the customer was not confirmed as the card's holder.",
  try_again_later: "the bank could not answer. It may work later.",
} as const satisfies Record<DeclineAdvice, string>;

/** Why a bank declined, as support may say it to the customer, with the raw code for whoever asks further. */
export function declineReason(decline: { failureCode: string; declineCode: string | null }): string {
  const code = decline.declineCode ?? decline.failureCode;
  const advice = declineAdvice(decline);
  // Reasons that would tell a thief something stay on the page's facts.
  return advice === "try_another_card" ? REASONS[advice] : `${REASONS[advice]} (${code})`;
}
