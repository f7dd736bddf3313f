import { Temporal } from "temporal-polyfill";

/** A civil day, YYYY-MM-DD, in the merchant's zone. Texts of this form sort as days do. */
export type CalendarDate = string;

/** The civil day that an instant falls on in a zone. */
export function calendarDateAt(instant: Date, timeZone: string): CalendarDate {
  return Temporal.Instant.fromEpochMilliseconds(instant.getTime())
    .toZonedDateTimeISO(timeZone)
    .toPlainDate()
    .toString();
}

/** The day so many days later (earlier when negative). @throws RangeError when the text is not a day. */
export function addDays(day: CalendarDate, days: number): CalendarDate {
  return Temporal.PlainDate.from(day).add({ days }).toString();
}

/**
 * The same day so many months later; where that month has no such day, its last one: a month after January 31st is the end of
 * February. Count each of several dates from the first, not from the one before, and the day of the month comes back.
 * @throws RangeError when the text is not a day.
 */
export function addMonths(day: CalendarDate, months: number): CalendarDate {
  return Temporal.PlainDate.from(day).add({ months }, { overflow: "constrain" }).toString();
}

/** The last day of the day's month. @throws RangeError when the text is not a day. */
export function endOfMonth(day: CalendarDate): CalendarDate {
  const date = Temporal.PlainDate.from(day);
  return date.with({ day: date.daysInMonth }).toString();
}

/** The instant at which a day begins in a zone, or so many hours of the clock into it. @throws RangeError for no day. */
export function startOfDay(day: CalendarDate, timeZone: string, hour = 0): Date {
  const at = Temporal.PlainDate.from(day).toZonedDateTime({
    timeZone,
    plainTime: Temporal.PlainTime.from({ hour }),
  });
  return new Date(at.epochMilliseconds);
}

/** Whether a text names a day that exists: 2027-02-29 does not. */
export function isCalendarDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  try {
    return Temporal.PlainDate.from(text).toString() === text;
  } catch {
    return false;
  }
}
