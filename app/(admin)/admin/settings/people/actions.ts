"use server";

import { revalidatePath } from "next/cache";
import { actionAnswer } from "@/app/_edge/action-answer";
import { fieldCodes } from "@/app/_edge/field-codes";
import { staffContext } from "@/lib/auth/service-context";
import { err } from "@/lib/domain/result";
import { parsePublicId } from "@/lib/platform/ids";
import type { ActionState } from "@/lib/schemas/action-state";
import { disableLoginForm, loginForm, sessionForm } from "@/lib/schemas/people-forms";
import { disableLogin } from "@/lib/services/people/disable-login";
import { enableLogin } from "@/lib/services/people/enable-login";
import { revokeSession } from "@/lib/services/people/revoke-session";

const PAGE = "/admin/settings/people";
const NO_LOGIN = err({ kind: "not_found", code: "login_not_found" });
const NO_SESSION = err({ kind: "not_found", code: "session_not_found" });

export async function revokeSessionAction(_previous: ActionState, form: FormData): Promise<ActionState> {
  const ctx = await staffContext();
  const parsed = sessionForm.safeParse(Object.fromEntries(form));
  const sessionId = parsed.success ? parsePublicId("session", parsed.data.sessionId) : null;
  if (sessionId === null) return actionAnswer(NO_SESSION);
  const revoked = await revokeSession(ctx, { sessionId });
  revalidatePath(PAGE);
  return actionAnswer(revoked);
}

export async function disableLoginAction(_previous: ActionState, form: FormData): Promise<ActionState> {
  const ctx = await staffContext();
  const parsed = disableLoginForm.safeParse(Object.fromEntries(form));
  if (!parsed.success) return { status: "invalid", fields: fieldCodes(parsed.error) };
  const loginId = parsePublicId("login", parsed.data.loginId);
  if (loginId === null) return actionAnswer(NO_LOGIN);
  const disabled = await disableLogin(ctx, { loginId, reason: parsed.data.reason });
  revalidatePath(PAGE);
  return actionAnswer(disabled);
}

export async function enableLoginAction(_previous: ActionState, form: FormData): Promise<ActionState> {
  const ctx = await staffContext();
  const parsed = loginForm.safeParse(Object.fromEntries(form));
  const loginId = parsed.success ? parsePublicId("login", parsed.data.loginId) : null;
  if (loginId === null) return actionAnswer(NO_LOGIN);
  const enabled = await enableLogin(ctx, { loginId });
  revalidatePath(PAGE);
  return actionAnswer(enabled);
}
