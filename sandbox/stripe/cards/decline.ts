import type { Decline } from "./test-card.ts";

export const declined = (
  declineCode: string,
  message: string,
  adviceCode: Decline["adviceCode"],
): Decline => ({
  code: "card_declined",
  declineCode,
  message,
  ...(adviceCode === undefined ? {} : { adviceCode }),
});

export const GENERIC = declined("generic_decline", "Your card was declined.", "try_again_later");
export const BLOCKED: Decline = {
  ...declined("fraudulent", "Your card was declined.", "do_not_try_again"),
  outcomeType: "blocked",
};

export const INCORRECT_CVC: Decline = {
  code: "incorrect_cvc",
  message: "Your card's security code is incorrect.",
  adviceCode: "confirm_card_data",
  param: "cvc",
};
