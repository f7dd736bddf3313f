import { describe, expect, test } from "vitest";
import { plainText } from "./plain-text";

const codeOf = (text: string) => plainText(5, "required").safeParse(text).error?.issues[0]?.message;

describe("plainText", () => {
  test.each([
    { name: "nominal", given: "Paint it blue.", text: "Paint it blue." },
    { name: "lines as forms send them", given: "one\r\ntwo\rthree\n", text: "one\ntwo\nthree" },
    { name: "what PostgreSQL does not keep", given: "a\u0000b", text: "ab" },
    { name: "escapes of a terminal", given: "\u001b[31mred\u0007\u009b", text: "[31mred" },
    { name: "other scripts and joined signs", given: "Ünï 日本 👩‍💻 \u200f", text: "Ünï 日本 👩‍💻 \u200f" },
    { name: "nothing", given: " ", text: "" },
  ])("reads $name", ({ given, text }) => {
    expect(plainText(100).parse(given)).toBe(text);
  });

  test.each([
    { name: "nothing but what is dropped", given: " \u0000\r\n", code: "required" },
    { name: "what is too long", given: "123456", code: "too_long" },
    { name: "nominal", given: "12345", code: undefined },
  ])("has a code for $name", ({ given, code }) => {
    expect(codeOf(given)).toBe(code);
  });
});
