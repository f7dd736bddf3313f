import { readTaxSettings } from "@/lib/db/tax-settings";

/** Whether a merchant's sales are taxed at all: where not, nobody is asked for what only tax needs. */
export async function hasTax(merchantId: string): Promise<boolean> {
  return (await readTaxSettings(merchantId)).driver !== "none";
}
