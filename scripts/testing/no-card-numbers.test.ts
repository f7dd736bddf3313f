import { expect, test } from "vitest";
import { cardNumberPattern, writtenByCode } from "./no-card-numbers";

const pattern = new RegExp(cardNumberPattern(["4242424242424242", "378282246310005"]));

test.each([
  "4242424242424242",
  'note: "4242 4242 4242 4242"',
  "4242-4242-4242-4242",
  "card=378282246310005&cvc=",
  "3782 822463 10005",
])("finds the number in %s", (text) => {
  expect(pattern.test(text)).toBe(true);
});

test.each(["****4242", "4242", "ending in 0005", "pi_30000071Rg0nMaCI4IgfhP7l", "4242 4242 4242"])(
  "finds no number in %s",
  (text) => {
    expect(pattern.test(text)).toBe(false);
  },
);

test("reads what tests logged, and not how they are named", () => {
  const log = ' ✓ the card 4242424242424242 succeeds 512ms\n{"level":30,"msg":"4242424242424242"}';
  expect(writtenByCode("vitest.log", log)).toBe('{"level":30,"msg":"4242424242424242"}');
  expect(writtenByCode("web.log", log)).toBe(log);
});
