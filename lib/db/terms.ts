import { invariant } from "@/lib/domain/invariant";
import type { CurrencyCode } from "@/lib/domain/money/currency";
import { type Money, money } from "@/lib/domain/money/money";
import type { AccountStanding, TermsOption } from "@/lib/domain/terms/offer-terms";
import { type PaymentTerms, readTerms, termsJson } from "@/lib/domain/terms/payment-terms";
import { readTermsRules, rulesJson } from "@/lib/domain/terms/terms-rules";
import type { Tx } from "./transaction";

/** The terms that a merchant offers, in its order. */
export async function findTermsOptions(tx: Tx, merchantId: string): Promise<TermsOption[]> {
  const rows = await tx.query<{ id: string; terms: unknown; rules: unknown; is_default: boolean }>(
    `SELECT id, terms, rules, is_default FROM terms_option WHERE merchant_id = $1 AND is_active ORDER BY position, id`,
    [merchantId],
    "terms-options-find",
  );
  return rows.map((row) => {
    const terms = readTerms(row.terms);
    const rules = readTermsRules(row.rules);
    invariant(terms !== null && rules !== null, `Terms ${row.id} cannot be read.`);
    return { id: row.id, terms, rules, isDefault: row.is_default };
  });
}

/** Locks the merchant's options against another change of them. */
export async function lockTermsOptions(tx: Tx, merchantId: string): Promise<TermsOption[]> {
  await tx.query("SELECT id FROM merchant WHERE id = $1 FOR NO KEY UPDATE", [merchantId]);
  return findTermsOptions(tx, merchantId);
}

export async function insertTermsOption(
  tx: Tx,
  merchantId: string,
  option: TermsOption & { readonly position: number; readonly createdAt: Date },
): Promise<void> {
  await tx.execute(
    `INSERT INTO terms_option (merchant_id, id, position, terms, rules, is_default, created_at)
       VALUES ($1,$2,$3,$4,$5,$6,$7)`,
    [
      merchantId,
      option.id,
      option.position,
      termsJson(option.terms),
      rulesJson(option.rules),
      option.isDefault,
      option.createdAt,
    ],
  );
}

/** No option is the default any more, or this one is. */
export async function updateDefaultTerms(tx: Tx, merchantId: string, optionId: string | null): Promise<void> {
  await tx.execute("UPDATE terms_option SET is_default = false WHERE merchant_id = $1 AND is_default", [
    merchantId,
  ]);
  if (optionId === null) return;
  await tx.execute("UPDATE terms_option SET is_default = true WHERE merchant_id = $1 AND id = $2", [
    merchantId,
    optionId,
  ]);
}

/** Offered no more; orders that were placed on it keep their terms. */
export async function retireTermsOption(tx: Tx, merchantId: string, optionId: string): Promise<void> {
  await tx.execute(
    "UPDATE terms_option SET is_active = false, is_default = false WHERE merchant_id = $1 AND id = $2",
    [merchantId, optionId],
  );
}

/** What staff granted to a customer; null where nothing was decided about them. */
export interface CustomerTermsRow {
  readonly terms: PaymentTerms | null;
  readonly isApproved: boolean;
  readonly creditLimit: Money | null;
  readonly reason: string;
}

export async function findCustomerTerms(
  tx: Tx,
  merchantId: string,
  customerId: string,
): Promise<CustomerTermsRow | null> {
  const rows = await tx.query<{
    terms: unknown;
    is_approved: boolean;
    credit_limit_minor: bigint | null;
    credit_currency: string | null;
    reason: string;
  }>(
    `SELECT terms, is_approved, credit_limit_minor, credit_currency, reason FROM customer_terms
       WHERE merchant_id = $1 AND customer_id = $2`,
    [merchantId, customerId],
    "customer-terms-find",
  );
  const [row] = rows;
  if (row === undefined) return null;
  const { credit_limit_minor: limit, credit_currency: currency } = row;
  return {
    terms: row.terms === null ? null : readTerms(row.terms),
    isApproved: row.is_approved,
    creditLimit: limit === null || currency === null ? null : money(limit, currency),
    reason: row.reason,
  };
}

