import { addDays, type CalendarDate, startOfDay } from "../time/calendar-date";
import type { NoticePolicy } from "./notice-policy";

/** How far the reminding of one installment has come. */
export interface ReminderState {
  readonly dueOn: CalendarDate;
  /** Business time at which its day became known: what would have gone out before is not made up for. */
  readonly knownAt: Date;
  /** The newest reminder that was sent or passed over, as days after the due day. */
  readonly remindedDay: number | null;
}

export interface ReminderPlan {
  /** The reminder to send now, as days after the due day; null for none. */
  readonly send: number | null;
  readonly remindedDay: number | null;
  /** When to look again; null when none is left. */
  readonly nextAt: Date | null;
}

/**
 * What of a policy's reminders goes out now. However many have come since the last look, as after a pause or a leap of the
 * clock, only the newest is sent: twelve mails about one bill help nobody.
 */
export function planReminder(
  { reminderDays, reminderHour }: Pick<NoticePolicy, "reminderDays" | "reminderHour">,
  { dueOn, knownAt, remindedDay }: ReminderState,
  { now, timeZone }: { readonly now: Date; readonly timeZone: string },
): ReminderPlan {
  const at = (day: number) => startOfDay(addDays(dueOn, day), timeZone, reminderHour);
  const nextDay = reminderDays.find((day) => at(day) > now);
  const nextAt = nextDay === undefined ? null : at(nextDay);
  const newest = reminderDays.findLast((day) => at(day) <= now);
  if (newest === undefined || (remindedDay !== null && newest <= remindedDay))
    return { send: null, remindedDay, nextAt };
  return { send: at(newest) > knownAt ? newest : null, remindedDay: newest, nextAt };
}
