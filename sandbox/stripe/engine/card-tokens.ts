import { newId } from "../ids.ts";
import type { Address, Token } from "../objects.ts";
import { invalidRequest } from "../protocol/errors.ts";
import { nowS, type Sandbox } from "../sandbox.ts";
import { fingerprintOf, type ReadCard } from "./card-details.ts";

const BRAND_NAMES: Readonly<Record<string, string>> = {
  amex: "American Express",
  diners: "Diners Club",
  discover: "Discover",
  jcb: "JCB",
  mastercard: "MasterCard",
  unionpay: "UnionPay",
  visa: "Visa",
};

type Holder = { readonly name: string | null; readonly address: Partial<Address> };

const shell = (id: string, type: string): Omit<Token, "bank_account" | "card"> => ({
  id,
  object: "token",
  client_ip: null,
  created: nowS(),
  livemode: false,
  type,
  used: false,
});

/** A token that stands for a typed card once; the card itself is kept by its fingerprint. https://docs.stripe.com/api/tokens/create_card */
export function addCardToken(sandbox: Sandbox, read: ReadCard, { name, address }: Holder): Token {
  const { card, expMonth, expYear, isCvcGiven } = read;
  const id = newId("tok_");
  sandbox.store.cards.set(id, { card, isSetUp: false, isSpent: false, isCvcGiven });
  return sandbox.store.tokens.insert({
    ...shell(id, "card"),
    card: {
      id: newId("card_"),
      object: "card",
      address_city: address.city ?? null,
      address_country: address.country ?? null,
      address_line1: address.line1 ?? null,
      address_line1_check: address.line1 == null ? null : "unchecked",
      address_line2: address.line2 ?? null,
      address_state: address.state ?? null,
      address_zip: address.postal_code ?? null,
      address_zip_check: address.postal_code == null ? null : "unchecked",
      brand: BRAND_NAMES[card.brand] ?? "Unknown",
      country: card.country,
      cvc_check: isCvcGiven ? "unchecked" : null,
      dynamic_last4: null,
      exp_month: expMonth,
      exp_year: expYear,
      fingerprint: fingerprintOf(card.number),
      funding: card.funding,
      last4: card.number.slice(-4),
      metadata: {},
      name,
      regulated_status: "unregulated",
      tokenization_method: null,
    },
  });
}

/** A token for a security code that was asked for again, or for an id number: nothing of it is kept. */
export function addPlainToken(sandbox: Sandbox, type: "cvc_update" | "pii"): Token {
  const id = newId(type === "pii" ? "pii_" : "cvctok_");
  return sandbox.store.tokens.insert(shell(id, type));
}

/** The card behind a token of ours, which is used up by that; `null` when it is none of ours. */
export function useCardToken(sandbox: Sandbox, id: string): ReadCard | null {
  const token = sandbox.store.tokens.find(id);
  const state = sandbox.store.cards.peek(id);
  if (token?.card == null || state === undefined) return null;
  if (token.used) {
    throw invalidRequest(`You cannot use a Stripe token more than once: ${id}.`, {
      code: "token_already_used",
      param: "card[token]",
    });
  }
  token.used = true;
  return {
    card: state.card,
    expMonth: token.card.exp_month,
    expYear: token.card.exp_year,
    isCvcGiven: state.isCvcGiven,
  };
}
