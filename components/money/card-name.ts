const BRANDS: Readonly<Record<string, string>> = {
  visa: "Visa",
  mastercard: "Mastercard",
  amex: "American Express",
  discover: "Discover",
  diners: "Diners Club",
  jcb: "JCB",
  unionpay: "UnionPay",
};

const FUNDINGS: Readonly<Record<string, string>> = {
  credit: "credit card",
  debit: "debit card",
  prepaid: "prepaid card",
};

/** "Visa ending in 4242". */
export function cardName(card: { readonly brand: string; readonly last4: string }): string {
  return `${BRANDS[card.brand] ?? "Card"} ending in ${card.last4}`;
}

/** "Visa credit card ending in 4242", where the bank says what kind of card it is. */
export function fullCardName(card: {
  readonly brand: string;
  readonly last4: string;
  readonly funding: string | null;
}): string {
  return `${BRANDS[card.brand] ?? "Card"} ${FUNDINGS[card.funding ?? ""] ?? "card"} ending in ${card.last4}`.replace(
    /^Card card/,
    "Card",
  );
}

/** "08/2029". */
export function cardExpiry(card: { readonly expMonth: number; readonly expYear: number }): string {
  return `${String(card.expMonth).padStart(2, "0")}/${card.expYear}`;
}
