import { permits } from "@/lib/domain/permissions";
import type { Actor, Role } from "@/lib/domain/actor";
import { prisma } from "@/lib/db/client";
import { systemClock } from "@/lib/platform/clock";
import { liveSessions, type SessionView } from "./session-view";

export interface PersonView {
  readonly loginId: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly createdAt: Date;
  readonly disabledAt: Date | null;
  readonly sessions: readonly SessionView[];
}

const PEOPLE_MAX = 50;

/**
 * Who may sign in, with the browsers they are signed in from: without a search the merchant's staff, with one whoever's
 * name or address holds it. At most 50, by name. Empty for whoever may not read people.
 */
export async function listPeople(actor: Actor, input: { search: string }): Promise<PersonView[]> {
  if (!permits(actor, "people.read")) return [];
  const contains = { contains: input.search, mode: "insensitive" } as const;
  const logins = await prisma().login.findMany({
    where: {
      merchantId: actor.merchantId,
      ...(input.search === ""
        ? { role: { not: "customer" } }
        : { OR: [{ name: contains }, { email: contains }] }),
    },
    include: { sessions: { where: { revokedAt: null }, orderBy: { lastSeenAt: "desc" }, take: 20 } },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    take: PEOPLE_MAX,
  });
  const now = systemClock.now();
  return logins.map((login) => ({
    loginId: login.id,
    name: login.name,
    email: login.email,
    role: login.role,
    createdAt: login.createdAt,
    disabledAt: login.disabledAt,
    sessions: liveSessions(login.sessions, login, now),
  }));
}
