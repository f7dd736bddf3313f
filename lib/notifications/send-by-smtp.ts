import { createTransport } from "nodemailer";
import { env } from "@/lib/platform/env";
import { type DeliveryOutcome, reasonOf } from "./delivery-outcome";

export interface OutgoingMail {
  readonly id: string;
  readonly toAddress: string;
  readonly replyTo: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Where notices of this kind are turned off; null for those that cannot be. */
  readonly unsubscribeUrl: string | null;
}

const TIMEOUT_MS = 10_000;

/** Tells whether the server was given the message: from then on a lost connection does not say what became of it. */
function handoverWatch() {
  let isGiven = false;
  const watch = (entry: unknown, message: unknown): void => {
    const isCommand = typeof entry === "object" && entry !== null && "tnx" in entry && entry.tnx === "client";
    if (isCommand && message === "DATA") isGiven = true;
  };
  const nothing = (): void => undefined;
  const logger = {
    trace: nothing,
    debug: watch,
    info: nothing,
    warn: nothing,
    error: nothing,
    fatal: nothing,
  };
  return { logger, isGiven: () => isGiven };
}

function failureOutcome(error: unknown, isGiven: boolean): DeliveryOutcome {
  const reason = reasonOf(error);
  const code =
    error instanceof Error && "responseCode" in error && typeof error.responseCode === "number"
      ? error.responseCode
      : null;
  if (code === null) return { outcome: isGiven ? "unconfirmed" : "not_sent", reason };
  const isAboutUs =
    error instanceof Error && "code" in error && (error.code === "EAUTH" || error.code === "ECONNECTION");
  return { outcome: code >= 500 && !isAboutUs ? "refused" : "not_sent", reason };
}

/**
 * RFC 2369 and RFC 8058: mail programs show a button that turns off notices of this kind by one press. The press is a POST, which
 * the page that people are led to does not take.
 */
function wayOutHeaders(url: string | null): Record<string, string> {
  if (url === null) return {};
  const pressed = url.replace("/unsubscribe/", "/api/unsubscribe/");
  return { "List-Unsubscribe": `<${pressed}>`, "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" };
}

/**
 * Hands one mail to the SMTP server of MAIL_TRANSPORT. Its Message-ID is derived from the mail's id. An answer that was lost
 * after the message was given is told apart from one that came before: only the latter may be tried again.
 */
export async function sendBySmtp(mail: OutgoingMail): Promise<DeliveryOutcome> {
  const { APP_URL, MAIL_FROM, MAIL_TRANSPORT } = env();
  const { logger, isGiven } = handoverWatch();
  const transport = createTransport({
    url: MAIL_TRANSPORT,
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    dnsTimeout: TIMEOUT_MS,
    // Nothing in a mail of ours is a file or an address to fetch.
    disableFileAccess: true,
    disableUrlAccess: true,
    // What it says of each command is looked at and not written anywhere.
    logger,
    debug: true,
  });
  try {
    await transport.sendMail({
      messageId: `<${mail.id}@${new URL(APP_URL).hostname}>`,
      from: MAIL_FROM,
      to: { name: "", address: mail.toAddress },
      replyTo: { name: "", address: mail.replyTo },
      subject: mail.subject,
      text: mail.text,
      html: mail.html,
      headers: { "Auto-Submitted": "auto-generated", ...wayOutHeaders(mail.unsubscribeUrl) },
    });
    return { outcome: "sent", externalId: null };
  } catch (error) {
    return failureOutcome(error, isGiven());
  } finally {
    transport.close();
  }
}
