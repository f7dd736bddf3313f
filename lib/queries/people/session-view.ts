import type { Role } from "@/lib/domain/actor";
import { sessionStatus } from "@/lib/domain/people/session-life";

/** A signed-in browser as a list of devices shows it. */
export interface SessionView {
  readonly id: string;
  readonly userAgent: string;
  readonly ipAddress: string;
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
  readonly expiresAt: Date;
}

interface SessionRow extends SessionView {
  readonly revokedAt: Date | null;
}

/** The sessions that still count, the one used last first. */
export function liveSessions(
  rows: readonly SessionRow[],
  login: { readonly role: Role; readonly disabledAt: Date | null },
  now: Date,
): SessionView[] {
  return rows
    .filter(
      (row) => sessionStatus({ ...row, role: login.role, loginDisabledAt: login.disabledAt }, now) === "live",
    )
    .map(({ id, userAgent, ipAddress, createdAt, lastSeenAt, expiresAt }) => ({
      id,
      userAgent,
      ipAddress,
      createdAt,
      lastSeenAt,
      expiresAt,
    }))
    .toSorted((left, right) => right.lastSeenAt.getTime() - left.lastSeenAt.getTime());
}
