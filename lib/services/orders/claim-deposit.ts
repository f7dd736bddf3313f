import { invariant } from "@/lib/domain/invariant";
import type { Order, OrderEventDraft } from "@/lib/domain/orders/order";
import { calendarDateAt } from "@/lib/domain/time/calendar-date";
import { lockInstallments, updateInstallments } from "@/lib/db/installments";
import { findMerchant } from "@/lib/db/merchants";
import type { Tx } from "@/lib/db/transaction";
import type { ServiceContext } from "../context";
import { issueInvoices } from "../invoices/issue-invoices";
import { scheduled } from "@/lib/domain/collection/scheduled";

/** Claims the deposit of an order that was just agreed to: it is invoiced, and nothing is done before it is paid. */
export async function claimDeposit(
  tx: Tx,
  ctx: ServiceContext,
  order: Order,
  at: Date,
): Promise<OrderEventDraft[]> {
  const merchant = await findMerchant(tx, order.merchantId);
  invariant(merchant !== null, `Order ${order.id} has no merchant.`);
  const { timeZone } = merchant;
  const today = calendarDateAt(at, timeZone);
  const installments = await lockInstallments(tx, order.merchantId, [order.id]);
  const claimed = installments
    .filter((part) => part.purpose === "deposit" && part.state === "scheduled")
    .map((part) => scheduled(order, part, { today, timeZone }));
  await updateInstallments(tx, claimed);
  return issueInvoices(tx, ctx, { order, installments, lines: [], claimed, today, at });
}
