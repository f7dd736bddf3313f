import { publicId } from "@/lib/platform/ids";
import type { OrderForMail } from "@/lib/queries/notifications/order-for-mail";
import { type MailContent, mailContent } from "../mail-content";
import type { MailFrame } from "../mail-frame";

/** To the customer whose sites wait to be looked at. */
export function sitesReadyMail({ merchant, appUrl }: MailFrame, order: OrderForMail): MailContent {
  const sites = order.siteCount === 1 ? "Your site is" : `Your ${order.siteCount} sites are`;
  return mailContent({
    subject: `Order ${order.number}: ${sites.toLowerCase()} ready`,
    heading: `${sites} ready to be looked at`,
    paragraphs: [
      `Hello ${order.customer.name}, please look at each and approve it, or send it back with what should change.`,
      "Payment opens when all of them are approved.",
    ],
    link: { label: "Look and approve", href: `${appUrl}/orders/${publicId("order", order.orderId)}` },
    sender: merchant,
  });
}
