import { env } from "./env";

/**
 * Whether mails are kept and shown instead of sent. In production never: the page shows anybody's mails, reset links
 * included, to whoever opens it.
 */
export function isMailboxOpen(): boolean {
  const { DEPLOY_ENV, MAIL_TRANSPORT } = env();
  return MAIL_TRANSPORT === "mailbox" && DEPLOY_ENV !== "production";
}
