import { formatMoney } from "@/lib/domain/money/format-money";
import { publicId } from "@/lib/platform/ids";
import type { OrderForMail } from "@/lib/queries/notifications/order-for-mail";
import type { MailContent } from "../mail-content";
import { framed, type MailFrame } from "../mail-frame";

/** To the customer whose order has been placed. */
export function orderConfirmedMail(frame: MailFrame, order: OrderForMail): MailContent {
  const { words, locale, appUrl } = frame;
  const lines = order.lines.map((line) => ({
    term: line.quantity === 1 ? line.description : `${line.quantity} × ${line.description}`,
    value: formatMoney(line.amount, locale),
  }));
  const begins = order.siteCount > 0 ? "sites" : "payable";
  const { total, ...sentences } = words.orderConfirmed(order.customer.name, order.number, begins);
  return framed(frame, sentences, {
    facts: [...lines, { term: total, value: formatMoney(order.total, locale) }],
    href: `${appUrl}/orders/${publicId("order", order.orderId)}`,
  });
}
