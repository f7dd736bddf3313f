import { pool } from "@/lib/db/pool";
import { currencyExponent } from "@/lib/domain/money/currency";

interface PostingRow {
  readonly entry_id: string;
  readonly kind: string;
  readonly description: string;
  readonly actor_name: string;
  readonly reason: string | null;
  readonly code: string;
  readonly currency: string;
  readonly amount_minor: bigint;
  readonly customer_name: string | null;
}

const JOURNAL = `
  SELECT e.id AS entry_id, e.kind, e.description, e.actor_name, e.reason, a.code, p.currency, p.amount_minor, c.name AS customer_name
    FROM journal_entry e
    JOIN posting p ON p.merchant_id = e.merchant_id AND p.entry_id = e.id
    JOIN ledger_account a ON a.merchant_id = p.merchant_id AND a.id = p.account_id
    LEFT JOIN customer c ON c.merchant_id = a.merchant_id AND c.id = a.customer_id
    WHERE e.merchant_id = $1
    ORDER BY e.recorded_at, e.kind, e.description, e.id, p.position`;

const WIDTH = 46;

function amountText(amountMinor: bigint, currency: string): string {
  const digits = String(amountMinor).padStart(currencyExponent(currency) + 1, "0");
  const exponent = currencyExponent(currency);
  return exponent === 0 ? digits : `${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
}

/** The account as a reader knows it, with the customer's name in place of the id. */
function accountName({ code, currency, customer_name: name }: PostingRow): string {
  return `${name === null ? code : `${code.split(":")[0]}:${name}`} ${currency}`;
}

/** What differs from run to run says nothing about accounting. */
function stable(text: string): string {
  return text.replaceAll(/\btxn_\w+/g, "txn_…").replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, "…");
}

function tAccount(name: string, rows: readonly { row: PostingRow; number: number }[]): string {
  const line = (left: string, right: string) => `${left.padEnd(WIDTH)}| ${right}`.trimEnd();
  const cell = ({ row, number }: { row: PostingRow; number: number }) => {
    const amount = amountText(row.amount_minor < 0n ? -row.amount_minor : row.amount_minor, row.currency);
    return `${String(number).padStart(3)} ${row.kind.padEnd(22)} ${amount.padStart(12)}`;
  };
  const lines = rows.map((one) => (one.row.amount_minor > 0n ? line(cell(one), "") : line("", cell(one))));
  const net = rows.reduce((sum, { row }) => sum + row.amount_minor, 0n);
  const currency = rows[0]?.row.currency ?? "USD";
  const side =
    net === 0n
      ? "balanced"
      : net > 0n
        ? `debit ${amountText(net, currency)}`
        : `credit ${amountText(-net, currency)}`;
  return [name, "-".repeat(WIDTH * 2), ...lines, `= ${side}`].join("\n");
}

/**
 * A merchant's journal as text: the entries in order, then each account as a T, debits left and credits right. Committed
 * beside its scenario, so that a change in accounting is a diff that a reviewer can read.
 */
export async function tAccounts(merchantId: string): Promise<string> {
  const { rows } = await pool().query<PostingRow>(JOURNAL, [merchantId]);
  const ids = [...new Set(rows.map((row) => row.entry_id))];
  const entries = ids.map((id, index) => {
    const row = rows.find((candidate) => candidate.entry_id === id);
    const by = row?.reason === null ? row.actor_name : `${row?.actor_name}: ${row?.reason}`;
    return `${String(index + 1).padStart(3)} ${row?.kind.padEnd(22)} ${row?.description} (${by})`;
  });
  const names = [...new Set(rows.map(accountName))].toSorted();
  const accounts = names.map((name) =>
    tAccount(
      name,
      rows
        .filter((row) => accountName(row) === name)
        .map((row) => ({ row, number: ids.indexOf(row.entry_id) + 1 })),
    ),
  );
  return stable([`Journal\n${"-".repeat(WIDTH * 2)}`, ...entries, "", accounts.join("\n\n"), ""].join("\n"));
}
