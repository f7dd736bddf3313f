"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { actionAnswer } from "@/app/_edge/action-answer";
import { fieldCodes } from "@/app/_edge/field-codes";
import { forgetSession } from "@/lib/auth/browser-session";
import { currentSessionId } from "@/lib/auth/current-actor";
import { customerContext } from "@/lib/auth/service-context";
import { parsePublicId } from "@/lib/platform/ids";
import type { ActionState } from "@/lib/schemas/action-state";
import { sessionForm } from "@/lib/schemas/session-forms";
import { revokeOtherSessions } from "@/lib/services/people/revoke-other-sessions";
import { revokeSession } from "@/lib/services/people/revoke-session";

/** Signs one device out; this one too, when it is named. */
export async function revokeSessionAction(_previous: ActionState, form: FormData): Promise<ActionState> {
  const ctx = await customerContext();
  const parsed = sessionForm.safeParse(Object.fromEntries(form));
  if (!parsed.success) return { status: "invalid", fields: fieldCodes(parsed.error) };
  const sessionId = parsePublicId("session", parsed.data.sessionId);
  if (!sessionId) return { status: "failed", failure: { kind: "not_found", code: "session_not_found" } };
  const isThisOne = sessionId === (await currentSessionId());
  const revoked = await revokeSession(ctx, { sessionId });
  if (revoked.ok && isThisOne) {
    await forgetSession();
    redirect("/sign-in");
  }
  revalidatePath("/account/sessions");
  return actionAnswer(revoked);
}

/** Signs every other device out. */
export async function revokeOtherSessionsAction(): Promise<ActionState> {
  const ctx = await customerContext();
  const keepSessionId = await currentSessionId();
  if (!keepSessionId) redirect("/sign-in");
  const revoked = await revokeOtherSessions(ctx, { keepSessionId });
  revalidatePath("/account/sessions");
  return actionAnswer(revoked, "Every other device is signed out.");
}
