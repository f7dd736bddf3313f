"use server";

import { redirect } from "next/navigation";
import { forgetSession } from "@/lib/auth/browser-session";
import { currentSession } from "@/lib/auth/current-actor";
import { serviceContext } from "@/lib/auth/service-context";
import { revokeSession } from "@/lib/services/people/revoke-session";

/** Ends this browser's session, in the database first: a kept copy of the cookie is worth nothing afterwards. */
export async function signOutAction(): Promise<void> {
  const session = await currentSession();
  if (session !== null) await revokeSession(await serviceContext(), { sessionId: session.sessionId });
  await forgetSession();
  redirect("/");
}
