/** What a customer can do about a decline. The page has a sentence for each; the raw code stays with staff. */
export type DeclineAdvice =
  | "try_another_card"
  | "contact_bank"
  | "check_number"
  | "check_expiry"
  | "check_security_code"
  | "check_funds"
  | "authenticate_again"
  | "try_again_later";

const ADVICE: ReadonlyMap<string, DeclineAdvice> = new Map(
  Object.entries({
    insufficient_funds: "check_funds",
    withdrawal_count_limit_exceeded: "check_funds",
    card_velocity_exceeded: "check_funds",
    expired_card: "check_expiry",
    invalid_expiry_month: "check_expiry",
    invalid_expiry_year: "check_expiry",
    incorrect_cvc: "check_security_code",
    invalid_cvc: "check_security_code",
    incorrect_number: "check_number",
    invalid_number: "check_number",
    incorrect_zip: "check_number",
    authentication_required: "authenticate_again",
    payment_intent_authentication_failure: "authenticate_again",
    setup_intent_authentication_failure: "authenticate_again",
    processing_error: "try_again_later",
    reenter_transaction: "try_again_later",
    try_again_later: "try_again_later",
    issuer_not_available: "try_again_later",
    call_issuer: "contact_bank",
    do_not_honor: "contact_bank",
    generic_decline: "contact_bank",
  } as const satisfies Record<string, DeclineAdvice>),
);

/**
 * Advice for a decline, from the bank's reason first and the gateway's code second.
 * Reasons that would tell a thief something (stolen, lost, fraud) all read as any other card that does not work.
 * @see https://docs.stripe.com/declines/codes
 */
export function declineAdvice(decline: { failureCode: string; declineCode: string | null }): DeclineAdvice {
  return ADVICE.get(decline.declineCode ?? "") ?? ADVICE.get(decline.failureCode) ?? "try_another_card";
}
