import {
  isDebitNormal,
  type LedgerAccountType,
  ledgerAccountName,
} from "@/lib/domain/ledger/chart-of-accounts";
import { type Money, money } from "@/lib/domain/money/money";

export const ACCOUNT_TYPE_WORDS = {
  asset: "Assets",
  liability: "Liabilities",
  income: "Income",
  contra_income: "Contra-income",
  expense: "Expenses",
} as const satisfies Record<LedgerAccountType, string>;

/** "Wallet, Ada Lovelace"; a house account by its name alone. */
export function accountTitle(account: {
  readonly code: string;
  readonly customer: { readonly name: string } | null;
}): string {
  const name = ledgerAccountName(account.code);
  if (account.customer) return `${name}, ${account.customer.name}`;
  // A tax account is one of several: its jurisdiction tells them apart.
  const [prefix, part] = account.code.split(":");
  return prefix === "tax_payable" && part ? `${name}, ${part}` : name;
}

/** The balance as it reads: a liability of ten is ten, not minus ten. */
export function normalBalance(account: {
  readonly type: LedgerAccountType;
  readonly balanceMinor: bigint;
  readonly currency: string;
}): Money {
  const sign = isDebitNormal(account.type) ? 1n : -1n;
  return money(sign * account.balanceMinor, account.currency);
}
