import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, calendarDateAt } from "./calendar-date";

describe("calendarDateAt", () => {
  test.each([
    { name: "nominal", instant: "2026-11-20T12:00:00Z", zone: "America/New_York", day: "2026-11-20" },
    {
      name: "still yesterday in New York",
      instant: "2026-11-20T04:59:59Z",
      zone: "America/New_York",
      day: "2026-11-19",
    },
    {
      name: "midnight in New York",
      instant: "2026-11-20T05:00:00Z",
      zone: "America/New_York",
      day: "2026-11-20",
    },
    {
      name: "already tomorrow in Tokyo",
      instant: "2026-11-20T15:00:00Z",
      zone: "Asia/Tokyo",
      day: "2026-11-21",
    },
    {
      name: "an hour earlier in summer time",
      instant: "2026-07-01T04:00:00Z",
      zone: "America/New_York",
      day: "2026-07-01",
    },
    {
      name: "the night clocks go forward",
      instant: "2026-03-08T06:59:59Z",
      zone: "America/New_York",
      day: "2026-03-08",
    },
    {
      name: "the last second of the long day clocks go back",
      instant: "2026-11-02T04:59:59Z",
      zone: "America/New_York",
      day: "2026-11-01",
    },
    {
      name: "a zone of quarter hours",
      instant: "2026-11-20T18:15:00Z",
      zone: "Asia/Kathmandu",
      day: "2026-11-21",
    },
    {
      name: "the far side of the date line",
      instant: "2026-11-20T10:00:00Z",
      zone: "Pacific/Kiritimati",
      day: "2026-11-21",
    },
    { name: "a leap day", instant: "2028-02-29T12:00:00Z", zone: "UTC", day: "2028-02-29" },
    { name: "before the epoch", instant: "1969-12-31T23:59:59.999Z", zone: "UTC", day: "1969-12-31" },
  ])("names the day of an instant: $name", ({ instant, zone, day }) => {
    expect(calendarDateAt(new Date(instant), zone)).toBe(day);
  });

  test("refuses a zone that does not exist", () => {
    expect(() => calendarDateAt(new Date("2026-11-20T12:00:00Z"), "Mars/Olympus")).toThrow(RangeError);
  });
});

describe("addDays", () => {
  test.each([
    { name: "nominal", day: "2026-11-20", days: 30, expected: "2026-12-20" },
    { name: "none", day: "2026-11-20", days: 0, expected: "2026-11-20" },
    { name: "into a leap day", day: "2028-02-28", days: 1, expected: "2028-02-29" },
    { name: "over February of a common year", day: "2027-02-28", days: 1, expected: "2027-03-01" },
    { name: "a century that is no leap year", day: "2100-02-28", days: 1, expected: "2100-03-01" },
    { name: "over new year", day: "2026-12-31", days: 1, expected: "2027-01-01" },
    { name: "back", day: "2026-03-01", days: -1, expected: "2026-02-28" },
    {
      name: "over the change of clocks: days, not hours",
      day: "2026-03-07",
      days: 2,
      expected: "2026-03-09",
    },
  ])("counts civil days: $name", ({ day, days, expected }) => {
    expect(addDays(day, days)).toBe(expected);
  });

  test.each([{ day: "2026-02-29" }, { day: "2026-13-01" }, { day: "tomorrow" }, { day: "" }])(
    "refuses '$day'",
    ({ day }) => {
      expect(() => addDays(day, 1)).toThrow(RangeError);
    },
  );
});

describe("calendar days, as laws", () => {
  const days = fc
    .date({ min: new Date("1990-01-01"), max: new Date("2100-01-01"), noInvalidDate: true })
    .map((at) => calendarDateAt(at, "UTC"));

  test("going there and back is where one was", () => {
    fc.assert(
      fc.property(days, fc.integer({ min: -10_000, max: 10_000 }), (day, count) => {
        expect(addDays(addDays(day, count), -count)).toBe(day);
      }),
    );
  });

  test("texts sort as days do", () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 10_000 }), (day, count) => {
        expect(day < addDays(day, count)).toBe(true);
      }),
    );
  });
});
