import { emit } from "../events.ts";
import { newId } from "../ids.ts";
import type { CashBalance, CashTransaction } from "../objects.ts";
import { nowS, type Sandbox } from "../sandbox.ts";

/** A customer's money that no payment has used yet. https://docs.stripe.com/payments/customer-balance */
export function cashBalanceOf(sandbox: Sandbox, customerId: string): CashBalance {
  const kept = sandbox.store.cashBalances.get(customerId);
  if (kept !== undefined) return kept;
  const created: CashBalance = {
    object: "cash_balance",
    available: null,
    customer: customerId,
    customer_account: null,
    livemode: false,
    settings: { reconciliation_mode: "automatic", using_merchant_default: true },
  };
  sandbox.store.cashBalances.set(customerId, created);
  return created;
}

export const cashIn = ({ available }: CashBalance, currency: string): number => available?.[currency] ?? 0;

type Reason =
  | Pick<CashTransaction, "type" | "funded">
  | Pick<CashTransaction, "type" | "applied_to_payment">
  | Pick<CashTransaction, "type" | "unapplied_from_payment">;

/** Moves money into or out of a customer's balance and writes it down. */
export function moveCash(
  sandbox: Sandbox,
  customerId: string,
  {
    amount,
    currency,
    reason,
  }: { readonly amount: number; readonly currency: string; readonly reason: Reason },
): CashTransaction {
  const balance = cashBalanceOf(sandbox, customerId);
  const ending = cashIn(balance, currency) + amount;
  const others = Object.fromEntries(
    Object.entries(balance.available ?? {}).filter(([other]) => other !== currency),
  );
  const available = ending === 0 ? others : { ...others, [currency]: ending };
  balance.available = Object.keys(available).length === 0 ? null : available;
  const transaction = sandbox.store.cashTransactions.insert({
    id: newId("ccsbtxn_"),
    object: "customer_cash_balance_transaction",
    created: nowS(),
    currency,
    customer: customerId,
    customer_account: null,
    ending_balance: ending,
    livemode: false,
    net_amount: amount,
    ...reason,
  });
  emit(sandbox, "customer_cash_balance_transaction.created", transaction);
  return transaction;
}
