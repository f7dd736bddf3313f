import type { Actor } from "@/lib/domain/actor";
import { type Money, money } from "@/lib/domain/money/money";
import { permits } from "@/lib/domain/permissions";
import type { CalendarDate } from "@/lib/domain/time/calendar-date";
import { readRows } from "@/lib/db/read-rows";
import { bigintAt, countAt, type Row, textAt, textOrNullAt } from "@/lib/db/row";
import { PAGE_SIZE } from "../console/keyset";
import { SOON_DAYS } from "./wallet-balances";

export interface WalletListRow {
  readonly customer: { readonly id: string; readonly name: string; readonly email: string };
  readonly balance: Money;
  readonly held: Money;
  readonly expiring: Money;
  readonly nextExpiryOn: CalendarDate | null;
  readonly lotCount: number;
}

export interface WalletList {
  /** The largest first. */
  readonly rows: readonly WalletListRow[];
  readonly older: string | null;
  readonly newer: null;
  /** All wallets of the currency together: what the merchant owes in credit. */
  readonly total: {
    readonly balance: Money;
    readonly held: Money;
    readonly expiring: Money;
    readonly walletCount: number;
  };
}

export interface WalletListRequest {
  readonly currency: string;
  readonly today: CalendarDate;
  /** From `older` of the page before; empty: the largest. */
  readonly from: string;
}

const CURSOR = /^(-?\d{1,19})\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

const LOTS = `SELECT count(*) AS lot_count, coalesce(sum(held_minor), 0) AS held,
    coalesce(sum(remaining_minor - held_minor) FILTER (WHERE expires_on BETWEEN $3::date AND $3::date + ${SOON_DAYS}), 0) AS expiring,
    min(expires_on) FILTER (WHERE expires_on >= $3::date)::text AS next_expiry FROM wallet_lot l`;

const WALLETS = `FROM ledger_account a JOIN ledger_balance b ON b.merchant_id = a.merchant_id AND b.account_id = a.id
  WHERE a.merchant_id = $1 AND a.currency = $2 AND a.has_floor AND b.balance_minor < 0`;

function listSql(hasCursor: boolean): string {
  const before = hasCursor ? "AND (b.balance_minor, a.id) > ($4::bigint, $5::uuid)" : "";
  return `WITH page AS MATERIALIZED (SELECT a.id, a.customer_id, b.balance_minor ${WALLETS} ${before}
      ORDER BY b.balance_minor, a.id LIMIT ${PAGE_SIZE + 1})
    SELECT page.id, page.customer_id, page.balance_minor, c.name, c.email, lots.*
    FROM page JOIN customer c ON c.merchant_id = $1 AND c.id = page.customer_id
    CROSS JOIN LATERAL (${LOTS} WHERE l.merchant_id = $1 AND l.customer_id = page.customer_id AND l.currency = $2 AND l.is_open) lots
    ORDER BY page.balance_minor, page.id`;
}

const TOTAL = `SELECT t.wallet_count, t.balance, lots.held, lots.expiring
  FROM (SELECT count(*) AS wallet_count, coalesce(-sum(b.balance_minor), 0) AS balance ${WALLETS}) t
  CROSS JOIN (${LOTS} WHERE l.merchant_id = $1 AND l.currency = $2 AND l.is_open) lots`;

function walletRow(row: Row, currency: string): WalletListRow {
  return {
    customer: { id: textAt(row, "customer_id"), name: textAt(row, "name"), email: textAt(row, "email") },
    balance: money(-bigintAt(row, "balance_minor"), currency),
    held: money(bigintAt(row, "held"), currency),
    expiring: money(bigintAt(row, "expiring"), currency),
    nextExpiryOn: textOrNullAt(row, "next_expiry"),
    lotCount: countAt(row, "lot_count"),
  };
}

/** The merchant's wallets with anything in them, in one currency, the largest first. Null for anybody but its staff. */
export async function listWallets(actor: Actor, request: WalletListRequest): Promise<WalletList | null> {
  if (actor.kind !== "staff" || !permits(actor, "customer.read")) return null;
  const { currency } = request;
  const cursor = CURSOR.exec(request.from);
  const values = [actor.merchantId, currency, request.today];
  const [rows, [total]] = await Promise.all([
    readRows(listSql(cursor !== null), cursor ? [...values, cursor[1], cursor[2]] : values),
    readRows(TOTAL, values),
  ]);
  const shown = rows.slice(0, PAGE_SIZE);
  const last = shown.at(-1);
  const totalAt = (column: string) => money(total ? bigintAt(total, column) : 0n, currency);
  return {
    rows: shown.map((row) => walletRow(row, currency)),
    older:
      rows.length > PAGE_SIZE && last ? `${bigintAt(last, "balance_minor")}.${textAt(last, "id")}` : null,
    newer: null,
    total: {
      balance: totalAt("balance"),
      held: totalAt("held"),
      expiring: totalAt("expiring"),
      walletCount: total ? countAt(total, "wallet_count") : 0,
    },
  };
}
