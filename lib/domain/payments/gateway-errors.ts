import type { DeclineFacts } from "./gateway-outcome";

/** A payment is never attempted more often than this by itself, whatever goes wrong. */
export const AUTOMATIC_ATTEMPTS_MAX = 5;

/** What may have become of a request that failed. */
export type Effect = "none" | "unknown" | "refused_by_bank";

/** Whether and by whom it is asked again. */
export type Retry =
  /** At once, with growing waits, under the same key. */
  | "same_key"
  /** By the janitor, which looks for the object before anything is asked. */
  | "look_first"
  /** By the job or the person behind it, once the gateway can be asked again. */
  | "later"
  /** By the customer, with what they change; never by itself. */
  | "customer"
  /** Not before a person has mended what is wrong. */
  | "staff";

export interface ErrorClass {
  readonly name: string;
  /** Codes of this class, as the adapter reports them; the class without any takes what no other names. */
  readonly codes: readonly string[];
  readonly effect: Effect;
  readonly retry: Retry;
  /** What it is, in a sentence for staff. */
  readonly meaning: string;
}

/** Failures of asking. Anything not named is refused for good where nothing happened, and looked up where it may have. */
export const ASKING_ERRORS = [
  {
    name: "not_reached",
    codes: ["gateway_not_reached"],
    effect: "none",
    retry: "same_key",
    meaning: "No connection was made: nothing was sent.",
  },
  {
    name: "rate_limited",
    codes: ["rate_limit", "lock_timeout", "StripeRateLimitError", "idempotency_key_in_use"],
    effect: "none",
    retry: "same_key",
    meaning: "The gateway is busy with others, or with this very request, and turned it away unread.",
  },
  {
    name: "held_back",
    codes: ["gateway_paused", "gateway_busy"],
    effect: "none",
    retry: "later",
    meaning: "Remit did not send it: the gateway has been failing, or more calls wait than may.",
  },
  {
    name: "connection_lost",
    codes: ["StripeConnectionError", "api_connection_error"],
    effect: "unknown",
    retry: "same_key",
    meaning: "The line broke underway; the gateway may have acted.",
  },
  {
    name: "gateway_failed",
    codes: ["StripeAPIError", "api_error"],
    effect: "unknown",
    retry: "same_key",
    meaning: "The gateway failed while it worked on it.",
  },
  {
    name: "failure_kept",
    codes: ["failure_kept"],
    effect: "unknown",
    retry: "look_first",
    meaning: "The gateway repeats its failure under this key: only a new key, after a look, can help.",
  },
  {
    name: "no_answer",
    codes: ["gateway_timeout"],
    effect: "unknown",
    retry: "look_first",
    meaning: "No answer came in time; the gateway may have acted.",
  },
  {
    name: "unreadable",
    codes: ["unreadable_answer"],
    effect: "unknown",
    retry: "look_first",
    meaning: "The answer is none that this build understands.",
  },
  {
    name: "credentials",
    codes: ["StripeAuthenticationError", "StripePermissionError", "api_key_expired"],
    effect: "none",
    retry: "staff",
    meaning: "The key is wrong, revoked, or may not do this.",
  },
  {
    name: "refused",
    codes: [],
    effect: "none",
    retry: "staff",
    meaning: "The gateway read it and did not do it, such as for an id that it does not know.",
  },
  {
    name: "unclear",
    codes: [],
    effect: "unknown",
    retry: "look_first",
    meaning: "Anything else that may have happened.",
  },
] as const satisfies readonly ErrorClass[];

/** What the bank said no to. */
export const DECLINES = [
  {
    name: "insufficient_funds",
    codes: ["insufficient_funds", "withdrawal_count_limit_exceeded", "card_velocity_exceeded"],
    effect: "refused_by_bank",
    retry: "customer",
    meaning: "There is not enough money, or too much was asked for in a short time.",
  },
  {
    name: "invalid_card",
    codes: [
      "incorrect_number",
      "invalid_number",
      "invalid_account",
      "expired_card",
      "invalid_expiry_month",
      "invalid_expiry_year",
      "incorrect_cvc",
      "invalid_cvc",
      "card_not_supported",
      "lost_card",
      "stolen_card",
      "pickup_card",
      "fraudulent",
    ],
    effect: "refused_by_bank",
    retry: "customer",
    meaning: "This card will not work, however often it is tried.",
  },
  {
    name: "authentication_required",
    codes: ["authentication_required", "payment_intent_authentication_failure"],
    effect: "refused_by_bank",
    retry: "customer",
    meaning: "The bank wants to hear from its customer first.",
  },
  {
    name: "bank_unavailable",
    codes: ["issuer_not_available", "processing_error", "reenter_transaction", "try_again_later"],
    effect: "refused_by_bank",
    retry: "later",
    meaning: "The bank could not answer; the same card may work later.",
  },
  {
    name: "declined",
    codes: [],
    effect: "refused_by_bank",
    retry: "customer",
    meaning: "The bank gave another reason, or none.",
  },
] as const satisfies readonly ErrorClass[];

type AskingError = (typeof ASKING_ERRORS)[number];
export type DeclineClass = (typeof DECLINES)[number];

const CLASS_OF: ReadonlyMap<string, ErrorClass> = new Map(
  ASKING_ERRORS.flatMap((each) => each.codes.map((code): [string, ErrorClass] => [code, each])),
);

function named(name: AskingError["name"]): ErrorClass {
  return ASKING_ERRORS.find((each) => each.name === name) ?? ASKING_ERRORS[0];
}

/** The class of a failed asking, by its code and by what the adapter knows of its effect. */
export function errorClass(failed: {
  readonly outcome: "not_sent" | "outcome_unknown";
  readonly code: string;
}): ErrorClass {
  const known = CLASS_OF.get(failed.code);
  const effect = failed.outcome === "not_sent" ? "none" : "unknown";
  // What the code promises counts only where the adapter agrees: a refused second try says nothing of a lost first one.
  if (known?.effect === effect) return known;
  return named(effect === "none" ? "refused" : "unclear");
}

/** Whether the gateway never read it, so that nothing stands under its key and the same key may be used again. */
export function isUnheard(code: string): boolean {
  const found = CLASS_OF.get(code);
  return found?.effect === "none" && (found.retry === "same_key" || found.retry === "later");
}

/** The class of a decline, from the bank's reason first and the gateway's code second. */
export function declineClass(decline: Pick<DeclineFacts, "failureCode" | "declineCode">): DeclineClass {
  const codes = [decline.declineCode ?? "", decline.failureCode];
  const found = codes
    .map((code) => DECLINES.find((each) => each.codes.some((one) => one === code)))
    .find((each) => each !== undefined);
  return found ?? DECLINES[DECLINES.length - 1] ?? DECLINES[0];
}

/**
 * Whether a declined payment may be attempted again without its customer: only where the bank could not answer, and never more
 * than five times in all.
 */
export function mayAttemptAgain(
  decline: Pick<DeclineFacts, "failureCode" | "declineCode">,
  attemptCount: number,
): boolean {
  return declineClass(decline).retry === "later" && attemptCount < AUTOMATIC_ATTEMPTS_MAX;
}
