import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DEFAULT_NOTICE_POLICY } from "./notice-policy";
import { planReminder, type ReminderState } from "./plan-reminder";

const ZONE = { timeZone: "Europe/Berlin" };
const STATE: ReminderState = {
  dueOn: "2026-12-10",
  knownAt: new Date("2026-11-20T10:00:00Z"),
  remindedDay: null,
};
const plan = (now: string, state: Partial<ReminderState> = {}) =>
  planReminder(DEFAULT_NOTICE_POLICY, { ...STATE, ...state }, { now: new Date(now), ...ZONE });

describe("planReminder", () => {
  test.each([
    {
      name: "nothing yet, and looks again three days before",
      now: "2026-12-07T07:59:59Z",
      given: {},
      to: { send: null, remindedDay: null, nextAt: new Date("2026-12-07T08:00:00Z") },
    },
    {
      name: "ahead of the day, at nine by the merchant's clock",
      now: "2026-12-07T08:00:00Z",
      given: {},
      to: { send: -3, remindedDay: -3, nextAt: new Date("2026-12-10T08:00:00Z") },
    },
    {
      name: "the same reminder once",
      now: "2026-12-07T08:00:05Z",
      given: { remindedDay: -3 },
      to: { send: null, remindedDay: -3, nextAt: new Date("2026-12-10T08:00:00Z") },
    },
    {
      name: "only the newest after a leap over several",
      now: "2026-12-20T12:00:00Z",
      given: { remindedDay: -3 },
      to: { send: 7, remindedDay: 7, nextAt: new Date("2026-12-24T08:00:00Z") },
    },
    {
      name: "nothing more after the last",
      now: "2027-06-01T12:00:00Z",
      given: { remindedDay: 30 },
      to: { send: null, remindedDay: 30, nextAt: null },
    },
    {
      name: "nothing whose hour was over when the day became known",
      now: "2026-12-10T12:00:00Z",
      given: { knownAt: new Date("2026-12-10T11:00:00Z") },
      to: { send: null, remindedDay: 0, nextAt: new Date("2026-12-11T08:00:00Z") },
    },
  ])("sends $name", ({ now, given, to }) => {
    expect(plan(now, given)).toEqual(to);
  });

  test("sends each reminder once and in order, whenever it is asked", () => {
    const instants = fc.array(fc.integer({ min: 0, max: 70 * 24 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(instants, (hours) => {
        let remindedDay: number | null = null;
        const sent: number[] = [];
        for (const hour of hours.toSorted((left, right) => left - right)) {
          const now = new Date(Date.parse("2026-12-01T00:00:00Z") + hour * 3_600_000).toISOString();
          const next = plan(now, { remindedDay });
          if (next.send !== null) sent.push(next.send);
          expect(next.nextAt === null || next.nextAt > new Date(now)).toBe(true);
          ({ remindedDay } = next);
        }
        expect(sent).toEqual([...new Set(sent)].toSorted((left, right) => left - right));
      }),
    );
  });
});
