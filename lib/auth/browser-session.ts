import "server-only";
import { cookies } from "next/headers";
import { systemClock } from "@/lib/platform/clock";
import { env } from "@/lib/platform/env";
import { sessionCookie } from "./session-cookie";
import { encodeSessionToken, type SessionKey } from "./session-token";

/** Hands the browser a new token for a session that has just begun. */
export async function rememberSession(session: SessionKey & { readonly expiresAt: Date }): Promise<void> {
  const { APP_URL, NEXTAUTH_SECRET } = env();
  const { name, options } = sessionCookie(APP_URL);
  const maxAgeSeconds = Math.floor((session.expiresAt.getTime() - systemClock.now().getTime()) / 1_000);
  const token = await encodeSessionToken(session, NEXTAUTH_SECRET, maxAgeSeconds);
  (await cookies()).set(name, token, { ...options, expires: session.expiresAt });
}

/** Takes the token away. The session's row is ended by the service, which is what counts. */
export async function forgetSession(): Promise<void> {
  const { name, options } = sessionCookie(env().APP_URL);
  (await cookies()).set(name, "", { ...options, maxAge: 0 });
}
