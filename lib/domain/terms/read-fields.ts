import { type CalendarDate, isCalendarDate } from "../time/calendar-date";

/** Values by name, as JSON or a form brought them. */
export type Fields = Readonly<Record<string, unknown>>;

/** The fields of a value that has some. */
export function fieldsOf(value: unknown): Fields | null {
  return typeof value === "object" && value !== null ? Object.fromEntries(Object.entries(value)) : null;
}

/** A whole number between two bounds, or null. */
export function wholeAt(fields: Fields, name: string, min: number, max: number): number | null {
  const value = fields[name];
  const number = typeof value === "string" && /^\d{1,9}$/.test(value) ? Number(value) : value;
  return typeof number === "number" && Number.isInteger(number) && number >= min && number <= max
    ? number
    : null;
}

/** An amount in the smallest unit, zero or more, or null. */
export function amountAt(fields: Fields, name: string): bigint | null {
  const value = fields[name];
  if (typeof value === "bigint") return value >= 0n ? value : null;
  const text = typeof value === "number" ? String(value) : value;
  return typeof text === "string" && /^\d{1,15}$/.test(text) ? BigInt(text) : null;
}

/** One of some words, or null. */
export function choiceAt<const Choice extends string>(
  fields: Fields,
  name: string,
  choices: readonly Choice[],
): Choice | null {
  return choices.find((choice) => choice === fields[name]) ?? null;
}

/** A civil day that exists, or null. */
export function dayAt(fields: Fields, name: string): CalendarDate | null {
  const value = fields[name];
  return typeof value === "string" && isCalendarDate(value) ? value : null;
}

/** A text that is not empty and not too long, or null. */
export function textAt(fields: Fields, name: string, max: number): string | null {
  const value = fields[name];
  const text = typeof value === "string" ? value.trim() : "";
  return text !== "" && text.length <= max ? text : null;
}
