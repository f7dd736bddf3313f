import type { BillingDetails } from "@/lib/domain/people/billing-details";
import type { Tx } from "./transaction";

/** Keeps to whom a customer's documents are made out; what was there before is replaced. */
export async function saveBillingDetails(
  tx: Tx,
  details: BillingDetails & {
    readonly merchantId: string;
    readonly customerId: string;
    readonly updatedAt: Date;
  },
): Promise<void> {
  const { merchantId, customerId } = details;
  await tx.execute("UPDATE customer SET locale = $3 WHERE merchant_id = $1 AND id = $2", [
    merchantId,
    customerId,
    details.locale,
  ]);
  await tx.execute(
    `INSERT INTO billing_details (merchant_id, customer_id, name, address_lines, country, tax_id, updated_at, region)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
       ON CONFLICT (merchant_id, customer_id) DO UPDATE SET name = EXCLUDED.name, address_lines = EXCLUDED.address_lines,
         country = EXCLUDED.country, tax_id = EXCLUDED.tax_id, updated_at = EXCLUDED.updated_at, region = EXCLUDED.region,
         tax_id_state = CASE WHEN (billing_details.tax_id, billing_details.country) IS NOT DISTINCT FROM
             (EXCLUDED.tax_id, EXCLUDED.country) THEN billing_details.tax_id_state ELSE 'unchecked' END,
         tax_id_checked_at = CASE WHEN (billing_details.tax_id, billing_details.country) IS NOT DISTINCT FROM
             (EXCLUDED.tax_id, EXCLUDED.country) THEN billing_details.tax_id_checked_at END`,
    [
      merchantId,
      customerId,
      details.name,
      [...details.addressLines],
      details.country,
      details.taxId,
      details.updatedAt,
      details.region,
    ],
  );
}
