import { money } from "@/lib/domain/money/money";
import type { Installment, Order } from "@/lib/domain/orders/order";
import { withTax } from "@/lib/domain/tax/spread-tax";
import { datedSchedule } from "@/lib/domain/terms/build-schedule";
import type { CalendarDate } from "@/lib/domain/time/calendar-date";
import { newId } from "@/lib/platform/ids";

/** What is due with the order has its day at once; the rest gets it when the order becomes payable. */
export function installmentsOf(order: Order, placedOn: CalendarDate): Installment[] {
  const total = money(order.totalMinor, order.currency);
  const parts = datedSchedule(order.terms, total, { placedOn, payableOn: null }).map((part) => ({
    merchantId: order.merchantId,
    id: newId(),
    orderId: order.id,
    position: part.position,
    state: "scheduled" as const,
    currency: order.currency,
    amountMinor: part.amount.amountMinor,
    paidMinor: 0n,
    creditedMinor: 0n,
    withdrawnMinor: 0n,
    purpose: part.purpose,
    due: part.due,
    dueOn: part.dueOn,
    collection: "none" as const,
    chargeCount: 0,
    agendaStep: 0,
    retryAt: null,
    answerBy: null,
  }));
  return withTax(parts, order.taxMinor + order.taxIncludedMinor);
}
