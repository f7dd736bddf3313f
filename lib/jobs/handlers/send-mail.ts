import { invariant } from "@/lib/domain/invariant";
import { parseMailRequest } from "@/lib/domain/mails/mail-request";
import { systemClock } from "@/lib/platform/clock";
import { notify } from "@/lib/notifications/notify";
import { systemContext } from "@/lib/webhooks/system-context";
import { issueReceipt } from "@/lib/services/documents/issue-receipt";
import { issuePasswordReset } from "@/lib/services/people/issue-password-reset";
import type { JobOccasion } from "../job-handler";
import { noteStopped } from "./note-stopped";

/** Sends the mail that an event asks for. Run again, it finds the mail written and does not write it twice. */
export async function sendMail(payload: unknown, occasion: JobOccasion): Promise<void> {
  const request = parseMailRequest(payload);
  invariant(request !== null, "The job asks for no mail that we know.");
  const ctx = systemContext(occasion.merchantId, occasion.traceId);
  // A payment by which nothing came has no receipt, and its mail is not written either.
  if (request.kind === "payment_receipt") await issueReceipt(ctx, request);
  const issueResetToken = async (loginId: string) => {
    const issued = await issuePasswordReset({ ...ctx, clock: systemClock }, { loginId });
    return issued.ok ? issued.value.token : null;
  };
  const { isLastAttempt } = occasion;
  await notify({ ...ctx, isLastAttempt, issueResetToken, noteStopped }, request);
}
