import type { Actor } from "@/lib/domain/actor";
import type { DeliveryState } from "@/lib/domain/notices/delivery-state";
import { permits } from "@/lib/domain/permissions";
import { prisma } from "@/lib/db/client";

/** A message to a customer, as a list of them shows it. */
export interface NoticeRow {
  readonly id: string;
  readonly kind: string;
  readonly channel: string;
  /** What it was about; the words themselves where it is a text message. */
  readonly subject: string;
  readonly toAddress: string;
  readonly state: DeliveryState;
  readonly lastError: string | null;
  readonly at: Date;
}

const SHOWN = 20;

/** The newest messages to a customer: their own, or any of the merchant's for its staff; none for everybody else. */
export async function listNotices(actor: Actor, input: { customerId: string }): Promise<NoticeRow[]> {
  const isOwn = actor.kind === "customer" && actor.customerId === input.customerId;
  const isStaff = actor.kind === "staff" && permits(actor, "customer.read");
  if (!isOwn && !isStaff) return [];
  const mails = await prisma().mail.findMany({
    where: { merchantId: actor.merchantId, customerId: input.customerId },
    orderBy: { id: "desc" },
    take: SHOWN,
    omit: { html: true },
  });
  return mails.map(
    ({ id, kind, channel, subject, text, toAddress, state, lastError, sentAt, createdAt }) => ({
      id,
      kind,
      channel,
      subject: channel === "sms" ? text : subject,
      toAddress,
      state,
      lastError,
      at: sentAt ?? createdAt,
    }),
  );
}
