/** What a payment is made with. */
export const TENDERS = ["card", "wallet", "bank_transfer", "cash", "check"] as const;
export type Tender = (typeof TENDERS)[number];
