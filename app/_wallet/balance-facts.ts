import { isZero, type Money } from "@/lib/domain/money/money";
import { SOON_DAYS, type WalletBalances } from "@/lib/queries/wallets/wallet-balances";

export interface BalanceFact {
  readonly term: string;
  readonly amount: Money;
  /** What it means, in a sentence. */
  readonly hint: string;
}

/** The figures of a wallet in the order in which they are read; what is zero is left out but for what can be spent. */
export function balanceFacts(balances: WalletBalances): BalanceFact[] {
  const facts: BalanceFact[] = [
    { term: "Available", amount: balances.available, hint: "It can be spent now." },
    {
      term: "Held",
      amount: balances.held,
      hint: "Reserved for a payment that is under way. It comes back if that fails.",
    },
    {
      term: "Pending",
      amount: balances.pending,
      hint: "Topped up, and not yet confirmed by the bank. It can be spent once it is.",
    },
    {
      term: `Expires within ${SOON_DAYS} days`,
      amount: balances.expiring,
      hint: "A part of what is available. Spend it first.",
    },
    { term: "Frozen", amount: balances.frozen, hint: "It cannot be spent while its payment is disputed." },
    {
      term: "Expired",
      amount: balances.overdue,
      hint: "Its last day is over. It leaves the wallet within a day.",
    },
  ];
  return facts.filter(({ amount }, index) => index === 0 || !isZero(amount));
}
