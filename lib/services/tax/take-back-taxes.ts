import type { TaxRow } from "@/lib/domain/tax/tax-row";
import { insertDocumentTaxes } from "@/lib/db/taxes";
import type { Tx } from "@/lib/db/transaction";

/** Keeps what a credit note takes back of each tax, beside what its invoice claims of it. */
export async function takeBackTaxes(
  tx: Tx,
  note: {
    readonly merchantId: string;
    readonly documentId: string;
    readonly invoiceId: string;
    /** Whether other invoices claim the same instead. */
    readonly isClaimedAgain: boolean;
  },
  taxes: readonly TaxRow[],
): Promise<void> {
  const negative = taxes.map((row) => ({
    ...row,
    taxableMinor: -row.taxableMinor,
    taxMinor: -row.taxMinor,
  }));
  await insertDocumentTaxes(tx, note, negative);
}
