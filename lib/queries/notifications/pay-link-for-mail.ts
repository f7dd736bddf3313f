import type { Actor } from "@/lib/domain/actor";
import type { Money } from "@/lib/domain/money/money";
import { payLinkState } from "@/lib/domain/pay-links/pay-link";
import { prisma } from "@/lib/db/client";
import { businessClock } from "@/lib/platform/clock";
import { payLinkUrl } from "@/lib/platform/pay-link-token";
import { dueNow } from "../pay-links/due-now";
import { CUSTOMER_FOR_MAIL, type CustomerForMail } from "./customer-for-mail";

/** A link to a payment as the mail that brings it needs it. */
export interface PayLinkForMail {
  readonly url: string;
  readonly expiresAt: Date;
  /** What is due at this moment; null while nothing is. */
  readonly due: Money | null;
  readonly order: { readonly id: string; readonly number: bigint };
  readonly customer: CustomerForMail;
}

/** The link, as long as it opens anything and its order is neither paid nor canceled. */
export async function payLinkForMail(
  actor: Actor,
  input: { readonly payLinkId: string },
): Promise<PayLinkForMail | null> {
  const { merchantId } = actor;
  const link = await prisma().payLink.findFirst({
    where: { merchantId, id: input.payLinkId },
    include: {
      order: {
        include: {
          customer: { select: CUSTOMER_FOR_MAIL },
          installments: true,
        },
      },
    },
  });
  if (link === null || payLinkState(link, businessClock.now()) !== "open") return null;
  const { order, expiresAt } = link;
  if (order.state === "paid" || order.state === "canceled") return null;
  return {
    url: payLinkUrl({ merchantId, payLinkId: link.id, expiresAt }),
    expiresAt,
    due: dueNow(order),
    order: { id: order.id, number: order.number },
    customer: order.customer,
  };
}
