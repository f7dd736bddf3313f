import { actorOfLogin } from "@/lib/domain/people/actor-of-login";
import type { Actor } from "@/lib/domain/actor";
import { sessionStatus } from "@/lib/domain/people/session-life";
import { findSession, touchSession } from "@/lib/db/sessions";
import { noteTrouble } from "@/lib/platform/database-gauge";
import { env } from "@/lib/platform/env";
import { isDiskFull } from "@/lib/platform/is-outage";
import { decodeSessionToken, type SessionKey } from "./session-token";

/** Somebody who is signed in now, and through which session. */
export interface LiveSession extends SessionKey {
  readonly actor: Exclude<Actor, { kind: "system" }>;
}

/** Being seen is written down at most this often, so that reading a page is not a write. */
const TOUCH_INTERVAL_MS = 60_000;

/** Notes that somebody was seen. A disk that is full must not shut out whoever only reads. */
async function touch(key: SessionKey, now: Date): Promise<void> {
  try {
    await touchSession(key.merchantId, key.sessionId, now);
  } catch (error) {
    if (!isDiskFull(error)) throw error;
    noteTrouble(error);
  }
}

/**
 * The live session behind a key. Who it is, whose customer and in which role, is what the database says now: a session
 * that was ended, a login that was closed and a role that was taken away count from the next request on.
 */
export async function readSessionByKey(key: SessionKey, now: Date): Promise<LiveSession | null> {
  const session = await findSession(key.merchantId, key.sessionId);
  if (session === null || sessionStatus(session, now) !== "live") return null;
  const actor = actorOfLogin(session);
  if (actor.kind === "system") return null;
  if (now.getTime() - session.lastSeenAt.getTime() >= TOUCH_INTERVAL_MS) await touch(key, now);
  return { ...key, actor };
}

/** The live session behind a cookie's value; null for anything else. */
export async function readSession(cookie: string | undefined, now: Date): Promise<LiveSession | null> {
  if (cookie === undefined || cookie === "") return null;
  const key = await decodeSessionToken(cookie, env().NEXTAUTH_SECRET);
  return key === null ? null : readSessionByKey(key, now);
}
