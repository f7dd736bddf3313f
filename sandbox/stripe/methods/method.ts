import type { Charge, PaymentIntent, PaymentMethod } from "../objects.ts";

/** What the Payment Element asks the customer for. */
export type MethodField = "card" | "name" | "email" | "country" | "address" | "bank_account" | "iban";

/** In the smallest unit of the currency. */
export type AmountRange = { readonly min: number; readonly max: number };

/** How the customer of a redirect is led to the page that authorizes the payment. */
export type RedirectAction =
  | "redirect_to_url"
  | "alipay_handle_redirect"
  | "cashapp_handle_redirect_or_display_qr_code"
  | "wechat_pay_display_qr_code";

/** How a confirmed payment goes on. */
type Confirmation =
  /** A card's bank answers at once, after 3-D Secure where it is needed. */
  | { readonly kind: "card" }
  /** The browser has authenticated the customer; the answer comes at once. */
  | { readonly kind: "wallet" }
  /** The customer authorizes on the provider's page. */
  | { readonly kind: "redirect"; readonly action: RedirectAction }
  /** The bank answers days later. */
  | { readonly kind: "bank_debit" }
  /** The customer sends the money. */
  | { readonly kind: "bank_transfer" };

export type ChargeDetails = Omit<NonNullable<Charge["payment_method_details"]>, "type">;
/** `transactionId` is the provider's, `mandateId` that of the customer's permission. */
export type ChargeFacts = { readonly transactionId: string; readonly mandateId: string | null };

/** Everything the sandbox knows about one type of payment method. */
export type Method = {
  readonly type: string;
  readonly title: string;
  /** The page of Stripe's documentation that these facts are from. */
  readonly page: string;
  readonly confirmation: Confirmation;
  readonly currencies: "all" | readonly string[];
  /** Where its customers live, by billing address. */
  readonly countries: "all" | readonly string[];
  /** By currency; without an entry an amount is as free as a card's. */
  readonly limits: Readonly<Record<string, AmountRange>>;
  /** Can be saved for later payments. */
  readonly isReusable: boolean;
  /** For how long an amount can be authorized before it is captured; 0 when it cannot. */
  readonly holdDays: number;
  readonly needsCustomer: boolean;
  readonly needsMandate: boolean;
  /** Billing details without which a confirmation is refused. */
  readonly requires: readonly MethodField[];
  /** What the Payment Element asks for. */
  readonly asks: readonly MethodField[];
  /** The type's own part of a PaymentMethod; banks and cards read theirs from what is given. */
  readonly methodDetails: Partial<PaymentMethod>;
  /** Its part of `payment_method_options` as long as nothing was asked for. */
  readonly options: NonNullable<PaymentIntent["payment_method_options"]>;
  /** The type's own part of `charge.payment_method_details`; cards have more to say, in charges.ts. */
  readonly chargeDetails: (method: PaymentMethod, facts: ChargeFacts) => ChargeDetails;
};

type Given = Pick<Method, "type" | "title" | "page" | "confirmation" | "currencies"> &
  Partial<Omit<Method, "chargeDetails">> &
  Pick<Method, "chargeDetails">;

/** A type that is neither limited nor reusable, except in what is given. */
export function method(given: Given): Method {
  return {
    countries: "all",
    limits: {},
    isReusable: false,
    holdDays: 0,
    needsCustomer: false,
    needsMandate: false,
    requires: [],
    asks: [],
    methodDetails: {},
    options: {},
    ...given,
  };
}

export const REDIRECT = { kind: "redirect", action: "redirect_to_url" } as const;
