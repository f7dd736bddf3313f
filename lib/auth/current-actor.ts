import "server-only";
import { cookies } from "next/headers";
import { cache } from "react";
import type { Actor } from "@/lib/domain/actor";
import { systemClock } from "@/lib/platform/clock";
import { env } from "@/lib/platform/env";
import { type LiveSession, readSession } from "./read-session";
import { sessionCookie } from "./session-cookie";

/** The live session of this request, asked of the database once; null for a visitor. */
export const currentSession = cache(async (): Promise<LiveSession | null> => {
  const store = await cookies();
  return readSession(store.get(sessionCookie(env().APP_URL).name)?.value, systemClock.now());
});

/** Who is signed in, or null. */
export async function currentActor(): Promise<Actor | null> {
  return (await currentSession())?.actor ?? null;
}

/** The session that this request came with, or null: the one a list of sessions calls "this device". */
export async function currentSessionId(): Promise<string | null> {
  return (await currentSession())?.sessionId ?? null;
}
