import { publicId } from "@/lib/platform/ids";
import type { OrderForMail } from "@/lib/queries/notifications/order-for-mail";
import type { MailContent } from "../mail-content";
import { framed, type MailFrame } from "../mail-frame";

/** To the customer whose sites wait to be looked at. */
export function sitesReadyMail(frame: MailFrame, order: OrderForMail): MailContent {
  return framed(frame, frame.words.sitesReady(order.customer.name, order.number, order.siteCount), {
    href: `${frame.appUrl}/orders/${publicId("order", order.orderId)}`,
  });
}
