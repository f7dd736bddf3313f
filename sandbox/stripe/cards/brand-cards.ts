import { card, type TestCard } from "./test-card.ts";

/** https://docs.stripe.com/testing#cards */
export const BRAND_CARDS: readonly TestCard[] = [
  card({ number: "4242424242424242", title: "Visa", tokens: ["visa", "us"] }),
  card({ number: "4000056655665556", title: "Visa (debit)", funding: "debit", tokens: ["visa_debit"] }),
  card({ number: "5555555555554444", title: "Mastercard", brand: "mastercard", tokens: ["mastercard"] }),
  card({ number: "2223003122003222", title: "Mastercard (2-series)", brand: "mastercard" }),
  card({
    number: "5200828282828210",
    title: "Mastercard (debit)",
    brand: "mastercard",
    funding: "debit",
    tokens: ["mastercard_debit"],
  }),
  card({
    number: "5105105105105100",
    title: "Mastercard (prepaid)",
    brand: "mastercard",
    funding: "prepaid",
    tokens: ["mastercard_prepaid"],
  }),
  card({
    number: "378282246310005",
    title: "American Express",
    brand: "amex",
    authentication: "not_supported",
    tokens: ["amex", "amex_threeDSecureNotSupported"],
  }),
  card({ number: "371449635398431", title: "American Express", brand: "amex" }),
  card({ number: "6011111111111117", title: "Discover", brand: "discover", tokens: ["discover"] }),
  card({ number: "6011000990139424", title: "Discover", brand: "discover" }),
  card({ number: "6011981111111113", title: "Discover (debit)", brand: "discover", funding: "debit" }),
  card({ number: "3056930009020004", title: "Diners Club", brand: "diners", tokens: ["diners"] }),
  card({ number: "36227206271667", title: "Diners Club (14 digits)", brand: "diners" }),
  card({ number: "6555900000604105", title: "BCcard and DinaCard", brand: "discover" }),
  card({ number: "3566002020360505", title: "JCB", brand: "jcb", country: "JP", tokens: ["jcb"] }),
  card({
    number: "6200000000000005",
    title: "UnionPay",
    brand: "unionpay",
    country: "CN",
    tokens: ["unionpay"],
  }),
  card({
    number: "6200000000000047",
    title: "UnionPay (debit)",
    brand: "unionpay",
    funding: "debit",
    country: "CN",
  }),
  card({ number: "6205500000000000004", title: "UnionPay (19 digits)", brand: "unionpay", country: "CN" }),
];
