import { describe, expect, test } from "vitest";
import { personName } from "./person-name";

describe("personName", () => {
  test.each([
    { name: "nominal", given: "Ada Lovelace", kept: "Ada Lovelace" },
    { name: "spaces", given: "  Ada   Lovelace ", kept: "Ada Lovelace" },
    {
      name: "a line break with a header",
      given: "Ada\r\nBcc: eve@evil.example",
      kept: "Ada Bcc: eve@evil.example",
    },
    { name: "a text that turns direction", given: "Ada\u202eecalevoL", kept: "Ada ecalevoL" },
    { name: "a joiner that belongs to the spelling", given: "علی\u200cرضا", kept: "علی\u200cرضا" },
    { name: "one letter", given: "O", kept: "O" },
    { name: "another script", given: "李 小龍", kept: "李 小龍" },
    { name: "an apostrophe", given: "Miles O’Brien-Smith", kept: "Miles O’Brien-Smith" },
    { name: "markup, which pages escape", given: "<b>Ada</b>", kept: "<b>Ada</b>" },
  ])("keeps $name", ({ given, kept }) => {
    expect(personName(given)).toEqual({ ok: true, value: kept });
  });

  test.each([
    { name: "nothing", given: " \u200b\u200c\n ", refusal: "required" },
    { name: "101 letters", given: "a".repeat(101), refusal: "too_long" },
  ])("refuses $name", ({ given, refusal }) => {
    expect(personName(given)).toEqual({ ok: false, error: refusal });
  });
});