export async function upsertCustomerTerms(
  tx: Tx,
  row: CustomerTermsRow & {
    readonly merchantId: string;
    readonly customerId: string;
    readonly actorId: string | null;
    readonly actorName: string;
    readonly at: Date;
  },
): Promise<void> {
  await tx.execute(
    `INSERT INTO customer_terms (merchant_id, customer_id, terms, is_approved, credit_limit_minor, credit_currency, reason,
       actor_id, actor_name, changed_at) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10)
     ON CONFLICT (merchant_id, customer_id) DO UPDATE SET terms = excluded.terms, is_approved = excluded.is_approved,
       credit_limit_minor = excluded.credit_limit_minor, credit_currency = excluded.credit_currency, reason = excluded.reason,
       actor_id = excluded.actor_id, actor_name = excluded.actor_name, changed_at = excluded.changed_at`,
    [
      row.merchantId,
      row.customerId,
      row.terms === null ? null : termsJson(row.terms),
      row.isApproved,
      row.creditLimit?.amountMinor ?? null,
      row.creditLimit?.currency ?? null,
      row.reason,
      row.actorId,
      row.actorName,
      row.at,
    ],
  );
}

/** Keeps what the terms and the schedule of an order were, and what they are from now on. */
export async function insertTermsChange(
  tx: Tx,
  change: {
    readonly merchantId: string;
    readonly id: string;
    readonly orderId: string;
    readonly before: string;
    readonly after: string;
    readonly reason: string;
    readonly actorId: string | null;
    readonly actorName: string;
    readonly occurredAt: Date;
  },
): Promise<void> {
  await tx.execute(
    `INSERT INTO order_terms_change (merchant_id, id, order_id, before, after, reason, actor_id, actor_name, occurred_at)
       VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9)`,
    [
      change.merchantId,
      change.id,
      change.orderId,
      change.before,
      change.after,
      change.reason,
      change.actorId,
      change.actorName,
      change.occurredAt,
    ],
  );
}

/** What is owed on orders that count as lent: their goods are delivered, or their terms give time. */
const LENT = `o.state NOT IN ('paid', 'canceled') AND (o.released_at IS NOT NULL OR o.terms ->> 'kind' <> 'standard'
  OR o.state = 'payment_pending' AND o.workflow ->> 'approval' = 'sites')`;

/** What is known of a customer when terms are decided about. */
export async function findAccountStanding(
  tx: Tx,
  merchantId: string,
  customerId: string,
  currency: CurrencyCode,
): Promise<AccountStanding> {
  const granted = await findCustomerTerms(tx, merchantId, customerId);
  const rows = await tx.query<{ paid_count: bigint; has_overdue: boolean; exposure: string }>(
    `SELECT count(*) FILTER (WHERE o.state = 'paid') AS paid_count,
       coalesce(sum(o.total_minor - o.credited_minor - o.paid_minor + o.refunded_minor)
         FILTER (WHERE ${LENT} AND o.currency = $3), 0)::text AS exposure,
       EXISTS (SELECT FROM installment i JOIN "order" p ON p.merchant_id = i.merchant_id AND p.id = i.order_id
         WHERE i.merchant_id = $1 AND i.state = 'overdue' AND p.customer_id = $2) AS has_overdue
     FROM "order" o WHERE o.merchant_id = $1 AND o.customer_id = $2`,
    [merchantId, customerId, currency],
    "account-standing",
  );
  const [row] = rows;
  const terms = granted?.terms ?? null;
  return {
    isApproved: granted?.isApproved ?? false,
    creditLimit: granted?.creditLimit ?? null,
    granted: granted === null || terms === null ? null : { terms, reason: granted.reason },
    paidOrderCount: Number(row?.paid_count ?? 0n),
    hasOverdue: row?.has_overdue ?? false,
    exposure: money(BigInt(row?.exposure ?? "0"), currency),
  };
}
