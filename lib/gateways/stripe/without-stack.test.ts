import { expect, test } from "vitest";
import { withoutStack } from "./without-stack";

const lineCount = (error: Error) => (error.stack ?? "").split("\n").length;

test("an error made within has no stack, one made afterwards has, whether it went well or not", async () => {
  const make = () => new Error("made");
  expect(lineCount(withoutStack(make))).toBe(1);
  const thrown = () => {
    throw make();
  };
  expect(() => withoutStack(thrown)).toThrow("made");
  expect(lineCount(make())).toBeGreaterThan(1);
});

test("what runs after the first wait has its stack", async () => {
  const late = withoutStack(async () => {
    await Promise.resolve();
    return new Error("late");
  });
  expect(lineCount(await late)).toBeGreaterThan(1);
});
