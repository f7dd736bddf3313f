export const INVARIANT_IDS = [
  "I1",
  "I2",
  "I3",
  "I4",
  "I5",
  "I6",
  "I7",
  "I8",
  "I9",
  "I10",
  "I11",
  "I12",
  "I13",
  "I14",
] as const;
export type InvariantId = (typeof INVARIANT_IDS)[number];

/** What an offender is, so that a page can lead to it. */
export const OFFENDER_KINDS = [
  "order",
  "payment",
  "journal_entry",
  "account",
  "wallet_lot",
  "operation",
  "webhook_event",
  "mail",
  "audit_event",
] as const;
export type OffenderKind = (typeof OFFENDER_KINDS)[number];

/** What must hold, in a sentence; the rest of the reports says how it is looked at. */
export const INVARIANTS: Readonly<Record<InvariantId, string>> = {
  I1: "Each journal entry sums to zero in each currency, and so do the whole books.",
  I2: "Each wallet's balance is the sum of its postings and what remains of its lots, and none is below zero; what is held is what open checkouts hold.",
  I3: "No installment is paid twice: what was captured for it is what it counts as paid.",
  I4: "Each captured payment has exactly one entry that takes it in, and each such entry its payment.",
  I5: "No payment is refunded beyond what was captured.",
  I6: "One name has one effect: no act under a key was done twice.",
  I7: "Orders moved along their transitions only, and are where the last one led.",
  I8: "Each journal entry is what was posted.",
  I9: "The chain of audit records holds from its first to its last.",
  I10: "Everything that was begun is over, in hand, or waits where a person sees it.",
  I11: "Every payment that was created at the gateway is known here by its name there.",
  I12: "No key, client secret or card number stands in a text of the database.",
  I13: "An order's total is the sum of its lines and of its installments, and so is its tax.",
  I14: "No mail of one kind was written twice for one event.",
};

