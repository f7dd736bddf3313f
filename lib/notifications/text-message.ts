import type { MailFrame } from "./mail-frame";

/** What a text message says: who writes, what, where to look, and the way out, in one line. */
export function textMessage({ merchant, words, appUrl }: MailFrame, said: string): string {
  return `${merchant.name}: ${said} ${appUrl}/orders ${words.sms.wayOut}`.replace(/[\p{C}\s]+/gu, " ");
}
