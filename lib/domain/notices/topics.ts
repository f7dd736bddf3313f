import type { MailRequest } from "../mails/mail-request";

/** The ways by which a notice reaches somebody. */
export const CHANNELS = ["email", "sms"] as const;
export type Channel = (typeof CHANNELS)[number];

/** always: cannot be turned off, because money or the law hangs on it. usual: on until turned off. never: not by this way. */
type Rule = "always" | "usual" | "never";

/** What customers are told of, as they choose it. A text message needs consent besides, whatever stands here. */
export const TOPIC_RULES = {
  orders: { email: "always", sms: "usual" },
  payments: { email: "always", sms: "usual" },
  reminders: { email: "usual", sms: "usual" },
  overdue: { email: "always", sms: "usual" },
  credit: { email: "usual", sms: "never" },
} as const satisfies Readonly<Record<string, Readonly<Record<Channel, Rule>>>>;

export type Topic = keyof typeof TOPIC_RULES;

export const TOPICS = [
  "orders",
  "payments",
  "reminders",
  "overdue",
  "credit",
] as const satisfies readonly Topic[];

/** What somebody chose for one topic and way. */
export interface Choice {
  readonly topic: string;
  readonly channel: string;
  readonly isOn: boolean;
}

export function isOptional(topic: Topic, channel: Channel): boolean {
  return TOPIC_RULES[topic][channel] === "usual";
}

/** Whether a notice goes out by a way. Those without a topic, about the account itself, go by mail and to everybody. */
export function isWanted(topic: Topic | null, channel: Channel, choices: readonly Choice[]): boolean {
  if (topic === null) return channel === "email";
  const rule = TOPIC_RULES[topic][channel];
  if (rule !== "usual") return rule === "always";
  return choices.find((one) => one.topic === topic && one.channel === channel)?.isOn ?? true;
}

/** What a message is about; null for what concerns an account or staff, which nobody can turn off. */
export function topicOf(request: MailRequest): Topic | null {
  switch (request.kind) {
    case "order_confirmed":
    case "sites_ready":
      return "orders";
    case "payment_receipt":
    case "payment_failed":
    case "document_issued":
    case "pay_link":
    case "authentication_needed":
    case "charge_failed":
      return "payments";
    case "installment_reminder":
      return request.day > 0 ? "overdue" : "reminders";
    case "credit_expiring":
    case "credit_expiring_soon":
      return "credit";
    case "welcome":
    case "password_reset":
    case "password_changed":
    case "alert_raised":
      return null;
  }
}

/** Whether staff may have a message sent again: not one whose secret was taken out when it left. */
export function isRepeatable(kind: string): boolean {
  return !["password_reset", "pay_link", "authentication_needed", "charge_failed", "welcome"].includes(kind);
}
