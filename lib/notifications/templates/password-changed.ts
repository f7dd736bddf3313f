import type { MailContent } from "../mail-content";
import { framed, type MailFrame } from "../mail-frame";

/** To somebody whose password has just been changed. */
export function passwordChangedMail(frame: MailFrame, person: { name: string }): MailContent {
  const { merchant, words, appUrl } = frame;
  const where = { forgot: `${appUrl}/forgot-password`, support: merchant.supportEmail };
  return framed(frame, words.passwordChanged(person.name, merchant.name, where), {
    href: `${appUrl}/sign-in`,
  });
}
