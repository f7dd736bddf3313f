import { permits } from "@/lib/domain/permissions";
import type { Actor } from "@/lib/domain/actor";
import type { LedgerAccountType } from "@/lib/domain/ledger/chart-of-accounts";
import { type AccountBalance, type TrialBalance, trialBalances } from "@/lib/domain/ledger/trial-balance";
import type { CalendarDate } from "@/lib/domain/time/calendar-date";
import { readRows } from "@/lib/db/read-rows";
import { bigintAt, memberAt, type Row, textAt, textOrNullAt } from "@/lib/db/row";

export const LEDGER_ACCOUNT_TYPES = [
  "asset",
  "liability",
  "income",
  "contra_income",
  "expense",
] as const satisfies readonly LedgerAccountType[];

export interface AccountRow extends AccountBalance {
  /** Whose account it is, for receivables and wallets. */
  readonly customer: { readonly id: string; readonly name: string } | null;
  readonly postingCount: bigint;
}

export interface TrialBalanceReport {
  /** The last day counted, in the merchant's zone; null: everything posted so far. */
  readonly asOf: CalendarDate | null;
  readonly balances: readonly (Omit<TrialBalance, "rows"> & { readonly rows: readonly AccountRow[] })[];
}

function accountRow(row: Row): AccountRow {
  const customerId = textOrNullAt(row, "customer_id");
  return {
    accountId: textAt(row, "id"),
    code: textAt(row, "code"),
    type: memberAt(row, "type", LEDGER_ACCOUNT_TYPES),
    currency: textAt(row, "currency"),
    balanceMinor: bigintAt(row, "balance_minor"),
    customer: customerId === null ? null : { id: customerId, name: textAt(row, "customer_name") },
    postingCount: bigintAt(row, "posting_count"),
  };
}

const UNTIL = `AND e.occurred_at <
  (($2::date + 1)::timestamp AT TIME ZONE (SELECT time_zone FROM merchant WHERE id = $1))`;

function balancesSql(until: string | null): string {
  const postings =
    until === null
      ? "SELECT account_id, amount_minor FROM posting WHERE merchant_id = $1"
      : `SELECT p.account_id, p.amount_minor FROM posting p
         JOIN journal_entry e ON e.merchant_id = p.merchant_id AND e.id = p.entry_id
         WHERE p.merchant_id = $1 ${until}`;
  return `SELECT a.id, a.code, a.type, a.currency, a.customer_id, c.name AS customer_name,
      coalesce(s.balance_minor, 0) AS balance_minor, coalesce(s.posting_count, 0) AS posting_count
    FROM ledger_account a
    LEFT JOIN (SELECT account_id, sum(amount_minor) AS balance_minor, count(*) AS posting_count
      FROM (${postings}) given GROUP BY account_id) s ON s.account_id = a.id
    LEFT JOIN customer c ON c.merchant_id = a.merchant_id AND c.id = a.customer_id
    WHERE a.merchant_id = $1
    ORDER BY a.type, split_part(a.code, ':', 1), c.name, a.code, a.currency`;
}

/** Every account of the merchant with its balance, by type, so that accounts without a posting are seen too. */
export async function accountBalances(actor: Actor): Promise<AccountRow[] | null> {
  if (actor.kind !== "staff" || !permits(actor, "ledger.read")) return null;
  return (await readRows(balancesSql(null), [actor.merchantId])).map(accountRow);
}

/**
 * The trial balance by currency, now or at the end of a day: accounts that were ever posted to, the debits and the
 * credits, and their difference, which is zero or the books are wrong. Null for anybody but staff.
 */
export async function trialBalanceReport(
  actor: Actor,
  request: { asOf: CalendarDate | null },
): Promise<TrialBalanceReport | null> {
  if (actor.kind !== "staff" || !permits(actor, "ledger.read")) return null;
  const { asOf } = request;
  const sql = balancesSql(asOf === null ? null : UNTIL);
  const rows = await readRows(sql, asOf === null ? [actor.merchantId] : [actor.merchantId, asOf]);
  const posted = rows.map(accountRow).filter((account) => account.postingCount > 0n);
  const balances = trialBalances(posted).map((balance) => ({
    ...balance,
    rows: posted.filter((account) => account.currency === balance.currency),
  }));
  return { asOf, balances };
}
