import { permits } from "@/lib/domain/permissions";
import type { Actor } from "@/lib/domain/actor";
import type { LedgerAccountType } from "@/lib/domain/ledger/chart-of-accounts";
import { type Money, money } from "@/lib/domain/money/money";
import { readRows } from "@/lib/db/read-rows";
import { bigintAt, countAt, instantAt, memberAt, type Row, textAt, textOrNullAt } from "@/lib/db/row";
import { LEDGER_ACCOUNT_TYPES } from "./trial-balance";

/** Postings shown on one page of a statement. */
export const STATEMENT_PAGE_SIZE = 50;

export interface StatementLine {
  readonly entryId: string;
  readonly position: number;
  readonly occurredAt: Date;
  readonly kind: string;
  readonly description: string;
  readonly reason: string | null;
  readonly actorName: string;
  readonly orderId: string | null;
  readonly paymentId: string | null;
  /** Debit positive, credit negative. */
  readonly amount: Money;
  /** Sum of the account's postings up to and including this one. */
  readonly balance: Money;
  /** The account on the other side, when there is just one. */
  readonly counterCode: string | null;
}

export interface AccountStatement {
  readonly account: {
    readonly id: string;
    readonly code: string;
    readonly type: LedgerAccountType;
    readonly currency: string;
    readonly customer: { readonly id: string; readonly name: string } | null;
  };
  readonly balance: Money;
  readonly debits: Money;
  readonly credits: Money;
  /** Newest first. */
  readonly lines: readonly StatementLine[];
  /** Where the next older page begins; null at the end. */
  readonly older: string | null;
}

interface StatementRequest {
  readonly accountId: string;
  /** From `older` of the page before; null: the newest. */
  readonly from: string | null;
}

const CURSOR = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.(\d{1,5})$/;

const HEAD = `SELECT a.id, a.code, a.type, a.currency, a.customer_id, c.name AS customer_name,
    coalesce(sum(p.amount_minor), 0) AS balance_minor,
    coalesce(sum(p.amount_minor) FILTER (WHERE p.amount_minor > 0), 0) AS debit_minor,
    coalesce(-sum(p.amount_minor) FILTER (WHERE p.amount_minor < 0), 0) AS credit_minor
  FROM ledger_account a
  LEFT JOIN customer c ON c.merchant_id = a.merchant_id AND c.id = a.customer_id
  LEFT JOIN posting p ON p.merchant_id = a.merchant_id AND p.account_id = a.id
  WHERE a.merchant_id = $1 AND a.id = $2
  GROUP BY a.id, a.code, a.type, a.currency, a.customer_id, c.name`;

// An entry's id begins with the instant it happened, so that its order is the order of events and the index serves it.
function linesSql(hasCursor: boolean): string {
  const before = hasCursor ? "AND (entry_id, position) < ($3::uuid, $4::int)" : "";
  return `WITH page AS MATERIALIZED (
      SELECT entry_id, position, amount_minor FROM posting
      WHERE merchant_id = $1 AND account_id = $2 ${before}
      ORDER BY entry_id DESC, position DESC LIMIT ${STATEMENT_PAGE_SIZE + 1}),
    earlier AS (
      SELECT coalesce(sum(p.amount_minor), 0) AS balance_minor FROM posting p,
        (SELECT entry_id, position FROM page ORDER BY entry_id, position LIMIT 1) oldest
      WHERE p.merchant_id = $1 AND p.account_id = $2
        AND (p.entry_id, p.position) < (oldest.entry_id, oldest.position))
    SELECT page.entry_id, page.position, page.amount_minor,
      earlier.balance_minor + sum(page.amount_minor) OVER (ORDER BY page.entry_id, page.position) AS balance_minor,
      e.occurred_at, e.kind, e.description, e.reason, e.actor_name, e.order_id, e.payment_id, other.code AS counter_code
    FROM page CROSS JOIN earlier
    JOIN journal_entry e ON e.merchant_id = $1 AND e.id = page.entry_id
    LEFT JOIN LATERAL (
      SELECT min(a.code) AS code FROM posting p JOIN ledger_account a ON a.merchant_id = $1 AND a.id = p.account_id
      WHERE p.merchant_id = $1 AND p.entry_id = page.entry_id AND p.account_id <> $2 HAVING count(*) = 1) other ON true
    ORDER BY page.entry_id DESC, page.position DESC`;
}

function statementLine(row: Row, currency: string): StatementLine {
  return {
    entryId: textAt(row, "entry_id"),
    position: countAt(row, "position"),
    occurredAt: instantAt(row, "occurred_at"),
    kind: textAt(row, "kind"),
    description: textAt(row, "description"),
    reason: textOrNullAt(row, "reason"),
    actorName: textAt(row, "actor_name"),
    orderId: textOrNullAt(row, "order_id"),
    paymentId: textOrNullAt(row, "payment_id"),
    amount: money(bigintAt(row, "amount_minor"), currency),
    balance: money(bigintAt(row, "balance_minor"), currency),
    counterCode: textOrNullAt(row, "counter_code"),
  };
}

async function readLines(merchantId: string, request: StatementRequest): Promise<readonly Row[]> {
  const cursor = CURSOR.exec(request.from ?? "");
  const values = [merchantId, request.accountId];
  return readRows(linesSql(cursor !== null), cursor ? [...values, cursor[1], cursor[2]] : values);
}

/** What an account came to and how: its postings with the running balance, newest first. Null when out of scope. */
export async function accountStatement(
  actor: Actor,
  request: StatementRequest,
): Promise<AccountStatement | null> {
  if (actor.kind !== "staff" || !permits(actor, "ledger.read")) return null;
  const [[head], rows] = await Promise.all([
    readRows(HEAD, [actor.merchantId, request.accountId]),
    readLines(actor.merchantId, request),
  ]);
  if (!head) return null;
  const currency = textAt(head, "currency");
  const lines = rows.slice(0, STATEMENT_PAGE_SIZE).map((row) => statementLine(row, currency));
  const last = lines.at(-1);
  const customerId = textOrNullAt(head, "customer_id");
  return {
    account: {
      id: textAt(head, "id"),
      code: textAt(head, "code"),
      type: memberAt(head, "type", LEDGER_ACCOUNT_TYPES),
      currency,
      customer: customerId === null ? null : { id: customerId, name: textAt(head, "customer_name") },
    },
    balance: money(bigintAt(head, "balance_minor"), currency),
    debits: money(bigintAt(head, "debit_minor"), currency),
    credits: money(bigintAt(head, "credit_minor"), currency),
    lines,
    older: rows.length > STATEMENT_PAGE_SIZE && last ? `${last.entryId}.${last.position}` : null,
  };
}
