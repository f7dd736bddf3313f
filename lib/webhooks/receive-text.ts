import { createHmac, timingSafeEqual } from "node:crypto";
import { updateTextBounced } from "@/lib/db/mails";
import { inTransaction } from "@/lib/db/transaction";
import { isStop, phoneNumber } from "@/lib/domain/notices/phone-number";
import { businessClock } from "@/lib/platform/clock";
import { env } from "@/lib/platform/env";
import { stopTexts } from "@/lib/services/notices/stop-texts";

export const TEXT_BODY_BYTES_MAX = 16_384;

/** Where Twilio is told to send answers and delivery states. The address is part of what it signs. */
export const TEXT_WEBHOOK_PATH = "/api/webhooks/twilio";

/** The receiver had stopped the messages at the carrier: https://www.twilio.com/docs/api/errors/21610 */
const UNSUBSCRIBED = "21610";

/**
 * Whether Twilio signed this: HMAC-SHA1 over the address and each field's name and value, sorted by name, under the account's
 * token (https://www.twilio.com/docs/usage/security#validating-requests). The address is ours, whatever the Host header says.
 */
function isSigned(fields: URLSearchParams, signature: string, token: string): boolean {
  const url = new URL(TEXT_WEBHOOK_PATH, env().APP_URL).href;
  const names = [...new Set(fields.keys())].toSorted();
  const signed = url + names.map((name) => name + fields.getAll(name).join("")).join("");
  const expected = createHmac("sha1", token).update(signed, "utf8").digest();
  const given = Buffer.from(signature, "base64");
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/** Somebody answered a text message. Anything but a wish to end them is left to the carrier's own answers. */
async function receiveAnswer(fields: URLSearchParams): Promise<void> {
  const phone = phoneNumber(fields.get("From") ?? "");
  const body = fields.get("Body") ?? "";
  if (!phone.ok || (fields.get("OptOutType") !== "STOP" && !isStop(body))) return;
  await stopTexts(businessClock, { phone: phone.value, source: "reply", wording: body.slice(0, 160) });
}

/** The carrier tells what became of a message that it had taken. */
async function receiveState(fields: URLSearchParams, state: string): Promise<void> {
  if (state !== "undelivered" && state !== "failed") return;
  const code = fields.get("ErrorCode") ?? "";
  const externalId = fields.get("MessageSid") ?? "";
  const error = `The carrier says: ${state}${code === "" ? "" : `, error ${code.slice(0, 10)}`}.`;
  await inTransaction((tx) => updateTextBounced(tx, { externalId, error }));
  const phone = phoneNumber(fields.get("To") ?? "");
  if (code === UNSUBSCRIBED && phone.ok)
    await stopTexts(businessClock, { phone: phone.value, source: "gateway", wording: error });
}

/** Takes what Twilio sends: an answer to a text message, or what became of one. What it did not sign is refused unread. */
export async function receiveText(received: {
  readonly body: string;
  readonly signature: string | null;
}): Promise<{ readonly status: 200 | 403 | 404 }> {
  const { SMS_TRANSPORT, TWILIO_AUTH_TOKEN } = env();
  if (SMS_TRANSPORT !== "twilio" || TWILIO_AUTH_TOKEN === undefined) return { status: 404 };
  const fields = new URLSearchParams(received.body);
  if (received.signature === null || !isSigned(fields, received.signature, TWILIO_AUTH_TOKEN))
    return { status: 403 };
  const state = fields.get("MessageStatus");
  if (state === null) await receiveAnswer(fields);
  else await receiveState(fields, state);
  return { status: 200 };
}
