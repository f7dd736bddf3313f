import { invariant } from "@/lib/domain/invariant";
import { money } from "@/lib/domain/money/money";
import { type Installment, leftMinor, type Order } from "@/lib/domain/orders/order";
import { findOpenInvoices } from "@/lib/db/invoices";
import type { Tx } from "@/lib/db/transaction";
import type { ServiceContext } from "../context";
import { creditInvoices } from "./credit-invoices";

/**
 * Gives the customer a credit note for what the open invoices of an order still claim, inside the transaction that cancels it.
 * The books are the canceling's matter: what the invoices posted is reversed there.
 */
export async function creditCanceledInvoices(
  tx: Tx,
  ctx: ServiceContext,
  canceled: {
    readonly order: Order;
    readonly installments: readonly Installment[];
    readonly reason: string;
    readonly at: Date;
  },
): Promise<void> {
  const { order, installments, reason, at } = canceled;
  const invoices = await findOpenInvoices(tx, order.merchantId, order.id);
  const credits = invoices.map((invoice) => {
    const installment = installments.find((part) => part.id === invoice.installmentId);
    invariant(installment !== undefined, `Invoice ${invoice.id} has no installment.`);
    return { invoice, amount: money(leftMinor(installment), invoice.currency) };
  });
  await creditInvoices(tx, ctx, { order, credits, reason, at, isClaimedAgain: false });
}
