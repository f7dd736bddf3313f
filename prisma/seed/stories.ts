import type { SeedOrder } from "./orders";

/** Northlight's orders: one at least in every state, so that each page has something to show. */
export const NORTHLIGHT_ORDERS: readonly SeedOrder[] = [
  {
    name: "spring-catalog",
    customer: 0,
    products: {
      "harbor-and-field": 1,
      "the-long-table": 1,
      "fieldnotes-weekly": 1,
      "pages-people-finish": 1,
    },
    placedDaysAgo: 14,
    isReady: true,
    approved: 3,
    card: "pm_card_visa",
    saveCard: true,
  },
  {
    name: "garden-launch",
    customer: 0,
    products: { "harbor-and-field": 3 },
    placedDaysAgo: 9,
    isReady: true,
    approved: 3,
  },
  {
    name: "trail-stove",
    customer: 0,
    products: { "fieldnotes-weekly": 2, "the-long-table": 1 },
    placedDaysAgo: 7,
    isReady: true,
    approved: 1,
    sentBack: { position: 2, comment: "The second photograph shows last year's model. Could you swap it?" },
  },
  {
    name: "first-course",
    customer: 1,
    products: { "search-for-small-shops": 1 },
    placedDaysAgo: 6,
    card: "pm_card_mastercard",
  },
  { name: "autumn-table", customer: 1, products: { "the-long-table": 2 }, placedDaysAgo: 5, attached: 1 },
  {
    name: "linen-shop",
    customer: 2,
    products: { "harbor-and-field": 1, "search-for-small-shops": 1 },
    placedDaysAgo: 8,
    isReady: true,
    approved: 1,
    card: "pm_card_chargeDeclinedInsufficientFunds",
  },
  { name: "second-course", customer: 2, products: { "pages-people-finish": 1 }, placedDaysAgo: 2 },
  {
    name: "olive-oil",
    customer: 3,
    products: { "the-long-table": 1 },
    placedDaysAgo: 10,
    isReady: true,
    approved: 1,
    card: "pm_card_authenticationRequired",
  },
  { name: "winter-boots", customer: 3, products: { "fieldnotes-weekly": 3 }, placedDaysAgo: 1 },
  {
    name: "changed-mind",
    customer: 4,
    products: { "harbor-and-field": 1 },
    placedDaysAgo: 4,
    canceled: { by: "customer", reason: "We moved the launch to next year." },
  },
  {
    name: "closed-shop",
    customer: 4,
    products: { "the-long-table": 1 },
    placedDaysAgo: 12,
    isReady: true,
    approved: 1,
    canceled: { by: "staff", reason: "The customer's shop closed; agreed on the phone." },
  },
  {
    name: "spring-preview",
    customer: 4,
    products: { "harbor-and-field": 2 },
    placedDaysAgo: 6,
    isReady: true,
  },
];

/** Kiln & Kernel's: another currency or two, and a zero-decimal one. */
export const KILN_ORDERS: readonly SeedOrder[] = [
  {
    name: "studio-visit",
    customer: 0,
    products: { werkstattbrief: 1, "glazing-for-beginners": 1 },
    placedDaysAgo: 11,
    isReady: true,
    approved: 1,
    card: "pm_card_visa",
  },
  { name: "two-visits", customer: 0, products: { werkstattbrief: 2 }, placedDaysAgo: 5, isReady: true },
  { name: "raku", customer: 1, products: { "raku-at-home": 1 }, placedDaysAgo: 3, card: "pm_card_visa" },
  { name: "glazing", customer: 1, products: { "glazing-for-beginners": 1 }, placedDaysAgo: 1 },
];
