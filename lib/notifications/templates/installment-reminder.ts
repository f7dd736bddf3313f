import { formatMoney } from "@/lib/domain/money/format-money";
import { publicId } from "@/lib/platform/ids";
import type { ReminderForMail } from "@/lib/queries/notifications/reminder-for-mail";
import type { MailContent } from "../mail-content";
import { framed, type MailFrame } from "../mail-frame";
import { writtenDay } from "../written-day";

/** To the customer who owes something on a day: ahead of it, on it, or after it. */
export function installmentReminderMail(frame: MailFrame, reminder: ReminderForMail): MailContent {
  const { words, locale, appUrl } = frame;
  const { order, phase } = reminder;
  const amount = formatMoney(reminder.left, locale);
  const day = writtenDay(reminder.dueOn, locale);
  const sentences = words.reminder[phase]({
    name: reminder.customer.name,
    number: order.number,
    amount,
    day,
    daysLate: reminder.daysLate,
  });
  return framed(frame, sentences, {
    facts: [
      { term: words.reminderTerms.order, value: String(order.number) },
      { term: words.reminderTerms.amount, value: amount },
      { term: words.reminderTerms.dueOn, value: day },
    ],
    href: `${appUrl}/orders/${publicId("order", order.id)}`,
  });
}
