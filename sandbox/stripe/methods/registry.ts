import { BANK_REDIRECTS } from "./bank-redirects.ts";
import { BANKS } from "./banks.ts";
import { method, type Method } from "./method.ts";
import { PAY_LATER } from "./pay-later.ts";
import { WALLETS } from "./wallets.ts";

const CARD = method({
  type: "card",
  title: "Card",
  page: "https://docs.stripe.com/payments/cards",
  confirmation: { kind: "card" },
  currencies: "all",
  isReusable: true,
  holdDays: 7,
  asks: ["card"],
  chargeDetails: () => ({}),
});

/** Every type of payment method that the sandbox knows, in the order in which it offers them. */
export const METHODS: readonly Method[] = [CARD, ...WALLETS, ...PAY_LATER, ...BANKS, ...BANK_REDIRECTS];

export const METHOD_TYPES: readonly string[] = METHODS.map(({ type }) => type);

const byType = new Map(METHODS.map((known) => [known.type, known]));

/** What is known of a type. A PaymentMethod of another type cannot be created. */
export function methodOf(type: string): Method {
  const found = byType.get(type);
  if (found === undefined) throw new Error(`The sandbox knows no payment method type "${type}".`);
  return found;
}
