import type { Stripe } from "stripe";

type Ids<T, K extends keyof T> = Omit<T, K> & { [P in K]: string | null };

/** Without the list of its bank accounts, which is made when it is answered. */
export type ConnectedAccount = Omit<Stripe.Account, "deleted" | "external_accounts" | "individual"> & {
  requirements: NonNullable<Stripe.Account["requirements"]>;
  capabilities: Record<string, string>;
  metadata: Stripe.Metadata;
  country: string;
  default_currency: string;
};
/** Without its reversals, likewise. */
export type Transfer = Ids<
  Omit<Stripe.Transfer, "reversals" | "destination" | "destination_payment">,
  "balance_transaction" | "source_transaction"
> & { destination: string; destination_payment: string };
export type TransferReversal = Ids<
  Omit<Stripe.TransferReversal, "transfer">,
  "balance_transaction" | "destination_payment_refund" | "source_refund"
> & { transfer: string };
export type ApplicationFee = Ids<
  Omit<Stripe.ApplicationFee, "account" | "application" | "charge" | "refunds">,
  "balance_transaction" | "originating_transaction"
> & { account: string; application: string; charge: string };
export type FeeRefund = Ids<Omit<Stripe.FeeRefund, "fee">, "balance_transaction"> & { fee: string };

/** A key that sees one customer, and whom. */
export type EphemeralKey = {
  readonly id: string;
  readonly object: "ephemeral_key";
  readonly created: number;
  readonly expires: number;
  readonly livemode: false;
  readonly secret: string;
  readonly customer: string;
};

/** Where an owner sets an account up, until when, and where they go from there. */
export type AccountLink = {
  readonly account: string;
  readonly expires: number;
  readonly returnUrl: string;
  readonly refreshUrl: string;
};
