import type { Actor } from "@/lib/domain/actor";
import { type Money, money } from "@/lib/domain/money/money";
import type { CalendarDate } from "@/lib/domain/time/calendar-date";
import { readRows } from "@/lib/db/read-rows";
import { bigintAt, textAt, textOrNullAt } from "@/lib/db/row";
import type { CustomerForMail } from "./customer-for-mail";

/** Credit that ends on a day, as a mail about it needs it. */
export interface CreditForMail {
  readonly customer: CustomerForMail;
  readonly amount: Money;
  /** The last day on which it can be spent. */
  readonly expiresOn: CalendarDate;
}

/** What is free now of all credit that ends with a lot; null when nothing of it is left. */
export async function creditForMail(actor: Actor, input: { lotId: string }): Promise<CreditForMail | null> {
  const [row] = await readRows(
    `SELECT c.id AS customer_id, c.name, c.email, c.locale, one.currency, one.expires_on::text AS expires_on,
         sum(l.remaining_minor - l.held_minor)::bigint AS free_minor
       FROM wallet_lot one
         JOIN wallet_lot l ON l.merchant_id = one.merchant_id AND l.customer_id = one.customer_id AND l.currency = one.currency
           AND l.expires_on = one.expires_on AND l.is_open
         JOIN customer c ON c.merchant_id = one.merchant_id AND c.id = one.customer_id
       WHERE one.merchant_id = $1 AND one.id = $2 AND one.expires_on IS NOT NULL
       GROUP BY c.id, c.name, c.email, c.locale, one.currency, one.expires_on HAVING sum(l.remaining_minor - l.held_minor) > 0`,
    [actor.merchantId, input.lotId],
  );
  if (row === undefined) return null;
  return {
    customer: {
      id: textAt(row, "customer_id"),
      name: textAt(row, "name"),
      email: textAt(row, "email"),
      locale: textOrNullAt(row, "locale"),
    },
    amount: money(bigintAt(row, "free_minor"), textAt(row, "currency")),
    expiresOn: textAt(row, "expires_on"),
  };
}
