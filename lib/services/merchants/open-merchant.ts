import { invariant } from "@/lib/domain/invariant";
import { isCurrencyCode } from "@/lib/domain/money/currency";
import { findMerchant, insertMerchant, type NewMerchant } from "@/lib/db/merchants";
import { inTransaction } from "@/lib/db/transaction";
import { ensureHouseAccounts } from "../ledger/ensure-accounts";

/** Opens a merchant with its chart of accounts in each of its currencies. Opening one that is open changes nothing. */
export async function openMerchant(merchant: NewMerchant): Promise<void> {
  invariant(
    merchant.currencies.length > 0 && merchant.currencies.every(isCurrencyCode),
    "A merchant has ISO 4217 currencies.",
  );
  await inTransaction(async (tx) => {
    if ((await findMerchant(tx, merchant.id)) === null) await insertMerchant(tx, merchant);
    await ensureHouseAccounts(tx, { merchantId: merchant.id, currencies: merchant.currencies });
  });
}
