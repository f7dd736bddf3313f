"use server";

import { revalidatePath } from "next/cache";
import { actionAnswer } from "@/app/_edge/action-answer";
import { fieldCodes } from "@/app/_edge/field-codes";
import { staffContext } from "@/lib/auth/service-context";
import { parsePublicId } from "@/lib/platform/ids";
import type { ActionState } from "@/lib/schemas/action-state";
import { resendNoticeForm } from "@/lib/schemas/notice-forms";
import { resendNotice } from "@/lib/services/notices/resend-notice";

export async function resendNoticeAction(_previous: ActionState, form: FormData): Promise<ActionState> {
  const ctx = await staffContext();
  const parsed = resendNoticeForm.safeParse(Object.fromEntries(form));
  if (!parsed.success) return { status: "invalid", fields: fieldCodes(parsed.error) };
  const mailId = parsePublicId("mail", parsed.data.mailId);
  if (mailId === null) return { status: "failed", failure: { kind: "not_found", code: "notice_not_found" } };
  const sent = await resendNotice(ctx, { resendKey: parsed.data.resendKey, mailId });
  if (sent.ok) revalidatePath("/admin/orders", "layout");
  return actionAnswer(sent, "It is on its way again.");
}
