import type { Actor } from "@/lib/domain/actor";
import { actorLoginId } from "@/lib/domain/actor";
import { prisma } from "@/lib/db/client";

export interface OwnSession {
  readonly id: string;
  readonly userAgent: string;
  readonly ipAddress: string;
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
}

/** The browsers that the actor is signed in with now, the latest seen first. */
export async function listOwnSessions(actor: Actor, input: { now: Date }): Promise<OwnSession[]> {
  const loginId = actorLoginId(actor);
  if (loginId === null) return [];
  return prisma().session.findMany({
    where: { merchantId: actor.merchantId, loginId, revokedAt: null, expiresAt: { gt: input.now } },
    select: { id: true, userAgent: true, ipAddress: true, createdAt: true, lastSeenAt: true },
    orderBy: { lastSeenAt: "desc" },
  });
}
