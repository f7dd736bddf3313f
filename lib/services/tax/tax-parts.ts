import { groupBy } from "@/lib/domain/group-by";
import type { TaxPart } from "@/lib/domain/ledger/entries";
import type { CurrencyCode } from "@/lib/domain/money/currency";
import { money } from "@/lib/domain/money/money";
import { taxOf, type TaxRow } from "@/lib/domain/tax/tax-row";
import type { Tx } from "@/lib/db/transaction";
import { ensureTaxAccounts } from "../ledger/ensure-accounts";

/** What of some taxes is owed to each jurisdiction, whose account is open then. Taxes that come to nothing are left out. */
export async function taxParts(
  tx: Tx,
  merchantId: string,
  currency: CurrencyCode,
  taxes: readonly TaxRow[],
): Promise<TaxPart[]> {
  const parts = [...groupBy(taxes, ({ jurisdiction }) => jurisdiction)]
    .map(([jurisdiction, rows]) => ({ jurisdiction, amount: money(taxOf(rows), currency) }))
    .filter(({ amount }) => amount.amountMinor > 0n);
  const jurisdictions = parts.map(({ jurisdiction }) => jurisdiction);
  await ensureTaxAccounts(tx, { merchantId, jurisdictions, currency });
  return parts;
}
