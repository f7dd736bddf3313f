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
    payment_amount_max_minor: bigint;
  }>(
    `SELECT id, slug, name, statement_descriptor, time_zone, locale, currencies, payment_amount_max_minor
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
    paymentAmountMaxMinor: row.payment_amount_max_minor,
  };
}

export interface NewMerchant extends MerchantRow {
  readonly legalName: string;
  readonly supportEmail: string;
  readonly hosts: readonly string[];
}

export async function insertMerchant(tx: Tx, merchant: NewMerchant): Promise<void> {
  await tx.execute(
    `INSERT INTO merchant (id, slug, name, legal_name, statement_descriptor, support_email, time_zone, locale, currencies, hosts,
       payment_amount_max_minor) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11)`,
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
      merchant.paymentAmountMaxMinor,
    ],
  );
}
