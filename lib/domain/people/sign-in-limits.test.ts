import { describe, expect, test } from "vitest";
import { attemptWindowStart, isOneTooMany, secondsToNextWindow } from "./sign-in-limits";

const FIRST = { accountFromNetwork: 1, network: 1, account: 1, isKnownNetwork: false };

describe("isOneTooMany", () => {
  test.each([
    { name: "nominal", counts: FIRST, is: false },
    { name: "eighth for the account from here", counts: { ...FIRST, accountFromNetwork: 8 }, is: false },
    { name: "ninth for the account from here", counts: { ...FIRST, accountFromNetwork: 9 }, is: true },
    { name: "sixtieth from here", counts: { ...FIRST, network: 60 }, is: false },
    { name: "sixty-first from here", counts: { ...FIRST, network: 61 }, is: true },
    { name: "thirtieth for the account", counts: { ...FIRST, account: 30 }, is: false },
    { name: "thirty-first for the account", counts: { ...FIRST, account: 31 }, is: true },
    {
      name: "thousandth for the account by others, at home",
      counts: { ...FIRST, account: 1_000, isKnownNetwork: true },
      is: false,
    },
    {
      name: "ninth at home",
      counts: { ...FIRST, accountFromNetwork: 9, isKnownNetwork: true },
      is: true,
    },
  ])("judges the attempt: $name", ({ counts, is }) => {
    expect(isOneTooMany(counts)).toBe(is);
  });
});

describe("the window of attempts", () => {
  test("begins on the quarter hour", () => {
    expect(attemptWindowStart(new Date("2026-11-20T09:44:59.999Z"))).toEqual(
      new Date("2026-11-20T09:30:00Z"),
    );
    expect(attemptWindowStart(new Date("2026-11-20T09:45:00Z"))).toEqual(new Date("2026-11-20T09:45:00Z"));
  });

  test("says how long to wait for the next, never zero", () => {
    expect(secondsToNextWindow(new Date("2026-11-20T09:44:00Z"))).toBe(60);
    expect(secondsToNextWindow(new Date("2026-11-20T09:44:59.999Z"))).toBe(1);
    expect(secondsToNextWindow(new Date("2026-11-20T09:45:00Z"))).toBe(900);
  });
});
