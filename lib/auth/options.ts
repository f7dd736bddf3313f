import "server-only";
import type { NextAuthOptions } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { sessionLimits } from "@/lib/domain/people/session-life";
import { invariant } from "@/lib/domain/invariant";
import { systemClock } from "@/lib/platform/clock";
import { env } from "@/lib/platform/env";
import { log } from "@/lib/platform/log";
import { revokeSession } from "@/lib/services/people/revoke-session";
import { signIn } from "@/lib/services/people/sign-in";
import { currentSession } from "./current-actor";
import { readSessionByKey } from "./read-session";
import { requestFacts } from "./request-facts";
import { safeNextPath } from "./safe-next-path";
import { visitorContext } from "./service-context";
import { sessionCookie } from "./session-cookie";
import { parseSessionSubject, sessionSubject } from "./session-token";

const MAX_AGE_SECONDS = sessionLimits("customer").absoluteMs / 1_000;

/** The same sign-in as the page's form, with its limits and its record; the user's id names the new session. */
async function authorize(credentials: Record<"email" | "password", string> | undefined) {
  if (typeof credentials?.email !== "string" || typeof credentials.password !== "string") return null;
  const { email, password } = credentials;
  const { userAgent } = await requestFacts();
  const previousSession = await currentSession();
  const signedIn = await signIn(await visitorContext(), { email, password, userAgent, previousSession });
  return signedIn.ok ? { id: sessionSubject(signedIn.value) } : null;
}

/** Ends the session's row, so that a kept copy of the cookie is worth nothing. */
async function endSession(subject: unknown): Promise<void> {
  const key = parseSessionSubject(subject);
  const session = key === null ? null : await readSessionByKey(key, systemClock.now());
  if (session === null) return;
  const { traceId, ipAddress } = await requestFacts();
  await revokeSession(
    { actor: session.actor, traceId, ipAddress, clock: systemClock },
    { sessionId: session.sessionId },
  );
}

/**
 * next-auth's settings. Its token only names a session row; each use of it asks the row. An ended session makes the
 * token's callback throw, on which next-auth takes the cookie away and answers that nobody is signed in.
 */
export function authOptions(): NextAuthOptions {
  const { APP_URL, NEXTAUTH_SECRET } = env();
  return {
    secret: NEXTAUTH_SECRET,
    useSecureCookies: new URL(APP_URL).protocol === "https:",
    cookies: { sessionToken: sessionCookie(APP_URL) },
    session: { strategy: "jwt", maxAge: MAX_AGE_SECONDS },
    pages: { signIn: "/sign-in", signOut: "/sign-out", error: "/sign-in" },
    providers: [
      Credentials({
        name: "E-mail and password",
        credentials: { email: { type: "email" }, password: { type: "password" } },
        authorize,
      }),
    ],
    callbacks: {
      jwt: async ({ token, user }) => {
        const subject = user === undefined ? token.sub : user.id;
        const key = parseSessionSubject(subject);
        const session = key === null ? null : await readSessionByKey(key, systemClock.now());
        invariant(session !== null, "The token names no live session.");
        return { sub: sessionSubject(session) };
      },
      session: async ({ session, token }) => {
        const key = parseSessionSubject(token.sub);
        const live = key === null ? null : await readSessionByKey(key, systemClock.now());
        return { expires: session.expires, user: { name: live?.actor.name ?? null } };
      },
      redirect: ({ url }) => {
        const path = url.startsWith(`${APP_URL}/`) ? url.slice(APP_URL.length) : url;
        return new URL(safeNextPath(path), APP_URL).href;
      },
    },
    events: { signOut: ({ token }) => endSession(token.sub) },
    logger: {
      error: (code) => log.info({ command: "next-auth", code }),
      warn: (code) => log.info({ command: "next-auth", code }),
      debug: () => undefined,
    },
  };
}
