"use server";

import { revalidatePath } from "next/cache";
import { actionAnswer } from "@/app/_edge/action-answer";
import { environmentUnconfirmed } from "@/app/_edge/environment-unconfirmed";
import { fieldCodes } from "@/app/_edge/field-codes";
import { staffContext } from "@/lib/auth/service-context";
import type { ActionState } from "@/lib/schemas/action-state";
import { changeLimitsForm } from "@/lib/schemas/console-forms";
import { changeLimits } from "@/lib/services/merchants/change-limits";

/** Changes what one order may come to, with a reason. */
export async function changeLimitsAction(_previous: ActionState, form: FormData): Promise<ActionState> {
  const ctx = await staffContext();
  const unconfirmed = environmentUnconfirmed(form);
  if (unconfirmed !== null) return unconfirmed;
  const parsed = changeLimitsForm.safeParse(Object.fromEntries(form));
  if (!parsed.success) return { status: "invalid", fields: fieldCodes(parsed.error) };
  const changed = await changeLimits(ctx, parsed.data);
  if (changed.ok) revalidatePath("/admin/settings/limits");
  return actionAnswer(changed, "The limits hold for orders placed from now on.");
}
