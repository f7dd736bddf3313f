import { invariant } from "@/lib/domain/invariant";
import { findMerchant } from "@/lib/db/merchants";
import { insertProduct, type NewProduct } from "@/lib/db/products";
import { inTransaction } from "@/lib/db/transaction";
import { err, ok, type Result } from "@/lib/domain/result";

/** Puts a product into a merchant's catalog, priced in one of the merchant's currencies. */
export async function addProduct(product: NewProduct): Promise<Result<{ productId: string }>> {
  if (product.priceMinor <= 0n) return err({ kind: "rejected", code: "amount_must_be_positive" });
  return inTransaction(async (tx) => {
    const merchant = await findMerchant(tx, product.merchantId);
    invariant(merchant !== null, "A product belongs to a merchant.");
    if (!merchant.currencies.includes(product.currency))
      return err({ kind: "rejected", code: "currency_not_enabled" });
    await insertProduct(tx, product);
    return ok({ productId: product.id });
  });
}
