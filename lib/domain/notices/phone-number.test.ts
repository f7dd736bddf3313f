import { expect, test } from "vitest";
import { isStop, phoneNumber } from "./phone-number";

test.each([
  { typed: "+49 170 1234567", number: "+491701234567" },
  { typed: "0049 (170) 123-45.67", number: "+491701234567" },
  { typed: "＋１ 500 555 0006", number: "+15005550006" },
])("$typed is $number", ({ typed, number }) => {
  expect(phoneNumber(typed)).toEqual({ ok: true, value: number });
});

test.each(["0170 1234567", "+49", "+1 555 CALL NOW", "", "+491701234567\nBcc", "+0491701234567"])(
  "%j is no number with its country",
  (typed) => {
    expect(phoneNumber(typed)).toEqual({ ok: false, error: "phone_malformed" });
  },
);

test.each([
  { answer: "STOP", ends: true },
  { answer: " stop. ", ends: true },
  { answer: "Stopp", ends: true },
  { answer: "Please do not stop", ends: false },
  { answer: "YES", ends: false },
])("$answer ends text messages: $ends", ({ answer, ends }) => {
  expect(isStop(answer)).toBe(ends);
});
