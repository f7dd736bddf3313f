/** What a customer is shown and agrees to; kept with the consent, word for word. */
export const TEXT_CONSENT =
  "Text me about my orders and payments at this number. The number of messages depends on my orders; my carrier may charge for them. I can end them here or by answering STOP.";

export const TEXT_CONSENT_ENDED = "Turned off in the account.";
