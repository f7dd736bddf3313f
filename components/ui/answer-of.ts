import { unstable_isUnrecognizedActionError } from "next/navigation";
import type { Failure } from "@/lib/domain/failure";
import type { ActionState, FormAction } from "@/lib/schemas/action-state";
import { isServing } from "./is-serving";

/** Refusals that come before the action, as text. */
const REFUSED_BEFORE: Readonly<Record<string, Failure>> = {
  card_number_refused: { kind: "rejected", code: "card_number_refused" },
  database_not_reached: { kind: "unavailable", code: "database_not_reached" },
};

const failed = (failure: Failure): ActionState => ({ status: "failed", failure });

/** The framework's own signals, such as a redirect, are thrown and have to reach it. */
function isSignal(error: unknown): boolean {
  if (typeof error !== "object" || error === null || !("digest" in error)) return false;
  return typeof error.digest === "string" && error.digest.startsWith("NEXT_");
}

/** The state that says why an action gave no answer, or null where that is a mistake of ours. */
async function stateFor(error: unknown): Promise<ActionState | null> {
  const refusal = error instanceof Error ? REFUSED_BEFORE[error.message] : undefined;
  if (refusal !== undefined) return failed(refusal);
  // Sent by a page of an earlier build: this one has no such action, so nothing was done.
  if (unstable_isUnrecognizedActionError(error)) return failed({ kind: "conflict", code: "page_outdated" });
  return (await isServing()) ? null : failed({ kind: "unavailable", code: "database_not_reached" });
}

/** What an action answers; where it cannot, why, so that its form stays as it is and may be sent again. */
export async function answerOf(
  action: FormAction,
  previous: ActionState,
  form: FormData,
): Promise<ActionState> {
  try {
    return await action(previous, form);
  } catch (error) {
    const state = isSignal(error) ? null : await stateFor(error);
    if (state === null) throw error;
    return state;
  }
}
