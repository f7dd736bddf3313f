const text = (words, more = "") =>
  `<svg viewBox="0 0 96 24"><text x="48" y="17" text-anchor="middle" font-family="Arial,Helvetica,sans-serif" font-weight="600" font-size="16" fill="currentColor" ${more}>${words}</text></svg>`;

/** How a wallet is called in options, and how its button looks. `needs` is the type that it pays with, where that is another. */
export const WALLET_LOOKS = {
  apple_pay: { name: "Apple Pay", option: "applePay", needs: "card", mark: text("Apple Pay") },
  google_pay: {
    name: "Google Pay",
    option: "googlePay",
    needs: "card",
    mark: text("Google Pay", 'font-weight="500"'),
  },
  link: { name: "Link", option: "link", mark: text("link") },
  paypal: { name: "PayPal", option: "paypal", mark: text("PayPal", 'font-style="italic" font-weight="700"') },
  amazon_pay: { name: "Amazon Pay", option: "amazonPay", mark: text("amazon pay") },
  klarna: { name: "Klarna", option: "klarna", mark: text("Klarna") },
};

/** What a test wallet holds: the ends of `tok_applePay_…` and `tok_googlePay_…`. */
export const WALLET_CARDS = [
  { value: "visa", words: "cardSucceeds" },
  { value: "chargeDeclined", words: "cardDeclined" },
  { value: "authenticationRequiredOnSetup", words: "cardChallenge" },
];

export const WALLET_ADDRESSES = [
  {
    name: "Jenny Rosen",
    address: {
      line1: "354 Oyster Point Blvd",
      line2: null,
      city: "South San Francisco",
      state: "CA",
      postal_code: "94080",
      country: "US",
    },
  },
  {
    name: "Jenny Rosen",
    address: {
      line1: "Torstraße 1",
      line2: null,
      city: "Berlin",
      state: "",
      postal_code: "10119",
      country: "DE",
    },
  },
];

export const WALLET_CONTACT = { email: "jenny.rosen@example.com", phone: "+14155550100" };
