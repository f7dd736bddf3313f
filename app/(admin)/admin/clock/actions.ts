"use server";

import { revalidatePath } from "next/cache";
import { actionAnswer } from "@/app/_edge/action-answer";
import { fieldCodes } from "@/app/_edge/field-codes";
import { staffContext } from "@/lib/auth/service-context";
import type { ActionState } from "@/lib/schemas/action-state";
import { moveClockForm } from "@/lib/schemas/clock-form";
import { moveClock } from "@/lib/services/clock/move-clock";

/** Moves the demo's clock forward, together with the sandbox's. */
export async function moveClockAction(_previous: ActionState, form: FormData): Promise<ActionState> {
  const ctx = await staffContext();
  const parsed = moveClockForm.safeParse(Object.fromEntries(form));
  if (!parsed.success) return { status: "invalid", fields: fieldCodes(parsed.error) };
  const { moveKey, ...move } = parsed.data;
  const moved = await moveClock(ctx, { moveKey, move });
  if (moved.ok) revalidatePath("/", "layout");
  return actionAnswer(moved, "The clock is moved. The worker does what has fallen due.");
}
