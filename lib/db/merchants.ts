import type { Tx } from "./transaction";

/** What services need to know of a merchant. */
export interface MerchantRow {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly statementDescriptor: string;
  readonly timeZone: string;
  readonly locale: string;
  readonly currencies: readonly string[];
  readonly paymentAmountMinMinor: bigint;
  readonly paymentAmountMaxMinor: bigint;
}

export async function findMerchant(tx: Tx, merchantId: string): Promise<MerchantRow | null> {
  const rows = await tx.query<{
    id: string;
    slug: string;
    name: string;
    statement_descriptor: string;
    time_zone: string;
    locale: string;
    currencies: string[];
    payment_amount_min_minor: bigint;
    payment_amount_max_minor: bigint;
  }>(
    `SELECT id, slug, name, statement_descriptor, time_zone, locale, currencies, payment_amount_min_minor,
         payment_amount_max_minor
       FROM merchant WHERE id = $1`,
    [merchantId],
    "merchant-find",
  );
  const [row] = rows;
  if (row === undefined) return null;
  return {
    id: row.id,
    slug: row.slug,
    name: row.name,
    statementDescriptor: row.statement_descriptor,
    timeZone: row.time_zone,
    locale: row.locale,
    currencies: row.currencies,
    paymentAmountMinMinor: row.payment_amount_min_minor,
    paymentAmountMaxMinor: row.payment_amount_max_minor,
  };
}

/** Fifty of the smallest unit: what Stripe takes at least in most currencies. */
const AMOUNT_MIN_MINOR = 50n;

export interface NewMerchant extends Omit<MerchantRow, "paymentAmountMinMinor"> {
  readonly paymentAmountMinMinor?: bigint;
  readonly legalName: string;
  readonly supportEmail: string;
  readonly hosts: readonly string[];
  /** As documents show them. */
  readonly addressLines?: readonly string[];
  readonly taxId?: string;
}

export async function insertMerchant(tx: Tx, merchant: NewMerchant): Promise<void> {
  await tx.execute(
    `INSERT INTO merchant (id, slug, name, legal_name, statement_descriptor, support_email, time_zone, locale, currencies, hosts,
       payment_amount_min_minor, payment_amount_max_minor, address_lines, tax_id)
       VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14)`,
    [
      merchant.id,
      merchant.slug,
      merchant.name,
      merchant.legalName,
      merchant.statementDescriptor,
      merchant.supportEmail,
      merchant.timeZone,
      merchant.locale,
      merchant.currencies,
      merchant.hosts,
      merchant.paymentAmountMinMinor ?? AMOUNT_MIN_MINOR,
      merchant.paymentAmountMaxMinor,
      merchant.addressLines ?? [],
      merchant.taxId ?? null,
    ],
  );
}

/** The least and the most that one payment may be, in each currency's smallest unit. */
export interface PaymentLimits {
  readonly minMinor: bigint;
  readonly maxMinor: bigint;
}

/** The limits as they are, locked until the end of the transaction. */
export async function lockPaymentLimits(tx: Tx, merchantId: string): Promise<PaymentLimits | null> {
  const rows = await tx.query<{ min_minor: bigint; max_minor: bigint }>(
    `SELECT payment_amount_min_minor AS min_minor, payment_amount_max_minor AS max_minor
       FROM merchant WHERE id = $1 FOR UPDATE`,
    [merchantId],
  );
  const [row] = rows;
  return row === undefined ? null : { minMinor: row.min_minor, maxMinor: row.max_minor };
}

export async function updatePaymentLimits(tx: Tx, merchantId: string, limits: PaymentLimits): Promise<void> {
  await tx.execute(
    "UPDATE merchant SET payment_amount_min_minor = $2, payment_amount_max_minor = $3 WHERE id = $1",
    [merchantId, limits.minMinor, limits.maxMinor],
  );
}

/** What documents say of the seller. */
export interface SellerDetails {
  readonly addressLines: readonly string[];
  readonly taxId: string | null;
}

/** The seller's details as they are, locked until the end of the transaction. */
export async function lockSellerDetails(tx: Tx, merchantId: string): Promise<SellerDetails | null> {
  const [row] = await tx.query<{ address_lines: string[]; tax_id: string | null }>(
    "SELECT address_lines, tax_id FROM merchant WHERE id = $1 FOR NO KEY UPDATE",
    [merchantId],
  );
  return row === undefined ? null : { addressLines: row.address_lines, taxId: row.tax_id };
}

export async function updateSellerDetails(tx: Tx, merchantId: string, details: SellerDetails): Promise<void> {
  await tx.execute("UPDATE merchant SET address_lines = $2, tax_id = $3 WHERE id = $1", [
    merchantId,
    [...details.addressLines],
    details.taxId,
  ]);
}
