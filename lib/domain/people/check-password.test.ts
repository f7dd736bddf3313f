import { describe, expect, test } from "vitest";
import { checkPassword } from "./check-password";

const CONTEXT = ["Ada Lovelace", "ada.l@engine.example", "Northwind Media"];

describe("checkPassword", () => {
  test.each([
    { name: "nominal", password: "seven old boats" },
    { name: "eight signs", password: "kv9-tqzw" },
    { name: "only letters", password: "gravelpainterstone" },
    { name: "letters of another script", password: "ветер над рекой" },
    { name: "100 signs", password: "k7 ".repeat(33) + "x" },
    { name: "128 signs", password: "k7xq".repeat(32) },
    { name: "signs beyond the basic plane", password: "🦊🐢🐝🦉🐙🦔🐬🐿" },
    { name: "a name inside a long one", password: "ada keeps 9 grey geese" },
    { name: "a common word inside a long one", password: "password of the old mill" },
  ])("lets pass: $name", ({ password }) => {
    expect(checkPassword(password, CONTEXT)).toEqual({ ok: true, value: undefined });
  });

  test.each([
    { name: "seven signs", password: "kv9-tqz", refusal: "password_too_short" },
    { name: "seven signs of two units", password: "🦊🐢🐝🦉🐙🦔🐬", refusal: "password_too_short" },
    { name: "129 signs", password: "k7xq".repeat(32) + "x", refusal: "password_too_long" },
    { name: "the commonest", password: "password", refusal: "password_too_common" },
    { name: "with digits and a sign behind", password: "Password123!", refusal: "password_too_common" },
    { name: "in disguise", password: "P@ssw0rd", refusal: "password_too_common" },
    { name: "in disguise, with a year", password: "w3lc0me2026", refusal: "password_too_common" },
    { name: "full-width", password: "ｐａｓｓｗｏｒｄ", refusal: "password_too_common" },
    { name: "a row of keys", password: "qwertyuiop", refusal: "password_too_common" },
    { name: "a season", password: "Summer2026!", refusal: "password_too_common" },
    { name: "a word twice", password: "hunterhunter", refusal: "password_too_common" },
    { name: "one sign", password: "aaaaaaaaaa", refusal: "password_too_common" },
    { name: "two signs", password: "abababababab", refusal: "password_too_common" },
    { name: "digits that count", password: "0123456789", refusal: "password_too_common" },
    { name: "digits that count down", password: "87654321", refusal: "password_too_common" },
    { name: "letters that count", password: "hijklmnopq", refusal: "password_too_common" },
    { name: "the product", password: "Remit2026!", refusal: "password_names_you" },
    { name: "the product in disguise", password: "R3m1t2026!", refusal: "password_names_you" },
    { name: "the merchant", password: "Northwind1!", refusal: "password_names_you" },
    { name: "the person's names", password: "adalovelace99", refusal: "password_names_you" },
    { name: "the address", password: "ada.l@engine.example", refusal: "password_names_you" },
  ])("refuses: $name", ({ password, refusal }) => {
    expect(checkPassword(password, CONTEXT)).toEqual({ ok: false, error: refusal });
  });
});
