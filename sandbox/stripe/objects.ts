import type { Stripe } from "stripe";

/** The sandbox stores the objects that it answers; references are always ids and are expanded on the way out. */
type WithIds<T, K extends keyof T> = Omit<T, K> & { [P in K]: string | null };

export type Customer = WithIds<Stripe.Customer, "default_source">;
export type PaymentMethod = WithIds<Stripe.PaymentMethod, "customer">;
export type PaymentIntent = WithIds<
  Stripe.PaymentIntent,
  | "customer"
  | "latest_charge"
  | "payment_method"
  | "application"
  | "on_behalf_of"
  | "review"
  | "source"
  | "payment_record"
>;
export type SetupIntent = WithIds<
  Stripe.SetupIntent,
  | "customer"
  | "latest_attempt"
  | "payment_method"
  | "application"
  | "on_behalf_of"
  | "mandate"
  | "single_use_mandate"
>;
export type Charge = WithIds<
  Omit<Stripe.Charge, "refunds">,
  | "customer"
  | "balance_transaction"
  | "payment_intent"
  | "application"
  | "application_fee"
  | "on_behalf_of"
  | "review"
>;
export type Refund = WithIds<
  Stripe.Refund,
  "balance_transaction" | "charge" | "payment_intent" | "payment_method" | "customer"
>;
export type BalanceTransaction = WithIds<Stripe.BalanceTransaction, "source">;
export type BalanceSettings = Stripe.BalanceSettings;
export type Topup = WithIds<Omit<Stripe.Topup, "payment_method" | "source">, "balance_transaction"> & {
  source: null;
};

/** One that belongs to an account, to be paid out to. */
export type BankAccount = Omit<Stripe.BankAccount, "account" | "customer"> & { account: string };
export type Token = Omit<Stripe.Token, "bank_account"> & { bank_account?: Omit<BankAccount, "account"> };
export type Payout = WithIds<
  Stripe.Payout,
  | "application_fee"
  | "balance_transaction"
  | "destination"
  | "failure_balance_transaction"
  | "original_payout"
  | "reversed_by"
>;
type References<T, K extends keyof T> = Omit<T, K> & { [P in K]: string };
/** The evidence of a dispute; files are named by their ids. */
export type DisputeEvidence = {
  [K in keyof Stripe.Dispute.Evidence]: Exclude<Stripe.Dispute.Evidence[K], Stripe.File>;
};
export type Dispute = WithIds<
  References<Omit<Stripe.Dispute, "balance_transactions" | "evidence">, "charge">,
  "payment_intent"
> & { balance_transactions: BalanceTransaction[]; evidence: DisputeEvidence };
export type EarlyFraudWarning = References<
  Omit<Stripe.Radar.EarlyFraudWarning, "payment_intent">,
  "charge"
> & { payment_intent?: string };
export type Review = WithIds<Omit<Stripe.Review, "payment_intent">, "charge"> & { payment_intent?: string };
export type SetupAttempt = WithIds<
  References<Stripe.SetupAttempt, "payment_method" | "setup_intent">,
  "application" | "customer" | "on_behalf_of"
>;
/** Without its links, which are found when it is answered. */
export type StoredFile = Omit<Stripe.File, "links">;
export type FileLink = References<Stripe.FileLink, "file">;
export type TestClock = Stripe.TestHelpers.TestClock;
export type Product = Omit<Stripe.Product, "default_price" | "deleted" | "tax_code"> & {
  default_price: string | null;
  tax_code: string | null;
};
export type Price = Omit<Stripe.Price, "deleted" | "product" | "tiers" | "unit_amount_decimal"> & {
  product: string;
  unit_amount_decimal: string | null;
};
/** What is sold in a session or through a link; the price stands in it whole. */
export type LineItem = Omit<Stripe.LineItem, "discounts" | "price" | "taxes"> & { price: Price };
export type CheckoutSession = Omit<
  WithIds<
    Stripe.Checkout.Session,
    "customer" | "invoice" | "payment_intent" | "payment_link" | "setup_intent" | "subscription"
  >,
  "line_items"
>;
export type PaymentLink = Omit<WithIds<Stripe.PaymentLink, "application" | "on_behalf_of">, "line_items">;
export type WebhookEndpoint = Stripe.WebhookEndpoint;
export type Mandate = Omit<Stripe.Mandate, "payment_method"> & { payment_method: string };
export type PaymentMethodDomain = Stripe.PaymentMethodDomain;
export type ConfirmationToken = Stripe.ConfirmationToken;
export type CashBalance = Stripe.CashBalance;
export type CashTransaction = Omit<Stripe.CustomerCashBalanceTransaction, "customer"> & { customer: string };
/** Whether a type is on offer, as a merchant has set it. */
export type MethodPreference = {
  available: boolean;
  display_preference: { overridable: boolean | null; preference: "none" | "off" | "on"; value: "off" | "on" };
};
export type PaymentMethodConfiguration = {
  id: string;
  object: "payment_method_configuration";
  active: boolean;
  application: null;
  is_default: boolean;
  livemode: false;
  name: string;
  parent: null;
} & { [type: string]: MethodPreference | string | boolean | null };
export type Address = Stripe.Address;
export type Shipping = Stripe.Charge.Shipping;
export type BillingDetails = Stripe.PaymentMethod.BillingDetails;
export type Metadata = Stripe.Metadata;

/** An event; `data.object` is the snapshot at the time it happened. */
export type StoredEvent = {
  id: string;
  object: "event";
  /** The connected account that it happened to. */
  account?: string;
  api_version: string;
  created: number;
  data: { object: unknown; previous_attributes?: Record<string, unknown> };
  livemode: false;
  pending_webhooks: number;
  request: { id: string | null; idempotency_key: string | null };
  type: string;
};

/** https://docs.stripe.com/api/pagination */
export type ListObject = { object: "list"; url: string; has_more: boolean; data: readonly unknown[] };

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A deep copy without functions or prototypes: what an event keeps. */
export function snapshot(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

function changesOf(before: Record<string, unknown>, after: Record<string, unknown>): Record<string, unknown> {
  const changed: Record<string, unknown> = {};
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const old = before[key];
    const current = after[key];
    if (JSON.stringify(old) === JSON.stringify(current)) continue;
    changed[key] = isRecord(old) && isRecord(current) ? changesOf(old, current) : (old ?? null);
  }
  return changed;
}

/** Only the attributes that changed, with their old values. https://docs.stripe.com/api/events/object */
export function previousAttributes(before: unknown, after: unknown): Record<string, unknown> {
  return isRecord(before) && isRecord(after) ? changesOf(before, after) : {};
}
