import { describe, expect, test } from "vitest";
import { payLinkState } from "./pay-link";

const expiresAt = new Date("2026-12-04T09:00:00Z");

describe("payLinkState", () => {
  test.each([
    { name: "open before its end", now: "2026-12-04T08:59:59Z", revokedAt: null, state: "open" },
    { name: "expired at its end", now: "2026-12-04T09:00:00Z", revokedAt: null, state: "expired" },
    { name: "revoked, however old", now: "2027-01-01T00:00:00Z", revokedAt: new Date(0), state: "revoked" },
  ])("is $name", ({ now, revokedAt, state }) => {
    expect(payLinkState({ revokedAt, expiresAt }, new Date(now))).toBe(state);
  });
});
