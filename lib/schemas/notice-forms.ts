import { z } from "zod";
import { CHANNELS, type Channel, TOPICS, type Topic } from "@/lib/domain/notices/topics";
import { plainText } from "./plain-text";

/** Days as a person types them: "-3, 0, 7". An empty field is no reminder. */
const days = z
  .string()
  .trim()
  .max(200, "too_long")
  .regex(/^(\s*[-+]?\d{1,3}\s*([,;]|$))*$/, "reminder_days_malformed")
  .transform((text) =>
    text
      .split(/[,;]/)
      .filter((part) => part.trim() !== "")
      .map(Number),
  );

export const noticePolicyForm = z.object({
  reminderDays: days,
  reminderHour: z
    .string()
    .trim()
    .regex(/^\d{1,2}$/, "whole_number")
    .transform(Number),
  alertEmail: z
    .string()
    .trim()
    .max(300, "too_long")
    .transform((text) => (text === "" ? null : text)),
  reason: plainText(500, "reason_required"),
});

export const resendNoticeForm = z.object({ resendKey: z.uuid(), mailId: z.string().min(1).max(40) });

/** The name of a choice in the form. */
export const choiceField = (topic: Topic, channel: Channel) => `${topic}.${channel}`;

/** What the form says of each choice that it shows: a box that is not ticked is not sent. */
export function wishesOf(
  form: Readonly<Record<string, unknown>>,
  shown: readonly { readonly topic: Topic; readonly channel: Channel }[],
): { topic: Topic; channel: Channel; isOn: boolean }[] {
  return shown.map(({ topic, channel }) => ({
    topic,
    channel,
    isOn: form[choiceField(topic, channel)] !== undefined,
  }));
}

/** Every choice there is. */
export const CHOICES = TOPICS.flatMap((topic) => CHANNELS.map((channel) => ({ topic, channel })));

export const textConsentForm = z.object({
  phone: z.string().max(40, "too_long").default(""),
  hasConsent: z.string().optional(),
});
