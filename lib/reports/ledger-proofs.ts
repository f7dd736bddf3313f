import type { SqlProof } from "./sql-proof";
import { LOT_PROOFS } from "./wallet-proofs";

/** Payments through which money came, and with which it stayed: one that bounced has an entry, and its reversal. */
const CAPTURED = `p.state IN ('completed', 'refunded')`;

const ENTRIES: readonly SqlProof[] = [
  {
    name: "entries_have_two_postings",
    statement: "Each journal entry has at least two postings.",
    countSql: "SELECT count(*) AS checked FROM journal_entry",
    offenderSql: `SELECT format('Journal entry %s (%s) has %s posting(s).', e.id, e.kind, count(p.position)) AS offender
      FROM journal_entry e LEFT JOIN posting p ON p.merchant_id = e.merchant_id AND p.entry_id = e.id
      GROUP BY e.merchant_id, e.id, e.kind HAVING count(p.position) < 2 ORDER BY e.id LIMIT 1`,
  },
  {
    name: "entries_balance",
    statement: "Each journal entry sums to zero in each currency.",
    countSql: "SELECT count(*) AS checked FROM journal_entry",
    offenderSql: `SELECT format('Journal entry %s is out of balance by %s in %s (minor units).', entry_id, sum(amount_minor), currency)
        AS offender
      FROM posting GROUP BY merchant_id, entry_id, currency HAVING sum(amount_minor) <> 0 ORDER BY entry_id LIMIT 1`,
  },
  {
    name: "books_balance",
    statement: "All postings of a merchant together sum to zero in each currency.",
    countSql: "SELECT count(*) AS checked FROM posting",
    offenderSql: `SELECT format('The books of merchant %s are out of balance by %s in %s (minor units).', merchant_id,
          sum(amount_minor), currency) AS offender
      FROM posting GROUP BY merchant_id, currency HAVING sum(amount_minor) <> 0 ORDER BY merchant_id LIMIT 1`,
  },
  {
    name: "reversals_mirror",
    statement: "Each reversal has its original's accounts and amounts, on the other sides.",
    countSql: "SELECT count(*) AS checked FROM journal_entry WHERE reversal_of IS NOT NULL",
    offenderSql: `SELECT format('Reversal %s does not mirror journal entry %s.', e.id, e.reversal_of) AS offender
      FROM journal_entry e WHERE e.reversal_of IS NOT NULL AND EXISTS (
        SELECT FROM posting p WHERE p.merchant_id = e.merchant_id AND p.entry_id IN (e.id, e.reversal_of)
        GROUP BY p.account_id HAVING sum(p.amount_minor) <> 0)
      ORDER BY e.id LIMIT 1`,
  },
];

const WALLETS: readonly SqlProof[] = [
  {
    name: "wallet_balances_equal_postings",
    statement: "Each wallet's balance row equals the sum of its postings.",
    countSql: "SELECT count(*) AS checked FROM ledger_balance",
    offenderSql: `SELECT format('Account %s (%s %s) is kept at %s but its postings sum to %s (minor units).', a.id, a.code,
          a.currency, b.balance_minor, s.sum_minor) AS offender
      FROM ledger_balance b
      JOIN ledger_account a ON a.merchant_id = b.merchant_id AND a.id = b.account_id
      CROSS JOIN LATERAL (SELECT coalesce(sum(amount_minor), 0) AS sum_minor FROM posting p
        WHERE p.merchant_id = b.merchant_id AND p.account_id = b.account_id) s
      WHERE s.sum_minor <> b.balance_minor ORDER BY a.id LIMIT 1`,
  },
  {
    name: "wallets_not_below_zero",
    statement: "No wallet is below zero, and each has a floor and a balance row that can be locked.",
    countSql: "SELECT count(*) AS checked FROM ledger_account WHERE code LIKE 'wallet:%'",
    offenderSql: `SELECT CASE WHEN b.account_id IS NULL THEN format('Account %s (%s %s) has no balance row.', a.id, a.code, a.currency)
          WHEN NOT a.has_floor THEN format('Account %s (%s %s) has a balance row, and no floor.', a.id, a.code, a.currency)
          ELSE format('Account %s (%s %s) is %s below zero (minor units).', a.id, a.code, a.currency, b.balance_minor) END AS offender
      FROM ledger_account a
      LEFT JOIN ledger_balance b ON b.merchant_id = a.merchant_id AND b.account_id = a.id
      WHERE (a.code LIKE 'wallet:%' OR a.has_floor OR b.account_id IS NOT NULL)
        AND (NOT a.has_floor OR b.account_id IS NULL OR b.balance_minor > 0) ORDER BY a.id LIMIT 1`,
  },
];

