import type { SpendingOrder } from "@/lib/domain/wallets/wallet-rules";

/** In which order credit is spent, for the people who set it. */
export const SPENDING_ORDER_WORDS: Readonly<Record<SpendingOrder, string>> = {
  first_in_first_out: "First in, first out",
  soonest_expiring_first: "What expires soonest first",
  by_priority: "By priority, then granted before paid, then oldest",
};
