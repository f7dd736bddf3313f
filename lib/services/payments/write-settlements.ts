import { invariant } from "@/lib/domain/invariant";
import type { EventCause } from "@/lib/domain/orders/order";
import type { InstallmentSettlement, SettlementSituation } from "@/lib/domain/payments/settle-installment";
import { sharesByPayment } from "@/lib/domain/payments/shares-by-payment";
import { calendarDateAt } from "@/lib/domain/time/calendar-date";
import { type GrantRow, insertAccessGrants } from "@/lib/db/access-grants";
import { type AllocationRow, applyAllocations, insertShares, type ShareRow } from "@/lib/db/allocations";
import { findMerchant } from "@/lib/db/merchants";
import type { Tx } from "@/lib/db/transaction";
import { newId } from "@/lib/platform/ids";
import type { ServiceContext } from "../context";
import { issueInvoices } from "../invoices/issue-invoices";
import { makePayable } from "../orders/make-payable";
import { recordOrderEvents } from "../orders/record-order-events";

/** An order that was given an amount, what that comes to, and the payments that it came by, in the order in which they count. */
export interface SettledOrder {
  readonly situation: SettlementSituation;
  readonly settlement: Pick<InstallmentSettlement, "allocation" | "grantLines" | "toInvoice">;
  readonly payments: readonly { readonly paymentId: string; readonly amountMinor: bigint }[];
  readonly cause: EventCause;
  /** When the money arrived. */
  readonly at: Date;
}

function allocationRows({
  situation: { order },
  settlement: { allocation },
  at,
}: SettledOrder): AllocationRow[] {
  return allocation.shares.map((share) => ({
    merchant_id: order.merchantId,
    order_id: order.id,
    installment_id: share.installmentId,
    installment_paid_minor: String(share.paidMinor),
    order_paid_minor: String(allocation.orderPaidMinor),
    order_state: allocation.orderState,
    is_released: allocation.isReleasedNow,
    at: at.toISOString(),
  }));
}

/** A payment of one installment says so itself; one that was spread is written down part by part. */
function shareRows({ situation, settlement: { allocation }, payments }: SettledOrder): ShareRow[] {
  const [first] = allocation.shares;
  if (allocation.shares.length < 2 && first?.installmentId === situation.installment.id) return [];
  return sharesByPayment(allocation.shares, payments).map((share) => ({
    merchant_id: situation.order.merchantId,
    payment_id: share.paymentId,
    installment_id: share.installmentId,
    amount_minor: String(share.amountMinor),
  }));
}

/** What was paid before it was invoiced is invoiced with the payment, so that there is a claim that it pays. */
async function invoicePaidEarly(tx: Tx, ctx: ServiceContext, one: SettledOrder, at: Date): Promise<void> {
  const { order, installments, lines } = one.situation;
  const { toInvoice } = one.settlement;
  if (toInvoice.length === 0) return;
  const merchant = await findMerchant(tx, order.merchantId);
  invariant(merchant !== null, `Order ${order.id} has no merchant.`);
  const today = calendarDateAt(at, merchant.timeZone);
  const claim = { order, installments, lines, claimed: toInvoice, today, at };
  await recordOrderEvents(tx, ctx, one.cause, await issueInvoices(tx, ctx, claim));
}

function grantRows({ situation: { order }, settlement }: SettledOrder, at: Date): GrantRow[] {
  return settlement.grantLines.flatMap((line) =>
    line.productId === null
      ? []
      : [
          {
            merchant_id: order.merchantId,
            id: newId(),
            customer_id: order.customerId,
            product_id: line.productId,
            order_id: order.id,
            order_line_id: line.id,
            granted_at: at.toISOString(),
          },
        ],
  );
}

/** Writes what payments come to, whatever they were made with: invoices of what was paid early, installments, orders, access. */
export async function writeSettlements(
  tx: Tx,
  ctx: ServiceContext,
  settled: readonly SettledOrder[],
): Promise<void> {
  const at = ctx.clock.now();
  for (const one of settled) await invoicePaidEarly(tx, ctx, one, at);
  await applyAllocations(tx, settled.flatMap(allocationRows));
  await insertShares(tx, settled.flatMap(shareRows));
  await insertAccessGrants(
    tx,
    settled.flatMap((one) => grantRows(one, at)),
  );
}

/** What the deposit held back: without anything to approve, the order is payable once it is paid. */
export async function goOn(tx: Tx, ctx: ServiceContext, settled: readonly SettledOrder[]): Promise<void> {
  const at = ctx.clock.now();
  for (const { situation, settlement, cause } of settled) {
    if (!settlement.allocation.isPayableNow) continue;
    const order = { ...situation.order, paidMinor: settlement.allocation.orderPaidMinor };
    await recordOrderEvents(tx, ctx, cause, await makePayable(tx, ctx, { order, approvedBy: null, at }));
  }
}
