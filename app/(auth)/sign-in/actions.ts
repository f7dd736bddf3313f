"use server";

import { redirect } from "next/navigation";
import { fieldCodes } from "@/app/_edge/field-codes";
import { rememberSession } from "@/lib/auth/browser-session";
import { currentSession } from "@/lib/auth/current-actor";
import { requestFacts } from "@/lib/auth/request-facts";
import { safeNextPath } from "@/lib/auth/safe-next-path";
import { visitorContext } from "@/lib/auth/service-context";
import type { ActionState } from "@/lib/schemas/action-state";
import { signInForm } from "@/lib/schemas/people-forms";
import { signIn } from "@/lib/services/people/sign-in";

export async function signInAction(_previous: ActionState, form: FormData): Promise<ActionState> {
  const parsed = signInForm.safeParse(Object.fromEntries(form));
  if (!parsed.success) return { status: "invalid", fields: fieldCodes(parsed.error) };
  const { userAgent } = await requestFacts();
  const previousSession = await currentSession();
  const signedIn = await signIn(await visitorContext(), { ...parsed.data, userAgent, previousSession });
  if (!signedIn.ok) return { status: "failed", failure: signedIn.error };
  await rememberSession(signedIn.value);
  return redirect(safeNextPath(form.get("next"), signedIn.value.role === "customer" ? "/" : "/admin"));
}
