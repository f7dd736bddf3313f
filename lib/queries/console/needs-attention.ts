import { permits } from "@/lib/domain/permissions";
import type { Actor } from "@/lib/domain/actor";
import { type Money, money } from "@/lib/domain/money/money";
import { businessClock } from "@/lib/platform/clock";
import { readRows } from "@/lib/db/read-rows";
import { bigintAt, countAt, instantAt, memberAt, type Row, textAt, textOrNullAt } from "@/lib/db/row";

/** What waits for somebody, in the order of how much it hurts. */
export const ATTENTION_KINDS = [
  "payment_unknown",
  "webhook_dead",
  "webhook_failed",
  "money_unapplied",
  "payment_processing_long",
  "site_sent_back",
  "mail_failed",
  "sites_missing",
] as const;

export type AttentionKind = (typeof ATTENTION_KINDS)[number];

/** One thing that waits: which record (an order, payment, event or entry), since when, in which words it is known. */
export interface AttentionItem {
  readonly kind: AttentionKind;
  readonly recordId: string;
  readonly orderNumber: bigint | null;
  readonly customerName: string | null;
  /** A site's comment, an error, a subject. */
  readonly note: string | null;
  readonly amount: Money | null;
  readonly since: Date;
}

export interface AttentionGroup {
  readonly kind: AttentionKind;
  readonly count: number;
  /** The oldest few: they have waited longest. */
  readonly items: readonly AttentionItem[];
}

/** A payment that processes longer than this is asked about. Cards take seconds; some banks take a while. */
const PROCESSING_MINUTES_MAX = 15;
const ITEMS_SHOWN = 5;
/** Counted up to here: where more waits, its exact number helps nobody. */
const COUNT_MAX = 1_000;

const ORDER_OF_PAYMENT = `FROM payment p
  JOIN "order" o ON o.merchant_id = p.merchant_id AND o.id = p.order_id
  JOIN customer c ON c.merchant_id = p.merchant_id AND c.id = p.customer_id
  WHERE p.merchant_id = $1`;

const PAYMENT_COLUMNS = `p.id AS record_id, o.number AS order_number, c.name AS customer_name, p.failure_message AS note,
  p.amount_minor, p.currency, p.created_at AS since`;

const WEBHOOK_COLUMNS = `w.id AS record_id, NULL::bigint AS order_number, NULL AS customer_name,
  w.type || coalesce(': ' || w.last_error, '') AS note, NULL::bigint AS amount_minor, NULL AS currency, w.received_at AS since`;

const ORDER_COLUMNS = `o.id AS record_id, o.number AS order_number, c.name AS customer_name`;
const ORDER_CUSTOMER = `JOIN customer c ON c.merchant_id = o.merchant_id AND c.id = o.customer_id`;

const SOURCES = {
  payment_unknown: `SELECT ${PAYMENT_COLUMNS} ${ORDER_OF_PAYMENT} AND p.state = 'outcome_unknown'`,
  payment_processing_long: `SELECT ${PAYMENT_COLUMNS} ${ORDER_OF_PAYMENT} AND p.state = 'processing'
    AND p.created_at < $2::timestamptz - interval '${PROCESSING_MINUTES_MAX} minutes'`,
  webhook_dead: `SELECT ${WEBHOOK_COLUMNS} FROM webhook_event w WHERE w.merchant_id = $1 AND w.state = 'dead'`,
  webhook_failed: `SELECT ${WEBHOOK_COLUMNS} FROM webhook_event w WHERE w.merchant_id = $1 AND w.state = 'failed'`,
  money_unapplied: `SELECT e.id AS record_id, o.number AS order_number, c.name AS customer_name, e.description AS note,
      p.amount_minor, p.currency, e.occurred_at AS since
    FROM journal_entry e
    JOIN payment p ON p.merchant_id = e.merchant_id AND p.id = e.payment_id
    JOIN "order" o ON o.merchant_id = p.merchant_id AND o.id = p.order_id ${ORDER_CUSTOMER}
    WHERE e.merchant_id = $1 AND e.kind = 'overpayment_received'
      AND NOT EXISTS (SELECT FROM journal_entry r WHERE r.merchant_id = e.merchant_id AND r.reversal_of = e.id)
      AND NOT EXISTS (SELECT FROM journal_entry r WHERE r.merchant_id = e.merchant_id AND r.payment_id = e.payment_id
        AND r.kind = 'wallet_refunded' AND r.source_id = e.id::text)`,
  site_sent_back: `SELECT ${ORDER_COLUMNS}, s.comment AS note, NULL::bigint AS amount_minor, NULL AS currency,
      coalesce(s.attached_at, o.placed_at) AS since
    FROM site s JOIN "order" o ON o.merchant_id = s.merchant_id AND o.id = s.order_id ${ORDER_CUSTOMER}
    WHERE s.merchant_id = $1 AND s.state = 'changes_requested' AND o.state <> 'canceled'`,
  mail_failed: `SELECT coalesce(m.order_id, m.id) AS record_id, o.number AS order_number, m.to_address AS customer_name,
      m.subject || coalesce(': ' || m.last_error, '') AS note, NULL::bigint AS amount_minor, NULL AS currency, m.created_at AS since
    FROM mail m LEFT JOIN "order" o ON o.merchant_id = m.merchant_id AND o.id = m.order_id
    WHERE m.merchant_id = $1 AND m.state = 'failed'`,
  sites_missing: `SELECT ${ORDER_COLUMNS}, NULL AS note, o.total_minor AS amount_minor, o.currency, o.placed_at AS since
    FROM "order" o ${ORDER_CUSTOMER}
    WHERE o.merchant_id = $1 AND o.state = 'confirmed' AND o.workflow ->> 'approval' = 'sites'
      AND NOT EXISTS (SELECT FROM site s WHERE s.merchant_id = o.merchant_id AND s.order_id = o.id
        AND s.state = 'changes_requested')`,
} as const satisfies Record<AttentionKind, string>;

function sqlOf(kind: AttentionKind): string {
  return `(SELECT '${kind}' AS kind, found.*, count(*) OVER () AS count
    FROM (SELECT * FROM (${SOURCES[kind]}) waiting ORDER BY since LIMIT ${COUNT_MAX}) found
    ORDER BY found.since LIMIT ${ITEMS_SHOWN})`;
}

function attentionItem(row: Row): AttentionItem {
  const currency = textOrNullAt(row, "currency");
  return {
    kind: memberAt(row, "kind", ATTENTION_KINDS),
    recordId: textAt(row, "record_id"),
    orderNumber: row["order_number"] === null ? null : bigintAt(row, "order_number"),
    customerName: textOrNullAt(row, "customer_name"),
    note: textOrNullAt(row, "note"),
    amount: currency === null ? null : money(bigintAt(row, "amount_minor"), currency),
    since: instantAt(row, "since"),
  };
}

/** Everything of the merchant that waits for a person, worst first. Empty when nothing does; null for anybody but staff. */
export async function needsAttention(actor: Actor): Promise<AttentionGroup[] | null> {
  if (actor.kind !== "staff" || !permits(actor, "console.open")) return null;
  const rows = await readRows(ATTENTION_KINDS.map(sqlOf).join(" UNION ALL "), [
    actor.merchantId,
    businessClock.now(),
  ]);
  return ATTENTION_KINDS.flatMap((kind) => {
    const own = rows.filter((row) => row["kind"] === kind);
    const [first] = own;
    return first ? [{ kind, count: countAt(first, "count"), items: own.map(attentionItem) }] : [];
  });
}
