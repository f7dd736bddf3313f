import type { Result } from "@/lib/domain/result";
import type { ActionState } from "@/lib/schemas/action-state";

/** A service's answer as a form's state. Wrong fields become the form's own; anything else is said below it. */
export function actionAnswer(result: Result<unknown>, message?: string): ActionState {
  if (result.ok) return { status: "done", message };
  if (result.error.kind === "invalid") return { status: "invalid", fields: result.error.fields };
  return { status: "failed", failure: result.error };
}
