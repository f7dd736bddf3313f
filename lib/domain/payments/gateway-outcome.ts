import type { Money } from "../money/money";

/** The card behind a charge, as far as anybody may know it. */
export interface CardFacts {
  readonly brand: string;
  readonly last4: string;
  /** credit, debit, prepaid or unknown. */
  readonly funding: string;
}

export interface DeclineFacts {
  /** The gateway's code, such as card_declined. Staff see it; customers see words. */
  readonly failureCode: string;
  /** The bank's reason, such as insufficient_funds, where it gave one. */
  readonly declineCode: string | null;
  readonly message: string;
}

/** A charge as the gateway holds it. */
export interface GatewayCharge {
  readonly id: string;
  readonly outcome: "succeeded" | "pending" | "failed";
  readonly amount: Money;
  readonly card: CardFacts | null;
  readonly decline: DeclineFacts | null;
  readonly occurredAt: Date;
  /** What the gateway kept, with the id of the movement that says so; null until it is known. */
  readonly fee: { readonly id: string; readonly amount: Money } | null;
}

/** A payment as the gateway holds it now: re-read, never taken from an event or a browser. */
export interface GatewayPayment {
  readonly gatewayPaymentId: string;
  /** Our payment's id from the gateway's metadata; null for an object that is not ours. */
  readonly paymentId: string | null;
  readonly merchantId: string | null;
  /** Whose payment it is to the gateway; null when it was made for nobody in particular. */
  readonly gatewayCustomerId: string | null;
  readonly isLive: boolean;
  readonly status:
    "requires_payment_method" | "requires_action" | "processing" | "authorized" | "captured" | "canceled";
  readonly amount: Money;
  readonly captured: Money;
  /** Lets the browser confirm this one payment; never stored, never logged. */
  readonly clientSecret: string;
  readonly lastDecline: DeclineFacts | null;
  readonly latestCharge: GatewayCharge | null;
  /** Whether the instrument that pays is kept for later: what the gateway was last asked. */
  readonly keepsMethod: boolean;
  /** The instrument used, when it was saved for later. */
  readonly savedMethodId: string | null;
}

/** What asking a gateway can come to. Only not_sent may be asked again without looking first. */
export type GatewayOutcome<T> =
  | { readonly outcome: "succeeded"; readonly value: T }
  | { readonly outcome: "pending"; readonly value: T }
  | { readonly outcome: "declined"; readonly decline: DeclineFacts }
  | { readonly outcome: "not_sent"; readonly code: string; readonly message: string }
  | { readonly outcome: "outcome_unknown"; readonly code: string; readonly message: string };

/** A card kept at the gateway for later use. */
export interface GatewayMethod {
  readonly gatewayMethodId: string;
  readonly gatewayCustomerId: string | null;
  readonly card: CardFacts & { readonly expMonth: number; readonly expYear: number };
}
