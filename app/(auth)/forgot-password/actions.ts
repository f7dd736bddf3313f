"use server";

import { setTimeout as delay } from "node:timers/promises";
import { actionAnswer } from "@/app/_edge/action-answer";
import { fieldCodes } from "@/app/_edge/field-codes";
import { visitorContext } from "@/lib/auth/service-context";
import type { ActionState } from "@/lib/schemas/action-state";
import { forgotPasswordForm } from "@/lib/schemas/people-forms";
import { requestPasswordReset } from "@/lib/services/people/request-password-reset";

/** The answer comes no sooner than this, so that its time does not tell a known address from an unknown one. */
const ANSWER_AFTER_MS = 400;

const ANSWER =
  "If there is an account with this address, a mail with a link is on its way. The link is good for 60 minutes.";

export async function forgotPasswordAction(_previous: ActionState, form: FormData): Promise<ActionState> {
  const parsed = forgotPasswordForm.safeParse(Object.fromEntries(form));
  if (!parsed.success) return { status: "invalid", fields: fieldCodes(parsed.error) };
  const [requested] = await Promise.all([
    requestPasswordReset(await visitorContext(), parsed.data),
    delay(ANSWER_AFTER_MS),
  ]);
  return actionAnswer(requested, ANSWER);
}
