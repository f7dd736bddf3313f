"use server";

import { redirect } from "next/navigation";
import { actionAnswer } from "@/app/_edge/action-answer";
import { fieldCodes } from "@/app/_edge/field-codes";
import { rememberSession } from "@/lib/auth/browser-session";
import { requestFacts } from "@/lib/auth/request-facts";
import { safeNextPath } from "@/lib/auth/safe-next-path";
import { visitorContext } from "@/lib/auth/service-context";
import type { ActionState } from "@/lib/schemas/action-state";
import { signUpForm } from "@/lib/schemas/people-forms";
import { signUp } from "@/lib/services/people/sign-up";

export async function signUpAction(_previous: ActionState, form: FormData): Promise<ActionState> {
  const parsed = signUpForm.safeParse(Object.fromEntries(form));
  if (!parsed.success) return { status: "invalid", fields: fieldCodes(parsed.error) };
  const { userAgent } = await requestFacts();
  const signedUp = await signUp(await visitorContext(), { ...parsed.data, userAgent });
  if (!signedUp.ok) {
    const isTaken = signedUp.error.kind === "rejected";
    return isTaken ? { status: "invalid", fields: { email: signedUp.error.code } } : actionAnswer(signedUp);
  }
  await rememberSession(signedUp.value);
  return redirect(safeNextPath(form.get("next")));
}
