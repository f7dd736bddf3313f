import { type MailContent, mailContent } from "../mail-content";
import type { MailFrame } from "../mail-frame";

/** To somebody who has just registered. */
export function welcomeMail({ merchant, appUrl }: MailFrame, person: { name: string }): MailContent {
  return mailContent({
    subject: `Welcome to ${merchant.name}`,
    heading: `Welcome, ${person.name}`,
    paragraphs: [
      `You now have an account with ${merchant.name}. Your orders, receipts and saved cards are in one place.`,
    ],
    link: { label: "Go to your account", href: `${appUrl}/account` },
    notes: [
      "If you did not register, somebody typed your address by mistake. Tell us and we close the account.",
    ],
    sender: merchant,
  });
}
