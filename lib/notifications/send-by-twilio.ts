import { env } from "@/lib/platform/env";
import { type DeliveryOutcome, reasonOf } from "./delivery-outcome";

const TIMEOUT_MS = 10_000;
/** The receiver has answered STOP to this sender: https://www.twilio.com/docs/api/errors/21610 */
const UNSUBSCRIBED = 21_610;

/** The fields that are read of Twilio's answers. */
function answerOf(body: unknown): { sid: string | null; code: number | null; message: string } {
  const given: ReadonlyMap<string, unknown> = new Map(
    typeof body === "object" && body !== null ? Object.entries(body) : [],
  );
  const [sid, code, message] = [given.get("sid"), given.get("code"), given.get("message")];
  return {
    sid: typeof sid === "string" ? sid : null,
    code: typeof code === "number" ? code : null,
    message: typeof message === "string" ? message : "",
  };
}

/** Never connected: then nobody has the message. */
function isNotConnected(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined;
  if (!(cause instanceof Error) || !("code" in cause)) return false;
  return ["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH"].includes(
    String(cause.code),
  );
}

export type TextOutcome = DeliveryOutcome & {
  /** Whether the receiver had stopped the messages at Twilio. */
  readonly isStopped?: boolean;
};

/**
 * Hands one text message to Twilio's Messages resource (https://www.twilio.com/docs/messaging/api/message-resource). It takes no
 * idempotency key, so that what may have arrived there is not asked twice: only 429, and a connection that never was, may be
 * tried again.
 */
export async function sendByTwilio(text: {
  readonly toNumber: string;
  readonly body: string;
}): Promise<TextOutcome> {
  const given = env();
  const sid = given.TWILIO_ACCOUNT_SID ?? "";
  const from = given.TWILIO_FROM ?? "";
  const base = given.TWILIO_API_BASE ?? "https://api.twilio.com";
  const form = new URLSearchParams({
    To: text.toNumber,
    Body: text.body,
    [from.startsWith("MG") ? "MessagingServiceSid" : "From"]: from,
    StatusCallback: new URL("/api/webhooks/twilio", given.APP_URL).href,
  });
  const authorization = Buffer.from(`${sid}:${given.TWILIO_AUTH_TOKEN ?? ""}`).toString("base64");
  try {
    const response = await fetch(new URL(`/2010-04-01/Accounts/${sid}/Messages.json`, base), {
      method: "POST",
      headers: { authorization: `Basic ${authorization}` },
      body: form,
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const answer = answerOf(await response.json().catch(() => null));
    if (response.ok) return { outcome: "sent", externalId: answer.sid };
    const reason = reasonOf(`${response.status} ${answer.code ?? ""} ${answer.message}`);
    if (response.status === 429) return { outcome: "not_sent", reason };
    if (response.status >= 500) return { outcome: "unconfirmed", reason };
    return { outcome: "refused", reason, isStopped: answer.code === UNSUBSCRIBED };
  } catch (error) {
    return { outcome: isNotConnected(error) ? "not_sent" : "unconfirmed", reason: reasonOf(error) };
  }
}
