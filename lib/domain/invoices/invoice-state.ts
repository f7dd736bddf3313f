import type { CalendarDate } from "../time/calendar-date";

/** open claims, paid is settled, void no longer claims. */
export const INVOICE_STATES = ["open", "paid", "void"] as const;
export type InvoiceState = (typeof INVOICE_STATES)[number];

/** Where an invoice stands for whoever looks at it on a day. */
export const INVOICE_STANDINGS = ["open", "overdue", "paid", "void"] as const;
export type InvoiceStanding = (typeof INVOICE_STANDINGS)[number];

/** An open invoice is overdue from the day after its due date. Days are the merchant's. */
export function invoiceStanding(
  invoice: { readonly state: InvoiceState; readonly dueOn: CalendarDate },
  today: CalendarDate,
): InvoiceStanding {
  return invoice.state === "open" && invoice.dueOn < today ? "overdue" : invoice.state;
}
