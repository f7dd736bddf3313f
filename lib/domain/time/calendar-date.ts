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
