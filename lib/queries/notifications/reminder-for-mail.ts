import type { Actor } from "@/lib/domain/actor";
import { type Money, money } from "@/lib/domain/money/money";
import { isOpen, leftMinor } from "@/lib/domain/orders/order";
import type { CalendarDate } from "@/lib/domain/time/calendar-date";
import { prisma } from "@/lib/db/client";
import { CUSTOMER_FOR_MAIL, type CustomerForMail } from "./customer-for-mail";

/** A part of an order that is due on a day, as a reminder of it needs it. */
export interface ReminderForMail {
  readonly phase: "upcoming" | "due" | "overdue";
  readonly left: Money;
  readonly dueOn: CalendarDate;
  readonly daysLate: number;
  readonly order: { readonly id: string; readonly number: bigint };
  readonly customer: CustomerForMail;
}

/**
 * What is left of an installment; null when it was paid, canceled or moved meanwhile, when its order can no longer be paid, or
 * when a later reminder of it has been asked for since.
 */
export async function reminderForMail(
  actor: Actor,
  input: { readonly installmentId: string; readonly dueOn: CalendarDate; readonly day: number },
): Promise<ReminderForMail | null> {
  const { day, dueOn } = input;
  const installment = await prisma().installment.findFirst({
    where: {
      merchantId: actor.merchantId,
      id: input.installmentId,
      dueOn: new Date(`${dueOn}T00:00:00Z`),
      reminder: { remindedDay: day },
      order: { state: "payment_pending" },
    },
    include: { order: { select: { id: true, number: true, customer: { select: CUSTOMER_FOR_MAIL } } } },
  });
  if (installment === null || !isOpen(installment) || leftMinor(installment) <= 0n) return null;
  const { customer, ...order } = installment.order;
  return {
    phase: day < 0 ? "upcoming" : day === 0 ? "due" : "overdue",
    left: money(leftMinor(installment), installment.currency),
    dueOn,
    daysLate: day,
    order,
    customer,
  };
}
