import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { normalizeEmail } from "./normalize-email";

describe("normalizeEmail", () => {
  test.each([
    { name: "nominal", given: "ada@example.com", email: "ada@example.com" },
    { name: "upper case", given: "Ada.Lovelace@Example.COM", email: "ada.lovelace@example.com" },
    { name: "spaces around", given: "  ada@example.com\n", email: "ada@example.com" },
    { name: "a tag", given: "ada+orders@example.com", email: "ada+orders@example.com" },
    { name: "full-width letters", given: "ａｄａ@example.com", email: "ada@example.com" },
    { name: "an international domain", given: "ada@bücher.example", email: "ada@xn--bcher-kva.example" },
    { name: "an international top level", given: "ada@例え.テスト", email: "ada@xn--r8jz45g.xn--zckzah" },
  ])("gives the one spelling of $name", ({ given, email }) => {
    expect(normalizeEmail(given)).toEqual({ ok: true, value: email });
  });

  test.each([
    { name: "no sign", given: "ada.example.com" },
    { name: "two signs", given: "ada@evil.example@example.com" },
    { name: "a full-width sign", given: "ada＠example.com" },
    { name: "a small sign", given: "ada﹫example.com" },
    { name: "a full-width sign beside a real one", given: "ada@evil.example＠example.com" },
    { name: "a full-width sign in the local part", given: "ada＠evil.example@example.com" },
    { name: "a list with a comma", given: "ada@example.com,eve@evil.example" },
    { name: "a comma in the local part", given: "ada,eve@example.com" },
    { name: "a list with a semicolon", given: "ada;eve@example.com" },
    { name: "markup", given: "<script>@example.com" },
    { name: "a display name", given: "Ada <ada@example.com>" },
    { name: "a quoted local part", given: '"ada eve"@example.com' },
    { name: "a space inside", given: "ada lovelace@example.com" },
    { name: "a line break and a header", given: "ada@example.com\r\nBcc: eve@evil.example" },
    { name: "a null byte", given: "ada\u0000@example.com" },
    { name: "an invisible joiner", given: "a\u200dda@example.com" },
    { name: "a Cyrillic letter in the local part", given: "аda@example.com" },
    { name: "dots in a row", given: "ada..l@example.com" },
    { name: "a dot first", given: ".ada@example.com" },
    { name: "no domain", given: "ada@" },
    { name: "no local part", given: "@example.com" },
    { name: "no top level", given: "ada@localhost" },
    { name: "an address of numbers", given: "ada@127.0.0.1" },
    { name: "a port", given: "ada@example.com:25" },
    { name: "a path", given: "ada@example.com/x" },
    { name: "a long local part", given: `${"a".repeat(65)}@example.com` },
    { name: "a long address", given: `ada@${"a.".repeat(130)}example` },
    { name: "nothing", given: "" },
  ])("refuses $name", ({ given }) => {
    expect(normalizeEmail(given)).toEqual({ ok: false, error: "email_malformed" });
  });
});

describe("laws of normalizeEmail", () => {
  test("what it gives, it gives again", () => {
    fc.assert(
      fc.property(fc.emailAddress(), (address) => {
        const once = normalizeEmail(address);
        if (once.ok) expect(normalizeEmail(once.value)).toEqual(once);
      }),
    );
  });

  test("what it gives has one @ and no control, space, comma or angle, whatever it was given", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 40 }), (text) => {
        const normalized = normalizeEmail(`${text}@example.com`);
        if (normalized.ok) expect(normalized.value).toMatch(/^[^\s@,;<>"\p{C}]+@[^\s@,;<>"\p{C}]+$/u);
      }),
    );
  });
});
