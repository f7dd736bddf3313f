import type { ProductKind } from "@/lib/domain/orders/order-state";
import {
  NO_TAX,
  TAX_DRIVERS,
  type TaxDriverCode,
  type TaxRate,
  type TaxSettings,
} from "@/lib/domain/tax/tax-settings";
import { memberAt } from "./row";
import { inTransaction, type Tx } from "./transaction";

interface SettingsRow {
  version: number;
  driver: TaxDriverCode;
  home_country: string;
  home_region: string | null;
  inclusive_kinds: ProductKind[];
}

interface RateRow {
  country: string;
  region: string | null;
  kind: ProductKind | null;
  name: string;
  rate_ppm: number;
  treatment: TaxRate["treatment"];
  is_reverse_charge: boolean;
  valid_from: string;
  valid_until: string | null;
}

async function findRates(tx: Tx, merchantId: string, version: number): Promise<TaxRate[]> {
  const rows = await tx.query<RateRow>(
    `SELECT country, region, kind, name, rate_ppm, treatment, is_reverse_charge, valid_from::text, valid_until::text
       FROM tax_rate WHERE merchant_id = $1 AND version = $2 ORDER BY position`,
    [merchantId, version],
    "tax-rates-find",
  );
  return rows.map((row) => ({
    country: row.country,
    region: row.region,
    kind: row.kind,
    name: row.name,
    ratePpm: row.rate_ppm,
    treatment: row.treatment,
    isReverseCharge: row.is_reverse_charge,
    validFrom: row.valid_from,
    validUntil: row.valid_until,
  }));
}

/** How a merchant's sales are taxed now: its newest version, or not at all. */
export async function findTaxSettings(tx: Tx, merchantId: string): Promise<TaxSettings> {
  const [row] = await tx.query<SettingsRow>(
    `SELECT version, driver, home_country, home_region, inclusive_kinds
       FROM tax_settings WHERE merchant_id = $1 ORDER BY version DESC LIMIT 1`,
    [merchantId],
    "tax-settings-find",
  );
  if (row === undefined) return NO_TAX;
  return {
    version: row.version,
    driver: memberAt({ ...row }, "driver", TAX_DRIVERS),
    homeCountry: row.home_country,
    homeRegion: row.home_region,
    inclusiveKinds: row.inclusive_kinds,
    rates: await findRates(tx, merchantId, row.version),
  };
}

/** The same for pages, which write nothing. */
export function readTaxSettings(merchantId: string): Promise<TaxSettings> {
  return inTransaction((tx) => findTaxSettings(tx, merchantId));
}

/** Keeps two changes from making one version: the second waits for the first, and sees it. */
export async function lockTaxSettings(tx: Tx, merchantId: string): Promise<TaxSettings> {
  await tx.query("SELECT id FROM merchant WHERE id = $1 FOR NO KEY UPDATE", [merchantId]);
  return findTaxSettings(tx, merchantId);
}

export interface NewTaxSettings {
  readonly merchantId: string;
  readonly settings: TaxSettings;
  readonly reason: string;
  readonly actorId: string | null;
  readonly actorName: string;
  readonly createdAt: Date;
}

export async function insertTaxSettings(tx: Tx, { settings, ...record }: NewTaxSettings): Promise<void> {
  await tx.execute(
    `INSERT INTO tax_settings (merchant_id, version, driver, home_country, home_region, inclusive_kinds, reason, actor_id,
       actor_name, created_at) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10)`,
    [
      record.merchantId,
      settings.version,
      settings.driver,
      settings.homeCountry,
      settings.homeRegion,
      [...settings.inclusiveKinds],
      record.reason,
      record.actorId,
      record.actorName,
      record.createdAt,
    ],
  );
  for (const [index, rate] of settings.rates.entries()) {
    await tx.execute(
      `INSERT INTO tax_rate (merchant_id, version, position, country, region, kind, name, rate_ppm, treatment, is_reverse_charge,
         valid_from, valid_until) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12)`,
      [
        record.merchantId,
        settings.version,
        index + 1,
        rate.country,
        rate.region,
        rate.kind,
        rate.name,
        rate.ratePpm,
        rate.treatment,
        rate.isReverseCharge,
        rate.validFrom,
        rate.validUntil,
      ],
      "tax-rate-insert",
    );
  }
}
