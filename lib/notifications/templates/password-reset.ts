import { RESET_VALID_MINUTES } from "@/lib/domain/people/reset-validity";
import type { MailContent } from "../mail-content";
import { framed, type MailFrame } from "../mail-frame";

/** To somebody who asked for a link to set a new password. The token is in this mail and nowhere else. */
export function passwordResetMail(frame: MailFrame, person: { name: string; token: string }): MailContent {
  const sentences = frame.words.passwordReset(person.name, frame.merchant.name, RESET_VALID_MINUTES);
  return framed(frame, sentences, {
    href: `${frame.appUrl}/reset-password?token=${encodeURIComponent(person.token)}`,
  });
}
