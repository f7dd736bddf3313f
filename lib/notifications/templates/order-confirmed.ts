import { formatMoney } from "@/lib/domain/money/format-money";
import { publicId } from "@/lib/platform/ids";
import type { OrderForMail } from "@/lib/queries/notifications/order-for-mail";
import { type MailContent, mailContent } from "../mail-content";
import type { MailFrame } from "../mail-frame";

/** To the customer whose order has been placed. */
export function orderConfirmedMail({ merchant, appUrl }: MailFrame, order: OrderForMail): MailContent {
  const lines = order.lines.map((line) => ({
    term: line.quantity === 1 ? line.description : `${line.quantity} × ${line.description}`,
    value: formatMoney(line.amount, merchant.locale),
  }));
  return mailContent({
    subject: `Order ${order.number} is confirmed`,
    heading: `Order ${order.number} is confirmed`,
    paragraphs: [
      `Thank you, ${order.customer.name}. We have your order.`,
      order.siteCount > 0
        ? "We prepare your sites now and write to you when they are ready to be looked at. Nothing is due before you have approved them."
        : "It can be paid now.",
    ],
    facts: [...lines, { term: "Total", value: formatMoney(order.total, merchant.locale) }],
    link: { label: "Look at the order", href: `${appUrl}/orders/${publicId("order", order.orderId)}` },
    sender: merchant,
  });
}
