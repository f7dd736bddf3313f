import type { FailureOf } from "../failure";
import { err, ok, type Result } from "../result";

/** How a merchant reminds of installments, and who is told of alerts. Each change is a version. */
export interface NoticePolicy {
  /** Zero while nothing was ever set. */
  readonly version: number;
  /** Days after the due day on which a reminder goes out, rising; before it where negative. */
  readonly reminderDays: readonly number[];
  /** Hour of the day in the merchant's zone: nobody is reminded at night. */
  readonly reminderHour: number;
  /** Who is written to about alerts; null for the merchant's support address. */
  readonly alertEmail: string | null;
}

export const REMINDERS_MAX = 12;
export const REMINDER_DAY = { min: -60, max: 365 } as const;
export const REMINDER_HOUR = { min: 8, max: 19 } as const;

export const DEFAULT_NOTICE_POLICY: NoticePolicy = {
  version: 0,
  reminderDays: [-3, 0, 1, 7, 14, 30],
  reminderHour: 9,
  alertEmail: null,
};

const ADDRESS = /^[^\s@<>,;:"]{1,64}@[a-z0-9.-]{1,200}\.[a-z]{2,24}$/i;

const isWholeWithin = (value: number, { min, max }: { min: number; max: number }) =>
  Number.isInteger(value) && value >= min && value <= max;

/** Puts a policy in order, or refuses it. Without any day nobody is reminded. */
export function checkNoticePolicy(
  policy: Omit<NoticePolicy, "version">,
): Result<Omit<NoticePolicy, "version">, FailureOf<"rejected">> {
  const reminderDays = [...new Set(policy.reminderDays)].toSorted((left, right) => left - right);
  if (reminderDays.length > REMINDERS_MAX || !reminderDays.every((day) => isWholeWithin(day, REMINDER_DAY)))
    return err({ kind: "rejected", code: "reminder_days_out_of_range" });
  if (!isWholeWithin(policy.reminderHour, REMINDER_HOUR))
    return err({ kind: "rejected", code: "reminder_hour_out_of_range" });
  if (policy.alertEmail !== null && !ADDRESS.test(policy.alertEmail))
    return err({ kind: "rejected", code: "address_malformed" });
  return ok({ ...policy, reminderDays });
}