/** The offenders of an invariant: rows of merchant_id, kind, id and note; none when it holds. */
export const LAWS: Readonly<Partial<Record<InvariantId, string>>> = {
  I1: `SELECT merchant_id, 'journal_entry' AS kind, entry_id::text AS id,
        format('It is out of balance by %s %s (minor units).', sum(amount_minor), currency) AS note
      FROM posting GROUP BY merchant_id, entry_id, currency HAVING sum(amount_minor) <> 0`,
  I2: `SELECT b.merchant_id, 'account' AS kind, b.account_id::text AS id,
        format('It is kept at %s, its postings sum to %s, and its lots hold %s (minor units).', b.balance_minor, s.sum_minor,
          l.remaining_minor) AS note
      FROM ledger_balance b
        JOIN ledger_account a ON a.merchant_id = b.merchant_id AND a.id = b.account_id
        CROSS JOIN LATERAL (SELECT coalesce(sum(amount_minor), 0) AS sum_minor FROM posting p
          WHERE p.merchant_id = b.merchant_id AND p.account_id = b.account_id) s
        CROSS JOIN LATERAL (SELECT coalesce(sum(remaining_minor), 0) AS remaining_minor FROM wallet_lot l
          WHERE l.merchant_id = a.merchant_id AND l.customer_id = a.customer_id AND l.currency = a.currency) l
      WHERE s.sum_minor <> b.balance_minor OR b.balance_minor > 0 OR l.remaining_minor <> -b.balance_minor
    UNION ALL SELECT l.merchant_id, 'wallet_lot', l.id::text,
        format('It has %s left and %s held; its movements sum to %s and %s, and open checkouts hold %s (minor units).',
          l.remaining_minor, l.held_minor, m.amount_minor, m.held_minor, h.amount_minor)
      FROM wallet_lot l
        CROSS JOIN LATERAL (SELECT coalesce(sum(amount_minor), 0) AS amount_minor, coalesce(sum(held_minor), 0) AS held_minor
          FROM wallet_movement m WHERE m.merchant_id = l.merchant_id AND m.lot_id = l.id) m
        CROSS JOIN LATERAL (SELECT coalesce(sum(p.amount_minor), 0) AS amount_minor FROM wallet_hold_lot p
          JOIN wallet_hold h ON h.merchant_id = p.merchant_id AND h.id = p.hold_id AND h.state = 'active'
          WHERE p.merchant_id = l.merchant_id AND p.lot_id = l.id) h
      WHERE m.amount_minor <> l.remaining_minor OR m.held_minor <> l.held_minor OR h.amount_minor <> l.held_minor`,
  I3: `SELECT i.merchant_id, 'order' AS kind, i.order_id::text AS id,
        format('Installment %s counts %s as paid, and %s was captured for it (minor units).', i.position, i.paid_minor,
          c.captured_minor) AS note
      FROM installment i CROSS JOIN LATERAL (
        SELECT coalesce(sum(p.amount_minor), 0) AS minor FROM payment p
          JOIN journal_entry e ON e.merchant_id = p.merchant_id AND e.payment_id = p.id AND e.kind IN ('payment_captured', 'wallet_spent')
          WHERE p.state <> 'bounced' AND p.merchant_id = i.merchant_id AND p.installment_id = i.id
            AND NOT EXISTS (SELECT FROM payment_allocation s WHERE s.merchant_id = p.merchant_id AND s.payment_id = p.id)) whole
        CROSS JOIN LATERAL (SELECT whole.minor + coalesce(sum(s.amount_minor), 0) AS captured_minor FROM payment_allocation s
          JOIN payment p ON p.merchant_id = s.merchant_id AND p.id = s.payment_id AND p.state <> 'bounced'
          WHERE s.merchant_id = i.merchant_id AND s.installment_id = i.id) c
      WHERE i.paid_minor <> c.captured_minor`,
  I4: `SELECT merchant_id, 'payment' AS kind, id::text AS id, format('It is %s, and has %s entries.', state, entries) AS note
      FROM (SELECT p.merchant_id, p.id, p.state, count(e.id) AS entries FROM payment p
        LEFT JOIN journal_entry e ON e.merchant_id = p.merchant_id AND e.payment_id = p.id
          AND e.kind IN ('payment_captured', 'wallet_spent', 'overpayment_received')
          AND NOT EXISTS (SELECT FROM journal_entry r WHERE r.merchant_id = e.merchant_id AND r.reversal_of = e.id)
        GROUP BY p.merchant_id, p.id, p.state) counted
      WHERE entries <> CASE WHEN state IN ('completed', 'refunded') THEN 1 ELSE 0 END`,
  I5: `SELECT merchant_id, 'payment' AS kind, id::text AS id,
        format('%s of %s was refunded (minor units).', refunded_minor, amount_minor) AS note
      FROM payment WHERE refunded_minor > amount_minor OR refunded_minor > 0 AND state NOT IN ('completed', 'refunded')`,
  // Two attempts may have found one object, the second by looking for it; two objects are one too many.
  I6: `SELECT merchant_id, 'operation' AS kind, name AS id, format('Its attempts made %s objects.', count(DISTINCT answer)) AS note
      FROM operation WHERE state = 'done' AND command IN ('create-payment', 'create-gateway-customer')
      GROUP BY merchant_id, name HAVING count(DISTINCT answer) > 1`,
  I10: `SELECT merchant_id, 'operation' AS kind, name AS id,
        format('It was begun at %s and never ended.', to_char(begun_at, 'YYYY-MM-DD HH24:MI')) AS note
      FROM operation o WHERE state IN ('begun', 'outcome_unknown') AND begun_at < now() - interval '1 hour'
        AND NOT EXISTS (SELECT FROM payment p WHERE p.merchant_id = o.merchant_id AND p.id = o.payment_id
          AND p.state NOT IN ('completed', 'canceled', 'refunded'))
    UNION ALL SELECT merchant_id, 'payment', id::text, format('It is %s, and nobody will ask about it.', state)
      FROM payment WHERE state IN ('requires_action', 'processing', 'outcome_unknown') AND next_check_at IS NULL
    UNION ALL SELECT merchant_id, 'payment', id::text, 'Its next look at the gateway is overdue.'
      FROM payment WHERE next_check_at < now() - interval '1 hour'
    UNION ALL SELECT merchant_id, 'webhook_event', id::text, 'It waits for more than an hour past its turn.'
      FROM webhook_event WHERE state IN ('received', 'failed') AND next_attempt_at < now() - interval '1 hour'
    UNION ALL SELECT merchant_id, 'operation', job || ' ' || id::text, 'This job waits in the outbox for more than an hour.'
      FROM outbox_job WHERE relayed_at IS NULL AND created_at < now() - interval '1 hour'`,
  I11: `SELECT o.merchant_id, 'payment' AS kind, o.payment_id::text AS id, 'It was created at the gateway under another name.' AS note
      FROM operation o JOIN payment p ON p.merchant_id = o.merchant_id AND p.id = o.payment_id
      WHERE o.command = 'create-payment' AND o.state = 'done' AND p.state <> 'canceled'
        AND CASE WHEN p.gateway_payment_id IS NULL THEN o.finished_at < now() - interval '1 hour'
          ELSE p.gateway_payment_id <> o.answer ->> 'gatewayPaymentId' END`,
  I13: `SELECT o.merchant_id, 'order' AS kind, o.id::text AS id, format('Order %s does not add up.', o.number) AS note
      FROM "order" o
      WHERE (o.subtotal_minor, o.tax_minor, o.tax_included_minor) <> (
          SELECT coalesce(sum(amount_minor), 0), coalesce(sum(tax_added_minor), 0), coalesce(sum(tax_included_minor), 0)
          FROM order_line l WHERE l.merchant_id = o.merchant_id AND l.order_id = o.id)
        OR (o.total_minor, o.tax_minor + o.tax_included_minor) <> (
          SELECT coalesce(sum(amount_minor - withdrawn_minor), 0), coalesce(sum(tax_minor), 0) FROM installment i
          WHERE i.merchant_id = o.merchant_id AND i.order_id = o.id AND i.state <> 'replaced')`,
  I14: `SELECT merchant_id, 'mail' AS kind, dedupe_key AS id, format('It was written %s times.', count(*)) AS note
      FROM mail GROUP BY merchant_id, dedupe_key HAVING count(*) > 1`,
};

