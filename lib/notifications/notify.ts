import type { Actor } from "@/lib/domain/actor";
import { mailDedupeKey, type MailRequest } from "@/lib/domain/mails/mail-request";
import {
  findMailByKey,
  insertMail,
  type MailRecord,
  updateMailNotSent,
  updateMailSent,
} from "@/lib/db/mails";
import { TransientError } from "@/lib/db/transaction";
import type { Clock } from "@/lib/platform/clock";
import { env } from "@/lib/platform/env";
import { newId } from "@/lib/platform/ids";
import { log } from "@/lib/platform/log";
import { merchantOfMail } from "@/lib/queries/notifications/merchant-of-mail";
import { composeMail, type IssueResetToken } from "./compose-mail";
import { sendBySmtp } from "./send-by-smtp";
import { withoutSecretLinks } from "./without-secret-links";

export interface NotifyContext {
  readonly actor: Actor;
  readonly traceId: string;
  readonly clock: Clock;
  /** Whether the queue gives up after this try. */
  readonly isLastAttempt: boolean;
  readonly issueResetToken: IssueResetToken;
}

/** The mail of the event: found, or written now. Null when there is nothing to send. */
async function writtenMail(ctx: NotifyContext, request: MailRequest): Promise<MailRecord | null> {
  const { merchantId } = ctx.actor;
  const dedupeKey = mailDedupeKey(request);
  const earlier = await findMailByKey(merchantId, dedupeKey);
  if (earlier !== null) return earlier;
  const composed = await composeMail(ctx.actor, request, ctx.issueResetToken);
  if (composed === null) return null;
  const { content, orderId, toAddress } = composed;
  const createdAt = ctx.clock.now();
  const isKept = env().MAIL_TRANSPORT === "mailbox";
  await insertMail({
    merchantId,
    id: newId(),
    dedupeKey,
    kind: request.kind,
    orderId,
    toAddress,
    ...content,
    state: isKept ? "sent" : "queued",
    createdAt,
    sentAt: isKept ? createdAt : null,
  });
  // Read again rather than trusted: of two writers at once, the first one's mail counts.
  return findMailByKey(merchantId, dedupeKey);
}

async function deliver(ctx: NotifyContext, mail: MailRecord): Promise<void> {
  const merchant = await merchantOfMail(ctx.actor);
  const sent = await sendBySmtp({ ...mail, replyTo: merchant.supportEmail });
  const kept = { ...mail, text: withoutSecretLinks(mail.text), html: withoutSecretLinks(mail.html) };
  if (sent.outcome === "sent") {
    await updateMailSent({ ...kept, sentAt: ctx.clock.now() });
    return;
  }
  const isOver = sent.outcome === "refused" || ctx.isLastAttempt;
  log.warn({
    mailId: mail.id,
    kind: mail.kind,
    outcome: sent.outcome,
    reason: sent.reason,
    traceId: ctx.traceId,
  });
  if (isOver) await updateMailNotSent({ ...kept, state: "failed", error: sent.reason });
  else await updateMailNotSent({ ...mail, state: "queued", error: sent.reason });
  if (sent.outcome === "not_sent")
    throw new TransientError(`The mail server did not take a mail: ${sent.reason}`);
}

/**
 * Sees to it that the mail of an event has left, once, however often it is asked.
 * @throws TransientError when the mail server could not be reached, for the queue to try again.
 */
export async function notify(ctx: NotifyContext, request: MailRequest): Promise<void> {
  const mail = await writtenMail(ctx, request);
  if (mail === null) {
    log.info({ command: "notify", kind: request.kind, outcome: "nothing_to_send", traceId: ctx.traceId });
    return;
  }
  if (mail.state === "queued") await deliver(ctx, mail);
}
