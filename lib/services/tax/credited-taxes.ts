import type { Order } from "@/lib/domain/orders/order";
import { shareOfTaxes, taxTakenBack } from "@/lib/domain/tax/spread-tax";
import { groupTaxes, taxOf, type TaxRow } from "@/lib/domain/tax/tax-row";
import { findCreditedMinor, type InvoiceRecord } from "@/lib/db/invoices";
import { findTaxesOfInvoice } from "@/lib/db/taxes";
import type { Tx } from "@/lib/db/transaction";

/** What a credit of so much takes back of each tax that an invoice still claims. */
export async function creditedTaxes(
  tx: Tx,
  order: Order,
  invoice: InvoiceRecord,
  amountMinor: bigint,
): Promise<TaxRow[]> {
  if (!order.isTaxed) return [];
  const { merchantId } = order;
  const { currency, amountMinor: invoicedMinor } = invoice;
  const rows = await findTaxesOfInvoice(tx, merchantId, invoice.id);
  if (rows.length === 0) return [];
  const creditedMinor = await findCreditedMinor(tx, merchantId, invoice.id);
  const claim = {
    amountMinor: invoicedMinor,
    creditedMinor,
    withdrawnMinor: 0n,
    taxMinor: taxOf(rows.filter((row) => row.taxMinor > 0n)),
  };
  const taxMinor = taxTakenBack(claim, amountMinor);
  return shareOfTaxes(groupTaxes(rows), {
    amountMinor,
    currency,
    taxMinor,
    wholeMinor: invoicedMinor - creditedMinor,
  });
}
