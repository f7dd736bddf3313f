"use server";

import { redirect } from "next/navigation";
import { actionAnswer } from "@/app/_edge/action-answer";
import { fieldCodes } from "@/app/_edge/field-codes";
import { forgetSession } from "@/lib/auth/browser-session";
import { visitorContext } from "@/lib/auth/service-context";
import type { ActionState } from "@/lib/schemas/action-state";
import { resetPasswordForm } from "@/lib/schemas/people-forms";
import { resetPassword } from "@/lib/services/people/reset-password";

export async function resetPasswordAction(_previous: ActionState, form: FormData): Promise<ActionState> {
  const parsed = resetPasswordForm.safeParse(Object.fromEntries(form));
  if (!parsed.success) return { status: "invalid", fields: fieldCodes(parsed.error) };
  const changed = await resetPassword(await visitorContext(), parsed.data);
  if (!changed.ok) return actionAnswer(changed);
  await forgetSession();
  return redirect("/sign-in?reset=done");
}
