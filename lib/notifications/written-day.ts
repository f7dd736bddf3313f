import type { CalendarDate } from "@/lib/domain/time/calendar-date";

/** A civil day in words. It is the same in every zone, so it is read and written in one. */
export function writtenDay(day: CalendarDate, locale: string): string {
  const format = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" });
  return format.format(new Date(`${day}T00:00:00Z`));
}
