import {
  defaultWalletRules,
  SPENDING_ORDERS,
  type TopUpTerms,
  type WalletRules,
} from "@/lib/domain/wallets/wallet-rules";
import { invariant } from "@/lib/domain/invariant";
import { findMerchant } from "./merchants";
import { memberAt } from "./row";
import { inTransaction, type Tx } from "./transaction";

interface RulesRow {
  version: number;
  spending_order: string;
  top_up_expiry_days: number | null;
  promotional_expiry_days: number | null;
  refund_expiry_days: number | null;
  goodwill_expiry_days: number | null;
  restore_grace_days: number;
}

interface TermsRow {
  currency: string;
  min_minor: bigint;
  max_minor: bigint;
  /** PostgreSQL's arrays of int8 come as texts. */
  presets_minor: (bigint | string)[];
  bonus_from_minor: bigint | null;
  bonus_basis_points: number | null;
}

function termsOf(row: TermsRow): TopUpTerms {
  const { bonus_from_minor: fromMinor, bonus_basis_points: basisPoints } = row;
  return {
    currency: row.currency,
    minMinor: row.min_minor,
    maxMinor: row.max_minor,
    presetsMinor: row.presets_minor.map((amount) => BigInt(amount)),
    bonus: fromMinor === null || basisPoints === null ? null : { fromMinor, basisPoints },
  };
}

/** The rules that hold for a merchant's wallets now: its newest version, or what holds until it says otherwise. */
export async function findWalletRules(tx: Tx, merchantId: string): Promise<WalletRules> {
  const [row] = await tx.query<RulesRow>(
    `SELECT version, spending_order, top_up_expiry_days, promotional_expiry_days, refund_expiry_days, goodwill_expiry_days,
         restore_grace_days
       FROM wallet_rules WHERE merchant_id = $1 ORDER BY version DESC LIMIT 1`,
    [merchantId],
    "wallet-rules-find",
  );
  if (row === undefined) {
    const merchant = await findMerchant(tx, merchantId);
    invariant(merchant !== null, "Rules are a merchant's.");
    return defaultWalletRules(merchant.currencies);
  }
  const terms = await tx.query<TermsRow>(
    `SELECT currency, min_minor, max_minor, presets_minor, bonus_from_minor, bonus_basis_points
       FROM top_up_terms WHERE merchant_id = $1 AND version = $2 ORDER BY currency`,
    [merchantId, row.version],
    "top-up-terms-find",
  );
  return {
    version: row.version,
    spendingOrder: memberAt({ ...row }, "spending_order", SPENDING_ORDERS),
    expiryDays: {
      topUp: row.top_up_expiry_days,
      promotional: row.promotional_expiry_days,
      refund: row.refund_expiry_days,
      goodwill: row.goodwill_expiry_days,
    },
    restoreGraceDays: row.restore_grace_days,
    topUps: terms.map(termsOf),
  };
}

/** The same for pages, which write nothing. */
export function readWalletRules(merchantId: string): Promise<WalletRules> {
  return inTransaction((tx) => findWalletRules(tx, merchantId));
}

/** Keeps two changes from making one version: the second waits for the first, and sees it. */
export async function lockWalletRules(tx: Tx, merchantId: string): Promise<WalletRules> {
  await tx.query("SELECT id FROM merchant WHERE id = $1 FOR NO KEY UPDATE", [merchantId]);
  return findWalletRules(tx, merchantId);
}

export interface NewWalletRules {
  readonly merchantId: string;
  readonly rules: WalletRules;
  readonly reason: string;
  readonly actorId: string | null;
  readonly actorName: string;
  readonly createdAt: Date;
}

export async function insertWalletRules(tx: Tx, { rules, ...record }: NewWalletRules): Promise<void> {
  const { expiryDays } = rules;
  await tx.execute(
    `INSERT INTO wallet_rules (merchant_id, version, spending_order, top_up_expiry_days, promotional_expiry_days,
       refund_expiry_days, goodwill_expiry_days, restore_grace_days, reason, actor_id, actor_name, created_at)
     VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12)`,
    [
      record.merchantId,
      rules.version,
      rules.spendingOrder,
      expiryDays.topUp,
      expiryDays.promotional,
      expiryDays.refund,
      expiryDays.goodwill,
      rules.restoreGraceDays,
      record.reason,
      record.actorId,
      record.actorName,
      record.createdAt,
    ],
  );
  for (const terms of rules.topUps) {
    await tx.execute(
      `INSERT INTO top_up_terms (merchant_id, version, currency, min_minor, max_minor, presets_minor, bonus_from_minor,
         bonus_basis_points) VALUES ($1,$2,$3,$4,$5,$6::bigint[],$7,$8)`,
      [
        record.merchantId,
        rules.version,
        terms.currency,
        terms.minMinor,
        terms.maxMinor,
        terms.presetsMinor.map(String),
        terms.bonus?.fromMinor ?? null,
        terms.bonus?.basisPoints ?? null,
      ],
    );
  }
}
