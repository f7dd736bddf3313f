"use server";

import { actionAnswer } from "@/app/_edge/action-answer";
import { unsubscribeContext } from "@/lib/auth/unsubscribe-context";
import type { ActionState } from "@/lib/schemas/action-state";
import { turnOffNotices } from "@/lib/services/notices/turn-off-notices";

/** Turns off mails of one kind for whoever holds the link of such a mail, without signing in. */
export async function turnOffNoticesAction(_previous: ActionState, form: FormData): Promise<ActionState> {
  const token = form.get("token");
  const asked = await unsubscribeContext(typeof token === "string" ? token : "");
  if (asked === null) return { status: "failed", failure: { kind: "not_found", code: "notice_not_found" } };
  return actionAnswer(await turnOffNotices(asked.ctx, asked.claims), "Done. You get no more of these mails.");
}
