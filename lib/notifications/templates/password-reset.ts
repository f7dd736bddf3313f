import { RESET_VALID_MINUTES } from "@/lib/domain/people/reset-validity";
import { type MailContent, mailContent } from "../mail-content";
import type { MailFrame } from "../mail-frame";

/** To somebody who asked for a link to set a new password. The token is in this mail and nowhere else. */
export function passwordResetMail(
  { merchant, appUrl }: MailFrame,
  person: { name: string; token: string },
): MailContent {
  return mailContent({
    subject: `Set a new password for ${merchant.name}`,
    heading: "Set a new password",
    paragraphs: [
      `Hello ${person.name}, somebody asked for a new password for your account with ${merchant.name}.`,
      `The link works once, within ${RESET_VALID_MINUTES} minutes. You are then signed out on every device.`,
    ],
    link: {
      label: "Set a new password",
      href: `${appUrl}/reset-password?token=${encodeURIComponent(person.token)}`,
    },
    notes: ["If that was not you, there is nothing to do: your password stays as it is."],
    sender: merchant,
  });
}
