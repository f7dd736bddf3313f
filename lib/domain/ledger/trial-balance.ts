import { type LedgerAccountType } from "./chart-of-accounts";

export interface AccountBalance {
  readonly accountId: string;
  readonly code: string;
  readonly type: LedgerAccountType;
  readonly currency: string;
  /** Sum of the postings: debits positive, credits negative. */
  readonly balanceMinor: bigint;
}

export interface TrialBalance {
  readonly currency: string;
  readonly rows: readonly AccountBalance[];
  readonly debitMinor: bigint;
  readonly creditMinor: bigint;
  /** Zero, or the books are wrong. */
  readonly differenceMinor: bigint;
}

/** All accounts by currency; in each the debits equal the credits, or the difference says by how much they do not. */
export function trialBalances(balances: readonly AccountBalance[]): TrialBalance[] {
  const currencies = [...new Set(balances.map((balance) => balance.currency))].toSorted();
  return currencies.map((currency) => {
    const rows = balances.filter((balance) => balance.currency === currency);
    const debitMinor = rows.reduce(
      (total, row) => (row.balanceMinor > 0n ? total + row.balanceMinor : total),
      0n,
    );
    const creditMinor = rows.reduce(
      (total, row) => (row.balanceMinor < 0n ? total - row.balanceMinor : total),
      0n,
    );
    return { currency, rows, debitMinor, creditMinor, differenceMinor: debitMinor - creditMinor };
  });
}
