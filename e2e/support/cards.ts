/** Stripe's test cards, named by what they do. https://docs.stripe.com/testing */
export const cards = {
  good: "4242424242424242",
  mastercard: "5555555555554444",
  /** Asks for 3-D Secure on every payment. */
  requires3ds: "4000002760003184",
  declined: "4000000000000002",
  insufficientFunds: "4000000000009995",
  stolen: "4000000000009979",
  expired: "4000000000000069",
  wrongCvc: "4000000000000127",
  processingError: "4000000000000119",
  wrongNumber: "4242424242424241",
} as const;
