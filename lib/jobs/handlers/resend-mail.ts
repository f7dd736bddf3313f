import { invariant } from "@/lib/domain/invariant";
import { isId } from "@/lib/platform/ids";
import { deliver } from "@/lib/notifications/deliver";
import { systemContext } from "@/lib/webhooks/system-context";
import type { JobOccasion } from "../job-handler";
import { noteStopped } from "./note-stopped";

/** Sends a message that is written already. Run again, it finds it sent. */
export async function resendMail(payload: unknown, occasion: JobOccasion): Promise<void> {
  const { merchantId, traceId, isLastAttempt } = occasion;
  const mailId = typeof payload === "object" && payload !== null && "mailId" in payload ? payload.mailId : "";
  invariant(typeof mailId === "string" && isId(mailId), "The job names no message.");
  const ctx = { ...systemContext(merchantId, traceId), isLastAttempt, noteStopped };
  await deliver(ctx, { merchantId, id: mailId });
}
