import { isRepeatable } from "@/lib/domain/notices/topics";
import { requirePermission } from "@/lib/domain/permissions";
import { err, ok, type Result } from "@/lib/domain/result";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { findCustomer } from "@/lib/db/customers";
import { findMail, insertMailRepeat, type RepeatableMail } from "@/lib/db/mails";
import { inTransaction, type Tx } from "@/lib/db/transaction";
import { enqueueJob } from "@/lib/jobs/queue";
import { newId } from "@/lib/platform/ids";
import type { ServiceContext } from "../context";
import { doOnce } from "../operations/do-once";

export interface ResendNotice {
  /** Names this wish: the same press twice sends one message. */
  readonly resendKey: string;
  readonly mailId: string;
}

/** Where it goes now: the customer's address of today, unless it went to somebody who is none. */
async function addressOf(tx: Tx, mail: RepeatableMail): Promise<string> {
  if (mail.channel === "sms" || mail.customerId === null) return mail.toAddress;
  return (await findCustomer(tx, mail.merchantId, mail.customerId))?.email ?? mail.toAddress;
}

async function repeat(
  tx: Tx,
  ctx: ServiceContext,
  mail: RepeatableMail,
  resendKey: string,
): Promise<{ mailId: string }> {
  const mailId = newId();
  await insertMailRepeat(tx, {
    merchantId: mail.merchantId,
    id: mailId,
    repeatsId: mail.id,
    dedupeKey: `repeat:${resendKey}`,
    toAddress: await addressOf(tx, mail),
    createdAt: ctx.clock.now(),
  });
  await enqueueJob(tx, ctx, { job: "resend-mail", payload: { mailId } });
  await recordAuditEvent(tx, ctx, {
    eventType: "notice.resent",
    command: "resend-notice",
    outcome: "succeeded",
    ...(mail.orderId === null ? {} : { orderId: mail.orderId }),
    changes: { mailId, repeatsId: mail.id, kind: mail.kind },
  });
  return { mailId };
}

/**
 * Sends a message again, word for word, as a message of its own. One that held a secret is not sent again, because its secret
 * was taken out when it left; nor is one that has not left yet, and no text message, which its reader may have ended since.
 */
export async function resendNotice(
  ctx: ServiceContext,
  { resendKey, mailId }: ResendNotice,
): Promise<Result<{ mailId: string }>> {
  const permitted = requirePermission(ctx.actor, "notice.resend");
  if (!permitted.ok) return permitted;
  const { merchantId } = ctx.actor;
  return inTransaction(async (tx) => {
    const mail = await findMail(tx, { merchantId, id: mailId });
    if (mail === null) return err({ kind: "not_found", code: "notice_not_found" });
    const operation = { name: `resend:${resendKey}`, command: "resend-notice", input: { mailId } };
    return doOnce<{ mailId: string }>(tx, ctx, operation, {
      answerOf: (stored) => ({ mailId: stored["mailId"] ?? "" }),
      run: async () => {
        const isUnderWay = mail.state === "queued" || mail.state === "sending";
        if (!isRepeatable(mail.kind) || isUnderWay || mail.channel === "sms")
          return err({ kind: "conflict", code: "notice_not_repeatable" });
        return ok(await repeat(tx, ctx, mail, resendKey));
      },
    });
  });
}
