import { createTransport, type Transporter } from "nodemailer";
import { env } from "@/lib/platform/env";

export interface OutgoingMail {
  readonly id: string;
  readonly toAddress: string;
  readonly replyTo: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** What a mail server may come to. A refusal for good is not tried again; anything else is. */
export type SmtpOutcome =
  | { readonly outcome: "sent" }
  | { readonly outcome: "refused"; readonly reason: string }
  | { readonly outcome: "not_sent"; readonly reason: string };

const TIMEOUT_MS = 10_000;

const transporters = new Map<string, Transporter>();

function transporterFor(url: string): Transporter {
  const kept = transporters.get(url);
  if (kept !== undefined) return kept;
  const made = createTransport({
    url,
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    dnsTimeout: TIMEOUT_MS,
    // Nothing in a mail of ours is a file or an address to fetch.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  transporters.set(url, made);
  return made;
}

/** The server's answer without addresses, links and credentials that it may repeat. */
function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message
    .replace(/\S+@\S+/g, "(address)")
    .replace(/\b\w+:\/\/\S+/g, "(link)")
    .slice(0, 300);
}

function isRefusal(error: unknown): boolean {
  if (!(error instanceof Error) || !("responseCode" in error)) return false;
  const isAboutUs = "code" in error && (error.code === "EAUTH" || error.code === "ECONNECTION");
  return typeof error.responseCode === "number" && error.responseCode >= 500 && !isAboutUs;
}

/**
 * Hands one mail to the SMTP server of MAIL_TRANSPORT. Its Message-ID is derived from the mail's id: if the answer was lost
 * and the mail is sent again, programs see one message.
 */
export async function sendBySmtp(mail: OutgoingMail): Promise<SmtpOutcome> {
  const { APP_URL, MAIL_FROM, MAIL_TRANSPORT } = env();
  try {
    await transporterFor(MAIL_TRANSPORT).sendMail({
      messageId: `<${mail.id}@${new URL(APP_URL).hostname}>`,
      from: MAIL_FROM,
      to: { name: "", address: mail.toAddress },
      replyTo: { name: "", address: mail.replyTo },
      subject: mail.subject,
      text: mail.text,
      html: mail.html,
      headers: { "Auto-Submitted": "auto-generated" },
    });
    return { outcome: "sent" };
  } catch (error) {
    return { outcome: isRefusal(error) ? "refused" : "not_sent", reason: reasonOf(error) };
  }
}
