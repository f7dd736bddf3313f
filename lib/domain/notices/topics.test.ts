import { describe, expect, test } from "vitest";
import { isRepeatable, isWanted, topicOf, TOPICS } from "./topics";

const ID = "01900000-0000-7000-8000-00000000000a";

describe("isWanted", () => {
  test("what money hangs on comes by mail, whatever was chosen", () => {
    const off = TOPICS.map((topic) => ({ topic, channel: "email", isOn: false }));
    const kept = TOPICS.filter((topic) => isWanted(topic, "email", off));
    expect(kept).toEqual(["orders", "payments", "overdue"]);
  });

  test("what is usual comes until it is turned off, each way by itself", () => {
    expect(isWanted("reminders", "email", [])).toBe(true);
    const choices = [{ topic: "reminders", channel: "email", isOn: false }];
    expect(isWanted("reminders", "email", choices)).toBe(false);
    expect(isWanted("reminders", "sms", choices)).toBe(true);
  });

  test("what concerns an account goes by mail only", () => {
    expect([isWanted(null, "email", []), isWanted(null, "sms", [])]).toEqual([true, false]);
    expect(isWanted("credit", "sms", [])).toBe(false);
  });
});

test.each([
  { day: -3, topic: "reminders" },
  { day: 0, topic: "reminders" },
  { day: 1, topic: "overdue" },
])("a reminder $day days after the day is of $topic", ({ day, topic }) => {
  expect(topicOf({ kind: "installment_reminder", installmentId: ID, dueOn: "2026-12-01", day })).toBe(topic);
});

test("a message whose secret was taken out is not sent again", () => {
  expect(["password_reset", "pay_link", "payment_receipt"].map(isRepeatable)).toEqual([false, false, true]);
});
