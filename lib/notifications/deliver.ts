import { claimMail, endAbandonedMail, type MailRecord, updateMailDelivery } from "@/lib/db/mails";
import { TransientError } from "@/lib/db/transaction";
import type { Actor } from "@/lib/domain/actor";
import type { Clock } from "@/lib/platform/clock";
import { env } from "@/lib/platform/env";
import { log } from "@/lib/platform/log";
import { merchantOfMail } from "@/lib/queries/notifications/merchant-of-mail";
import type { DeliveryOutcome } from "./delivery-outcome";
import { sendBySmtp } from "./send-by-smtp";
import { sendByTwilio, type TextOutcome } from "./send-by-twilio";
import { withoutSecretLinks } from "./without-secret-links";

export interface DeliveryContext {
  readonly actor: Actor;
  readonly traceId: string;
  readonly clock: Clock;
  /** Whether the queue gives up after this try. */
  readonly isLastAttempt: boolean;
  /** Puts on record that somebody had ended text messages where they are carried. */
  readonly noteStopped: (phone: string) => Promise<void>;
}

/** Whether messages of a way are kept and shown instead of sent. */
export function isKept(channel: MailRecord["channel"]): boolean {
  return channel === "email" ? env().MAIL_TRANSPORT === "mailbox" : env().SMS_TRANSPORT === "mailbox";
}

async function send(ctx: DeliveryContext, mail: MailRecord): Promise<TextOutcome> {
  if (isKept(mail.channel)) return { outcome: "sent", externalId: null };
  if (mail.channel === "sms") return sendByTwilio({ toNumber: mail.toAddress, body: mail.text });
  return sendBySmtp({ ...mail, replyTo: (await merchantOfMail(ctx.actor)).supportEmail });
}

async function record(ctx: DeliveryContext, mail: MailRecord, sent: DeliveryOutcome): Promise<void> {
  const kept = {
    ...mail,
    text: isKept(mail.channel) ? mail.text : withoutSecretLinks(mail.text),
    html: isKept(mail.channel) ? mail.html : withoutSecretLinks(mail.html),
  };
  if (sent.outcome === "sent") {
    const { externalId } = sent;
    await updateMailDelivery({ ...kept, state: "sent", error: null, externalId, sentAt: ctx.clock.now() });
    return;
  }
  const { outcome, reason: error } = sent;
  const { id: mailId, kind, channel } = mail;
  log.warn({ mailId, kind, channel, outcome, reason: error, traceId: ctx.traceId });
  const nothing = { externalId: null, sentAt: null };
  if (outcome === "unconfirmed") {
    await updateMailDelivery({ ...kept, ...nothing, state: "unconfirmed", error });
    return;
  }
  const isOver = outcome === "refused" || ctx.isLastAttempt;
  await updateMailDelivery(
    isOver
      ? { ...kept, ...nothing, state: "failed", error }
      : { ...mail, ...nothing, state: "queued", error },
  );
  if (outcome === "not_sent") throw new TransientError(`The server did not take a message: ${error}`);
}

/**
 * Sees to it that a message that waits leaves, at most once. It is taken in hand before it is sent: whoever dies with it in hand
 * may have sent it, so that nobody sends it again, and staff are shown that nobody knows.
 * @throws TransientError when nothing left, or somebody else has it in hand, for the queue to come back.
 */
export async function deliver(
  ctx: DeliveryContext,
  { merchantId, id }: Pick<MailRecord, "merchantId" | "id">,
): Promise<void> {
  const mail = await claimMail({ merchantId, id });
  if (mail === null) {
    const state = await endAbandonedMail({ merchantId, id });
    if (state === "sending") throw new TransientError("Another worker has this message in hand.");
    return;
  }
  const sent = await send(ctx, mail);
  await record(ctx, mail, sent);
  if (sent.isStopped === true) await ctx.noteStopped(mail.toAddress);
}
