import type { MailContent } from "../mail-content";
import { framed, type MailFrame } from "../mail-frame";

/** To somebody who has just registered. */
export function welcomeMail(frame: MailFrame, person: { name: string }): MailContent {
  const sentences = frame.words.welcome(person.name, frame.merchant.name);
  return framed(frame, sentences, { href: `${frame.appUrl}/account` });
}
