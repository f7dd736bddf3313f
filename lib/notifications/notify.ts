import { mailDedupeKey, type MailRequest } from "@/lib/domain/mails/mail-request";
import { CHANNELS, isOptional, isWanted, topicOf } from "@/lib/domain/notices/topics";
import { findMailsByKeys, insertMail, type MailRecord, type NewMail } from "@/lib/db/mails";
import { type NoticeWishes, readNoticeWishes } from "@/lib/db/notice-choices";
import { inTransaction } from "@/lib/db/transaction";
import { env } from "@/lib/platform/env";
import { newId } from "@/lib/platform/ids";
import { log } from "@/lib/platform/log";
import { unsubscribeUrl } from "@/lib/platform/unsubscribe-token";
import { merchantOfMail } from "@/lib/queries/notifications/merchant-of-mail";
import { type Composed, composeMail, type IssueResetToken } from "./compose-mail";
import { deliver, type DeliveryContext, isKept } from "./deliver";
import type { MailFrame } from "./mail-frame";
import { textMessage } from "./text-message";
import { mailLanguage } from "./words/mail-language";

export interface NotifyContext extends DeliveryContext {
  readonly issueResetToken: IssueResetToken;
}

/** One event has one message by each way. */
function keysOf(request: MailRequest): Record<(typeof CHANNELS)[number], string> {
  const key = mailDedupeKey(request);
  return { email: key, sms: `sms:${key}` };
}

async function frameFor(
  ctx: NotifyContext,
  request: MailRequest,
  { customerId, locale }: Composed,
): Promise<MailFrame> {
  const merchant = await merchantOfMail(ctx.actor);
  const topic = topicOf(request);
  const mayTurnOff = customerId !== null && topic !== null && isOptional(topic, "email");
  return {
    merchant,
    appUrl: new URL(env().APP_URL).origin,
    traceId: ctx.traceId,
    unsubscribeUrl: mayTurnOff ? unsubscribeUrl({ merchantId: merchant.id, customerId, topic }) : null,
    ...mailLanguage(locale, merchant.locale),
  };
}

const NO_WISHES: NoticeWishes = { choices: [], phone: null };

type Written = Pick<NewMail, "channel" | "toAddress" | "subject" | "text" | "html" | "unsubscribeUrl">;

/** The messages of an event, by each way that its reader wants. */
async function write(ctx: NotifyContext, request: MailRequest, composed: Composed): Promise<Written[]> {
  const { merchantId } = ctx.actor;
  const frame = await frameFor(ctx, request, composed);
  const { customerId } = composed;
  const topic = topicOf(request);
  const wishes = customerId === null ? NO_WISHES : await readNoticeWishes(merchantId, customerId);
  const written: Written[] = [];
  if (isWanted(topic, "email", wishes.choices)) {
    const toAddress = composed.toAddress ?? frame.merchant.supportEmail;
    written.push({
      channel: "email",
      toAddress,
      unsubscribeUrl: frame.unsubscribeUrl,
      ...composed.write(frame),
    });
  }
  const isTexted = env().SMS_TRANSPORT !== "off" && isWanted(topic, "sms", wishes.choices);
  if (isTexted && wishes.phone !== null && composed.writeText !== undefined) {
    const text = textMessage(frame, composed.writeText(frame));
    const bare = { subject: "", html: "", unsubscribeUrl: null };
    written.push({ channel: "sms", toAddress: wishes.phone, text, ...bare });
  }
  return written;
}

/** The messages of the event: found, or written now in one transaction. None when there is nothing to send. */
async function writtenMails(ctx: NotifyContext, request: MailRequest): Promise<MailRecord[]> {
  const { merchantId } = ctx.actor;
  const keys = keysOf(request);
  const earlier = await findMailsByKeys(merchantId, Object.values(keys));
  if (earlier.length > 0) return earlier;
  const composed = await composeMail(ctx.actor, request, ctx.issueResetToken);
  if (composed === null) return [];
  const { customerId, orderId } = composed;
  const messages = await write(ctx, request, composed);
  const createdAt = ctx.clock.now();
  await inTransaction(async (tx) => {
    for (const message of messages) {
      const isDone = isKept(message.channel);
      await insertMail(tx, {
        ...message,
        merchantId,
        id: newId(),
        dedupeKey: keys[message.channel],
        kind: request.kind,
        orderId,
        customerId,
        state: isDone ? "sent" : "queued",
        createdAt,
        sentAt: isDone ? createdAt : null,
      });
    }
  });
  // Read again rather than trusted: of two writers at once, the first one's messages count.
  return findMailsByKeys(merchantId, Object.values(keys));
}

/**
 * Sees to it that the messages of an event have left, each once, however often it is asked.
 * @throws TransientError when a server could not be reached, for the queue to try again.
 */
export async function notify(ctx: NotifyContext, request: MailRequest): Promise<void> {
  const mails = await writtenMails(ctx, request);
  if (mails.length === 0)
    log.info({ command: "notify", kind: request.kind, outcome: "nothing_to_send", traceId: ctx.traceId });
  const waiting = mails.filter(({ state }) => state === "queued" || state === "sending");
  const results = await Promise.allSettled(waiting.map((mail) => deliver(ctx, mail)));
  const failed = results.find((result) => result.status === "rejected");
  if (failed !== undefined) throw failed.reason;
}
