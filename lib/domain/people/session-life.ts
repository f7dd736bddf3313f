import type { Role } from "../actor";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

export interface SessionLimits {
  /** From sign-in to the end, however busy. */
  readonly absoluteMs: number;
  /** From the last request to the end. */
  readonly idleMs: number;
}

const CUSTOMER_LIMITS: SessionLimits = { absoluteMs: 30 * DAY_MS, idleMs: 14 * DAY_MS };
const STAFF_LIMITS: SessionLimits = { absoluteMs: 12 * HOUR_MS, idleMs: HOUR_MS / 2 };

/** How long a browser stays signed in: staff, who can move money, much shorter than customers. */
export function sessionLimits(role: Role): SessionLimits {
  return role === "customer" ? CUSTOMER_LIMITS : STAFF_LIMITS;
}

/** The instant at which a session made now ends at the latest. */
export function sessionExpiresAt(role: Role, createdAt: Date): Date {
  return new Date(createdAt.getTime() + sessionLimits(role).absoluteMs);
}

export interface SessionFacts {
  readonly role: Role;
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
  readonly loginDisabledAt: Date | null;
}

export type SessionStatus = "live" | "revoked" | "login_disabled" | "expired" | "idle";

/**
 * Whether a session still counts. The role is the login's role now: somebody who has become staff since signing in
 * is held to the limits of staff at once.
 */
export function sessionStatus(session: SessionFacts, now: Date): SessionStatus {
  const limits = sessionLimits(session.role);
  if (session.loginDisabledAt !== null) return "login_disabled";
  if (session.revokedAt !== null) return "revoked";
  if (now >= session.expiresAt || now.getTime() >= session.createdAt.getTime() + limits.absoluteMs)
    return "expired";
  if (now.getTime() >= session.lastSeenAt.getTime() + limits.idleMs) return "idle";
  return "live";
}