/** Texts that people and gateways write into, and what would give a secret away. Card numbers are told apart in code. */
const TEXTS = `SELECT merchant_id, 'webhook_event' AS kind, id::text AS id, payload AS text FROM webhook_event
    UNION ALL SELECT merchant_id, 'operation', event_type || ' ' || id::text, concat_ws(' ', reason, failure_message, changes::text)
      FROM audit_event
    UNION ALL SELECT merchant_id, 'order', order_id::text, details::text FROM order_event
    UNION ALL SELECT merchant_id, 'payment', id::text, concat_ws(' ', metadata::text, failure_message) FROM payment
    UNION ALL SELECT merchant_id, 'operation', name, concat_ws(' ', answer::text, reason) FROM operation
    UNION ALL SELECT merchant_id, 'operation', job || ' ' || id::text, payload::text FROM outbox_job
    UNION ALL SELECT merchant_id, 'mail', dedupe_key, concat_ws(' ', subject, text) FROM mail`;

/** Texts that may hold a secret: those that hold nothing like one are not read. */
export const SUSPICIOUS_TEXTS = `SELECT merchant_id, kind, id, text FROM (${TEXTS}) texts
  WHERE text ~ '(sk|rk)_(test|live)_[A-Za-z0-9]{8}|whsec_[A-Za-z0-9]{8}|_secret_[A-Za-z0-9]|(^|[^0-9])[2-6]([ -]?[0-9]){12,18}([^0-9]|$)'`;
