import { type Actor, actorLoginId } from "@/lib/domain/actor";
import { prisma } from "@/lib/db/client";
import { systemClock } from "@/lib/platform/clock";
import { liveSessions, type SessionView } from "./session-view";

export interface OwnSession extends SessionView {
  /** Whether it is the browser that asks. */
  readonly isCurrent: boolean;
}

/** Where the actor is signed in, the browser that asks first. */
export async function ownSessions(actor: Actor, currentSessionId: string | null): Promise<OwnSession[]> {
  const loginId = actorLoginId(actor);
  if (loginId === null) return [];
  const login = await prisma().login.findUnique({
    where: { merchantId_id: { merchantId: actor.merchantId, id: loginId } },
    select: {
      role: true,
      disabledAt: true,
      sessions: { where: { revokedAt: null }, orderBy: { lastSeenAt: "desc" }, take: 100 },
    },
  });
  if (login === null) return [];
  return liveSessions(login.sessions, login, systemClock.now())
    .map((session) => ({ ...session, isCurrent: session.id === currentSessionId }))
    .toSorted((left, right) => Number(right.isCurrent) - Number(left.isCurrent));
}
