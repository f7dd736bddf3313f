import type { CustomerActor } from "@/lib/domain/actor";
import { money, times } from "@/lib/domain/money/money";
import { calculateTax, type LineTaxes } from "@/lib/domain/tax/calculate-tax";
import { type TaxBasis, taxQuestion } from "@/lib/domain/tax/tax-question";
import { addedAndIncluded } from "@/lib/domain/tax/tax-row";
import type { CalendarDate } from "@/lib/domain/time/calendar-date";
import type { ProductRow } from "@/lib/db/products";
import { findTaxSettings } from "@/lib/db/tax-settings";
import { findTaxBuyer } from "@/lib/db/taxes";
import type { Tx } from "@/lib/db/transaction";

/** The taxes of what was chosen. Amounts in minor units. */
export interface ChoicesTax {
  readonly lines: LineTaxes;
  readonly addedMinor: bigint;
  readonly includedMinor: bigint;
  /** Null where no tax speaks of any of it. */
  readonly basis: TaxBasis | null;
}

const NOTHING: ChoicesTax = { lines: [], addedMinor: 0n, includedMinor: 0n, basis: null };

/** What tax is owed for what a customer chose, by the settings and the customer's place as they are in this transaction. */
export async function taxChoices(
  tx: Tx,
  actor: CustomerActor,
  sale: {
    readonly choices: readonly { readonly product: ProductRow; readonly quantity: number }[];
    readonly on: CalendarDate;
  },
): Promise<ChoicesTax> {
  const { merchantId, customerId } = actor;
  const settings = await findTaxSettings(tx, merchantId);
  if (settings.driver === "none") return NOTHING;
  const buyer = await findTaxBuyer(tx, merchantId, customerId);
  const lines = sale.choices.map(({ product, quantity }) => ({
    kind: product.kind,
    amount: times(money(product.priceMinor, product.currency), quantity),
  }));
  const { question, basis } = taxQuestion(settings, buyer, { lines, on: sale.on });
  const taxes = calculateTax(settings, question);
  const rows = taxes.flat();
  return rows.length === 0 ? NOTHING : { lines: taxes, ...addedAndIncluded(rows), basis };
}
