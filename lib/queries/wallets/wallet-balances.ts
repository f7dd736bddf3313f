import type { Actor } from "@/lib/domain/actor";
import { type Money, money } from "@/lib/domain/money/money";
import type { CalendarDate } from "@/lib/domain/time/calendar-date";
import { readRows } from "@/lib/db/read-rows";
import { bigintAt, type Row, textAt, textOrNullAt } from "@/lib/db/row";
import { walletOwner } from "./wallet-owner";

/** Credit that expires within so many days is soon to expire. */
export const SOON_DAYS = 30;

/** What a wallet comes to in one currency. Balance = available + held + frozen + overdue. */
export interface WalletBalances {
  readonly currency: string;
  /** By the ledger: everything that is in it. */
  readonly balance: Money;
  /** What can be spent now. */
  readonly available: Money;
  /** Reserved by open checkouts. */
  readonly held: Money;
  /** Not to be spent while a dispute about its payment is open. */
  readonly frozen: Money;
  /** Past its last day, and about to leave. */
  readonly overdue: Money;
  /** The part of what is available that expires soon, and the day of the first of it. */
  readonly expiring: Money;
  readonly nextExpiryOn: CalendarDate | null;
  /** Topped up and not yet confirmed by the bank: not in the balance. */
  readonly pending: Money;
}

const BALANCES = `
  WITH account AS (
    SELECT a.currency, -b.balance_minor AS balance FROM ledger_account a
      JOIN ledger_balance b ON b.merchant_id = a.merchant_id AND b.account_id = a.id
      WHERE a.merchant_id = $1 AND a.customer_id = $2 AND a.has_floor AND b.version > 0),
  lot AS (
    SELECT currency, sum(held_minor) AS held,
        sum(free) FILTER (WHERE frozen_at IS NOT NULL) AS frozen,
        sum(free) FILTER (WHERE frozen_at IS NULL AND expires_on < $3::date) AS overdue,
        sum(free) FILTER (WHERE frozen_at IS NULL AND (expires_on IS NULL OR expires_on >= $3::date)) AS available,
        sum(free) FILTER (WHERE frozen_at IS NULL AND expires_on BETWEEN $3::date AND $3::date + $4::int) AS expiring,
        min(expires_on) FILTER (WHERE frozen_at IS NULL AND expires_on >= $3::date AND free > 0)::text AS next_expiry
      FROM (SELECT *, remaining_minor - held_minor AS free FROM wallet_lot
        WHERE merchant_id = $1 AND customer_id = $2 AND is_open) open
      GROUP BY currency),
  pending AS (
    SELECT currency, sum(amount_minor) AS pending FROM payment
      WHERE merchant_id = $1 AND customer_id = $2 AND purpose = 'top_up' AND state IN ('processing', 'outcome_unknown')
      GROUP BY currency)
  SELECT currency, coalesce(balance, 0) AS balance, coalesce(held, 0) AS held, coalesce(frozen, 0) AS frozen,
      coalesce(overdue, 0) AS overdue, coalesce(available, 0) AS available, coalesce(expiring, 0) AS expiring, next_expiry,
      coalesce(pending, 0) AS pending
    FROM account FULL JOIN lot USING (currency) FULL JOIN pending USING (currency) ORDER BY currency`;

function balancesOf(row: Row): WalletBalances {
  const currency = textAt(row, "currency");
  const at = (column: string) => money(bigintAt(row, column), currency);
  return {
    currency,
    balance: at("balance"),
    available: at("available"),
    held: at("held"),
    frozen: at("frozen"),
    overdue: at("overdue"),
    expiring: at("expiring"),
    nextExpiryOn: textOrNullAt(row, "next_expiry"),
    pending: at("pending"),
  };
}

/**
 * What a customer's wallet comes to, one for each currency that ever moved or has a top-up on its way.
 * Null for whoever may not look into it.
 */
export async function walletBalances(
  actor: Actor,
  request: { readonly customerId: string | null; readonly today: CalendarDate },
): Promise<WalletBalances[] | null> {
  const owner = walletOwner(actor, request.customerId);
  if (owner === null) return null;
  const rows = await readRows(BALANCES, [actor.merchantId, owner, request.today, SOON_DAYS]);
  return rows.map(balancesOf);
}