const CAPTURES = `SELECT merchant_id, payment_id, order_id, kind, id,
    (SELECT coalesce(sum(amount_minor), 0) FROM posting
      WHERE merchant_id = e.merchant_id AND entry_id = e.id AND amount_minor > 0) AS amount_minor
  FROM journal_entry e WHERE kind IN ('payment_captured', 'wallet_spent', 'overpayment_received')
    AND NOT EXISTS (SELECT FROM journal_entry r WHERE r.merchant_id = e.merchant_id AND r.reversal_of = e.id)`;

const PAYMENTS: readonly SqlProof[] = [
  {
    name: "payments_posted_once",
    statement: "Each completed payment has exactly one entry that takes it in, of its amount.",
    countSql: `SELECT count(*) AS checked FROM payment p WHERE ${CAPTURED}`,
    offenderSql: `SELECT format('Payment %s over %s %s (minor units) has %s entries of together %s.', p.id, p.amount_minor, p.currency,
          count(e.id), coalesce(sum(e.amount_minor), 0)) AS offender
      FROM payment p LEFT JOIN (${CAPTURES}) e ON e.merchant_id = p.merchant_id AND e.payment_id = p.id
      WHERE ${CAPTURED} GROUP BY p.merchant_id, p.id, p.amount_minor, p.currency
      HAVING count(e.id) <> 1 OR sum(e.amount_minor) <> p.amount_minor ORDER BY p.id LIMIT 1`,
  },
  {
    name: "captures_have_payment",
    statement: "Each entry that takes a payment in belongs to a payment that was completed.",
    countSql: `SELECT count(*) AS checked FROM (${CAPTURES}) e`,
    offenderSql: `SELECT format('Journal entry %s takes in payment %s, which is %s.', e.id, e.payment_id,
          coalesce(p.state::text, 'not there')) AS offender
      FROM (${CAPTURES}) e LEFT JOIN payment p ON p.merchant_id = e.merchant_id AND p.id = e.payment_id
      WHERE p.id IS NULL OR NOT ${CAPTURED} ORDER BY e.id LIMIT 1`,
  },
];

const ORDERS: readonly SqlProof[] = [
  {
    name: "orders_paid_equal_payments",
    statement: "What each order counts as paid equals the payments captured for it.",
    countSql: `SELECT count(*) AS checked FROM "order"`,
    offenderSql: `SELECT format('Order %s (%s) counts %s paid but %s was captured for it (minor units of %s).', o.number, o.id,
          o.paid_minor, coalesce(s.captured_minor, 0), o.currency) AS offender
      FROM "order" o LEFT JOIN (
        SELECT p.merchant_id, p.order_id, sum(p.amount_minor) AS captured_minor
        FROM payment p JOIN journal_entry e ON e.merchant_id = p.merchant_id AND e.payment_id = p.id
        WHERE ${CAPTURED} AND e.kind IN ('payment_captured', 'wallet_spent')
        GROUP BY 1, 2) s
        ON s.merchant_id = o.merchant_id AND s.order_id = o.id
      WHERE o.paid_minor <> coalesce(s.captured_minor, 0) ORDER BY o.merchant_id, o.number LIMIT 1`,
  },
  {
    name: "receivables_equal_invoices",
    statement: "What each customer owes in the ledger equals the open part of its invoices.",
    countSql: "SELECT count(*) AS checked FROM ledger_account WHERE code LIKE 'accounts_receivable:%'",
    offenderSql: `SELECT format('Customer %s owes %s by the ledger but %s by its invoices (minor units of %s).', a.customer_id,
          s.ledger_minor, v.invoiced_minor, a.currency) AS offender
      FROM ledger_account a
      CROSS JOIN LATERAL (SELECT coalesce(sum(amount_minor), 0) AS ledger_minor FROM posting p
        WHERE p.merchant_id = a.merchant_id AND p.account_id = a.id) s
      CROSS JOIN LATERAL (SELECT coalesce(sum(i.amount_minor - n.paid_minor - n.credited_minor - n.withdrawn_minor), 0) AS invoiced_minor
        FROM invoice i
        JOIN installment n ON n.merchant_id = i.merchant_id AND n.id = i.installment_id
        JOIN "order" o ON o.merchant_id = i.merchant_id AND o.id = i.order_id
        WHERE o.merchant_id = a.merchant_id AND o.customer_id = a.customer_id AND i.currency = a.currency
          AND i.state = 'open') v
      WHERE a.code LIKE 'accounts_receivable:%' AND s.ledger_minor <> v.invoiced_minor ORDER BY a.id LIMIT 1`,
  },
];

/** The laws of the books that SQL can check, in the order in which they are proved. */
export const SQL_PROOFS: readonly SqlProof[] = [
  ...ENTRIES,
  ...WALLETS,
  ...LOT_PROOFS,
  ...PAYMENTS,
  ...ORDERS,
];
