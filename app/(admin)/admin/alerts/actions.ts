"use server";

import { revalidatePath } from "next/cache";
import { actionAnswer } from "@/app/_edge/action-answer";
import { fieldCodes } from "@/app/_edge/field-codes";
import { staffContext } from "@/lib/auth/service-context";
import { parsePublicId } from "@/lib/platform/ids";
import type { ActionState } from "@/lib/schemas/action-state";
import { handleAlertForm } from "@/lib/schemas/console-forms";
import { handleAlert } from "@/lib/services/alerts/handle-alert";

/** Takes an alert, or ends it. */
export async function handleAlertAction(_previous: ActionState, form: FormData): Promise<ActionState> {
  const ctx = await staffContext();
  const parsed = handleAlertForm.safeParse(Object.fromEntries(form));
  if (!parsed.success) return { status: "invalid", fields: fieldCodes(parsed.error) };
  const { act, note } = parsed.data;
  const alertId = parsePublicId("alert", parsed.data.alertId);
  if (alertId === null) return { status: "failed", failure: { kind: "not_found", code: "alert_not_found" } };
  const handled = await handleAlert(ctx, { alertId, act, note });
  if (handled.ok) revalidatePath("/admin", "layout");
  return actionAnswer(handled, act === "acknowledged" ? "It is yours now." : "It has ended.");
}
