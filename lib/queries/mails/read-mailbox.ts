import { prisma } from "@/lib/db/client";
import { isMailboxOpen } from "@/lib/platform/is-mailbox-open";

export interface MailboxRow {
  readonly id: string;
  readonly merchantName: string;
  readonly kind: string;
  readonly channel: string;
  readonly toAddress: string;
  readonly subject: string;
  readonly createdAt: Date;
}

export interface MailboxMail extends MailboxRow {
  readonly text: string;
  readonly html: string;
}

const MAILS_MAX = 100;

async function merchantNames(): Promise<ReadonlyMap<string, string>> {
  const merchants = await prisma().merchant.findMany({ select: { id: true, name: true } });
  return new Map(merchants.map((merchant) => [merchant.id, merchant.name]));
}

/**
 * The demo's mails of all merchants, newest first, at most 100; null where the mailbox is closed. It is asked by nobody
 * in particular: a demo has many people and one mailbox, so it must never be open in production.
 */
export async function readMailbox(input: { toAddress: string }): Promise<MailboxRow[] | null> {
  if (!isMailboxOpen()) return null;
  const names = await merchantNames();
  const mails = await prisma().mail.findMany({
    where: input.toAddress === "" ? {} : { toAddress: { contains: input.toAddress, mode: "insensitive" } },
    omit: { html: true },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: MAILS_MAX,
  });
  return mails.map(({ merchantId, id, kind, channel, toAddress, subject, text, createdAt }) => ({
    id,
    kind,
    channel,
    toAddress,
    subject: channel === "sms" ? text : subject,
    createdAt,
    merchantName: names.get(merchantId) ?? "",
  }));
}

/** One of the demo's mails; null for none and where the mailbox is closed. */
export async function readMailboxMail(input: { mailId: string }): Promise<MailboxMail | null> {
  if (!isMailboxOpen()) return null;
  const mail = await prisma().mail.findFirst({ where: { id: input.mailId } });
  if (mail === null) return null;
  const names = await merchantNames();
  const { id, kind, channel, toAddress, createdAt, text, html } = mail;
  const subject = channel === "sms" ? "Text message" : mail.subject;
  return {
    id,
    kind,
    channel,
    toAddress,
    subject,
    createdAt,
    text,
    html,
    merchantName: names.get(mail.merchantId) ?? "",
  };
}
