import { describe, expect, test } from "vitest";
import { ROLES } from "../actor";
import { sessionExpiresAt, type SessionFacts, sessionStatus } from "./session-life";

const SIGNED_IN = new Date("2026-11-20T08:00:00Z");
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

function after(ms: number): Date {
  return new Date(SIGNED_IN.getTime() + ms);
}

function session(changes: Partial<SessionFacts> = {}): SessionFacts {
  const role = changes.role ?? "customer";
  return {
    role,
    createdAt: SIGNED_IN,
    lastSeenAt: SIGNED_IN,
    expiresAt: sessionExpiresAt(role, SIGNED_IN),
    revokedAt: null,
    loginDisabledAt: null,
    ...changes,
  };
}

describe("sessionStatus", () => {
  test.each([
    { name: "nominal", facts: session(), now: after(MINUTE_MS), status: "live" },
    { name: "customer, 13 days idle", facts: session(), now: after(13 * DAY_MS), status: "live" },
    { name: "customer, 14 days idle", facts: session(), now: after(14 * DAY_MS), status: "idle" },
    {
      name: "customer, busy for 30 days",
      facts: session({ lastSeenAt: after(30 * DAY_MS - 1) }),
      now: after(30 * DAY_MS),
      status: "expired",
    },
    {
      name: "staff, 29 minutes idle",
      facts: session({ role: "support" }),
      now: after(29 * MINUTE_MS),
      status: "live",
    },
    {
      name: "staff, 30 minutes idle",
      facts: session({ role: "support" }),
      now: after(30 * MINUTE_MS),
      status: "idle",
    },
    {
      name: "staff, busy for 12 hours",
      facts: session({ role: "auditor", lastSeenAt: after(720 * MINUTE_MS - 1) }),
      now: after(720 * MINUTE_MS),
      status: "expired",
    },
    {
      name: "customer who became staff",
      facts: session({ role: "support", expiresAt: after(30 * DAY_MS), lastSeenAt: after(DAY_MS) }),
      now: after(DAY_MS),
      status: "expired",
    },
    { name: "revoked", facts: session({ revokedAt: after(1) }), now: after(2), status: "revoked" },
    {
      name: "disabled login",
      facts: session({ loginDisabledAt: after(1) }),
      now: after(2),
      status: "login_disabled",
    },
  ] as const)("knows a session: $name", ({ facts, now, status }) => {
    expect(sessionStatus(facts, now)).toBe(status);
  });

  test("SEC-07: gives every member of staff at most twelve hours", () => {
    for (const role of ROLES.filter((candidate) => candidate !== "customer")) {
      expect(sessionExpiresAt(role, SIGNED_IN)).toEqual(after(720 * MINUTE_MS));
    }
  });
});
