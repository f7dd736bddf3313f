"use server";

import { revalidatePath } from "next/cache";
import { actionAnswer } from "@/app/_edge/action-answer";
import { fieldCodes } from "@/app/_edge/field-codes";
import { staffContext } from "@/lib/auth/service-context";
import type { ActionState } from "@/lib/schemas/action-state";
import { noticePolicyForm } from "@/lib/schemas/notice-forms";
import { changeNoticePolicy } from "@/lib/services/notices/change-notice-policy";

/** Changes when customers are reminded and who is told of alerts, as a new version, with a reason. */
export async function changeNoticePolicyAction(_previous: ActionState, form: FormData): Promise<ActionState> {
  const ctx = await staffContext();
  const parsed = noticePolicyForm.safeParse(Object.fromEntries(form));
  if (!parsed.success) return { status: "invalid", fields: fieldCodes(parsed.error) };
  const { reason, ...policy } = parsed.data;
  const changed = await changeNoticePolicy(ctx, { policy, reason });
  if (changed.ok) revalidatePath("/admin/settings/notices");
  return actionAnswer(changed, "The policy holds for every reminder that is still to come.");
}
