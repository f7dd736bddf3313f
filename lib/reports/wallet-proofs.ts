import type { SqlProof } from "./sql-proof";

/** Every wallet with what its lots say of it: also one that has lots and no account. */
const WALLETS_WITH_LOTS = `SELECT coalesce(a.merchant_id, l.merchant_id) AS merchant_id, a.id AS account_id,
      coalesce(a.customer_id, l.customer_id) AS customer_id, coalesce(a.currency, l.currency) AS currency,
      coalesce(-a.balance_minor, 0) AS balance_minor, coalesce(l.remaining_minor, 0) AS remaining_minor,
      coalesce(l.held_minor, 0) AS held_minor
    FROM (SELECT a.merchant_id, a.id, a.customer_id, a.currency, b.balance_minor FROM ledger_account a
        JOIN ledger_balance b ON b.merchant_id = a.merchant_id AND b.account_id = a.id WHERE a.code LIKE 'wallet:%') a
      FULL JOIN (SELECT merchant_id, customer_id, currency, sum(remaining_minor)::bigint AS remaining_minor,
          sum(held_minor)::bigint AS held_minor FROM wallet_lot GROUP BY 1, 2, 3) l
        ON l.merchant_id = a.merchant_id AND l.customer_id = a.customer_id AND l.currency = a.currency`;

/** What must hold between wallets, their lots, what moved them and what holds them. */
export const LOT_PROOFS: readonly SqlProof[] = [
  {
    name: "lots_equal_balances",
    statement: "What remains of each wallet's lots is its balance.",
    countSql: `SELECT count(*) AS checked FROM (${WALLETS_WITH_LOTS}) w`,
    offenderSql: `SELECT format('The wallet of customer %s holds %s, and its lots %s (minor units of %s).', customer_id,
          balance_minor, remaining_minor, currency) AS offender
      FROM (${WALLETS_WITH_LOTS}) w WHERE balance_minor <> remaining_minor ORDER BY customer_id LIMIT 1`,
  },
  {
    name: "lots_equal_movements",
    statement: "What remains of each lot, and what is held of it, is the sum of its movements.",
    countSql: "SELECT count(*) AS checked FROM wallet_lot",
    offenderSql: `SELECT format('Lot %s has %s left and %s held, and its movements sum to %s and %s (minor units of %s).', l.id,
          l.remaining_minor, l.held_minor, m.amount_minor, m.held_minor, l.currency) AS offender
      FROM wallet_lot l CROSS JOIN LATERAL (
        SELECT coalesce(sum(amount_minor), 0) AS amount_minor, coalesce(sum(held_minor), 0) AS held_minor
          FROM wallet_movement m WHERE m.merchant_id = l.merchant_id AND m.lot_id = l.id) m
      WHERE m.amount_minor <> l.remaining_minor OR m.held_minor <> l.held_minor ORDER BY l.id LIMIT 1`,
  },
  {
    name: "movements_run_on",
    statement: "Each movement's running balance is the one before it and what it moved.",
    countSql: "SELECT count(*) AS checked FROM wallet_movement",
    offenderSql: `SELECT format('Movement %s of customer %s says %s after it, and it should be %s (minor units of %s).', sequence,
          customer_id, balance_after_minor, expected_minor, currency) AS offender
      FROM (SELECT *, sum(amount_minor) OVER (PARTITION BY merchant_id, customer_id, currency ORDER BY sequence) AS expected_minor
        FROM wallet_movement) m
      WHERE balance_after_minor <> expected_minor ORDER BY sequence LIMIT 1`,
  },
  {
    name: "movements_have_entries",
    statement: "What the movements of an entry add up to is what the entry moved in the wallet.",
    countSql: "SELECT count(*) AS checked FROM wallet_movement WHERE entry_id IS NOT NULL",
    offenderSql: `SELECT format('Journal entry %s moved %s in the wallet of customer %s, and its lots moved %s (minor units of %s).',
          coalesce(m.entry_id, p.entry_id), coalesce(p.amount_minor, 0), coalesce(m.customer_id, p.customer_id),
          coalesce(m.amount_minor, 0), coalesce(m.currency, p.currency)) AS offender
      FROM (SELECT merchant_id, entry_id, customer_id, currency, sum(amount_minor) AS amount_minor FROM wallet_movement
          WHERE entry_id IS NOT NULL AND lot_id NOT IN (SELECT id FROM wallet_lot WHERE origin_kind = 'opening') GROUP BY 1, 2, 3, 4) m
        FULL JOIN (SELECT p.merchant_id, p.entry_id, a.customer_id, a.currency, -sum(p.amount_minor) AS amount_minor
          FROM ledger_account a JOIN posting p ON p.merchant_id = a.merchant_id AND p.account_id = a.id
          WHERE a.code LIKE 'wallet:%' GROUP BY 1, 2, 3, 4) p
        ON p.merchant_id = m.merchant_id AND p.entry_id = m.entry_id AND p.customer_id = m.customer_id AND p.currency = m.currency
      WHERE m.amount_minor IS DISTINCT FROM p.amount_minor
        AND NOT EXISTS (SELECT FROM wallet_lot l WHERE l.merchant_id = p.merchant_id AND l.customer_id = p.customer_id
          AND l.currency = p.currency AND l.origin_kind = 'opening')
      ORDER BY 1 LIMIT 1`,
  },
  {
    name: "holds_equal_held",
    statement:
      "What open checkouts hold of each lot is what it counts as held, and each hold is the sum of its parts.",
    countSql: "SELECT count(*) AS checked FROM wallet_hold",
    offenderSql: `SELECT offender FROM (
      SELECT format('Lot %s counts %s as held, and open holds have %s of it (minor units of %s).', l.id, l.held_minor,
          coalesce(h.amount_minor, 0), l.currency) AS offender
        FROM wallet_lot l LEFT JOIN (SELECT p.merchant_id, p.lot_id, sum(p.amount_minor) AS amount_minor FROM wallet_hold_lot p
          JOIN wallet_hold h ON h.merchant_id = p.merchant_id AND h.id = p.hold_id WHERE h.state = 'active' GROUP BY 1, 2) h
          ON h.merchant_id = l.merchant_id AND h.lot_id = l.id
        WHERE l.held_minor <> coalesce(h.amount_minor, 0)
      UNION ALL SELECT format('Hold %s is over %s, and its parts sum to %s (minor units of %s).', h.id, h.amount_minor,
          p.amount_minor, h.currency)
        FROM wallet_hold h CROSS JOIN LATERAL (SELECT coalesce(sum(amount_minor), 0) AS amount_minor FROM wallet_hold_lot p
          WHERE p.merchant_id = h.merchant_id AND p.hold_id = h.id) p
        WHERE p.amount_minor <> h.amount_minor) found ORDER BY 1 LIMIT 1`,
  },
];
