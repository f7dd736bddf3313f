import type { TestDispute } from "./test-dispute.ts";

/** Why a charge with a card is refused, in the words of https://docs.stripe.com/declines/codes */
export type Decline = {
  readonly code:
    | "card_declined"
    | "expired_card"
    | "incorrect_cvc"
    | "processing_error"
    | "incorrect_number"
    | "authentication_required";
  readonly declineCode?: string;
  readonly message: string;
  readonly adviceCode?: "try_again_later" | "do_not_try_again" | "confirm_card_data";
  readonly param?: string;
  readonly outcomeType?: "issuer_declined" | "blocked";
};

/** When a card asks for 3-D Secure. https://docs.stripe.com/testing#regulatory-cards */
type Authentication3ds =
  | "not_supported"
  /** The bank answers for the customer, who is not asked. */
  | "unenrolled"
  | "optional"
  /** Nothing comes of it when it is requested. */
  | "optional_errors"
  | "required"
  /** Always, and without asking the customer. */
  | "frictionless"
  /** Off-session payments pass once the card was set up. */
  | "required_unless_set_up"
  /** Off-session payments always pass. */
  | "already_set_up"
  | "lookup_fails";

type CardCheck = "pass" | "fail" | "unavailable";

export type TestCard = {
  readonly number: string;
  readonly brand: string;
  readonly funding: "credit" | "debit" | "prepaid";
  readonly country: string;
  /** `pm_card_…` without its prefix; `tok_…` too. */
  readonly tokens: readonly string[];
  readonly title: string;
  readonly authentication: Authentication3ds;
  readonly decline?: Decline;
  /** A declining card cannot be attached to a customer either, except the one that is made for that. */
  readonly isAttachable: boolean;
  readonly refund: "succeeds" | "pending_then_succeeds" | "fails_later";
  /** What becomes of a payment with it. Two are for a half of the amount each. */
  readonly disputes: readonly TestDispute[];
  /** The card's bank reports the payment as fraud before anybody disputes it. */
  readonly isReportedAsFraud: boolean;
  /** The networks of a co-branded card; its brand alone when nothing is said. */
  readonly networks?: readonly string[];
  readonly riskLevel: "normal" | "elevated" | "highest";
  readonly skipsPendingBalance: boolean;
  readonly checks: { readonly cvc: CardCheck; readonly postalCode: CardCheck; readonly line1: CardCheck };
};

type Given = Pick<TestCard, "number" | "title"> & Partial<TestCard>;

export const PASSING_CHECKS = { cvc: "pass", postalCode: "pass", line1: "pass" } as const;

/** A card that behaves like any other, except in what is given. */
export function card(given: Given): TestCard {
  return {
    brand: "visa",
    funding: "credit",
    country: "US",
    tokens: [],
    authentication: "unenrolled",
    isAttachable: given.decline === undefined,
    refund: "succeeds",
    disputes: [],
    isReportedAsFraud: false,
    riskLevel: "normal",
    skipsPendingBalance: false,
    checks: PASSING_CHECKS,
    ...given,
  };
}
