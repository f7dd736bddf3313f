import { expect, test } from "vitest";
import { checkNoticePolicy, DEFAULT_NOTICE_POLICY } from "./notice-policy";

const { version: _version, ...POLICY } = DEFAULT_NOTICE_POLICY;

test("the usual policy is a sound one, and days come rising and once each", () => {
  expect(checkNoticePolicy(POLICY)).toEqual({ ok: true, value: POLICY });
  const given = { ...POLICY, reminderDays: [7, -3, 7, 0], alertEmail: "billing@northwind.example" };
  expect(checkNoticePolicy(given)).toMatchObject({ ok: true, value: { reminderDays: [-3, 0, 7] } });
});

test.each([
  { name: "a day too far ahead", change: { reminderDays: [-61] }, code: "reminder_days_out_of_range" },
  { name: "a part of a day", change: { reminderDays: [1.5] }, code: "reminder_days_out_of_range" },
  {
    name: "thirteen reminders",
    change: { reminderDays: Array.from({ length: 13 }, (_, day) => day) },
    code: "reminder_days_out_of_range",
  },
  { name: "the night", change: { reminderHour: 3 }, code: "reminder_hour_out_of_range" },
  { name: "two addresses", change: { alertEmail: "a@x.example,b@x.example" }, code: "address_malformed" },
  { name: "a header", change: { alertEmail: "a@x.example\r\nBcc: b@x.example" }, code: "address_malformed" },
])("$name is refused", ({ change, code }) => {
  expect(checkNoticePolicy({ ...POLICY, ...change })).toMatchObject({ ok: false, error: { code } });
});
