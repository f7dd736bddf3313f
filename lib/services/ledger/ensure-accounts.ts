import {
  customerAccounts,
  houseAccounts,
  type LedgerAccountDefinition,
  taxAccount,
} from "@/lib/domain/ledger/chart-of-accounts";
import { openAccountRows } from "@/lib/db/ledger";
import type { Tx } from "@/lib/db/transaction";
import { ledgerAccountId } from "@/lib/platform/ids";

async function open(
  tx: Tx,
  merchantId: string,
  definitions: readonly LedgerAccountDefinition[],
  currencies: readonly string[],
): Promise<void> {
  const accounts = currencies.flatMap((currency) =>
    definitions.map((definition) => ({
      merchant_id: merchantId,
      id: ledgerAccountId(merchantId, definition.code, currency),
      code: definition.code,
      type: definition.type,
      currency,
      customer_id: definition.customerId,
      has_floor: definition.hasFloor,
    })),
  );
  await openAccountRows(tx, accounts);
}

/** Opens the house's accounts in each currency, where they are not open yet. */
export async function ensureHouseAccounts(
  tx: Tx,
  house: { merchantId: string; currencies: readonly string[] },
): Promise<void> {
  await open(tx, house.merchantId, houseAccounts(), house.currencies);
}

/** Opens the accounts of tax authorities in a currency, where they are not open yet. */
export async function ensureTaxAccounts(
  tx: Tx,
  owed: { merchantId: string; jurisdictions: readonly string[]; currency: string },
): Promise<void> {
  const definitions = [...new Set(owed.jurisdictions)].toSorted().map(taxAccount);
  if (definitions.length > 0) await open(tx, owed.merchantId, definitions, [owed.currency]);
}

/** Opens a customer's receivable and wallet in each currency, so that there is a row to lock from the first day. */
export async function ensureCustomerAccounts(
  tx: Tx,
  owner: { merchantId: string; customerId: string; currencies: readonly string[] },
): Promise<void> {
  await open(tx, owner.merchantId, customerAccounts(owner.customerId), owner.currencies);
}
