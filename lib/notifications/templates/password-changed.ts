import { type MailContent, mailContent } from "../mail-content";
import type { MailFrame } from "../mail-frame";

/** To somebody whose password has just been changed. */
export function passwordChangedMail({ merchant, appUrl }: MailFrame, person: { name: string }): MailContent {
  return mailContent({
    subject: `Your password for ${merchant.name} was changed`,
    heading: "Your password was changed",
    paragraphs: [
      `Hello ${person.name}, the password of your account was changed, and you were signed out on every device.`,
    ],
    link: { label: "Sign in", href: `${appUrl}/sign-in` },
    notes: [
      `If that was not you, set a new password at once (${appUrl}/forgot-password) and write to ${merchant.supportEmail}.`,
    ],
    sender: merchant,
  });
}
