import { env, expectsLive } from "@/lib/platform/env";
import type { ActionState } from "@/lib/schemas/action-state";

/**
 * Refuses an act of staff that moves money, where money is real and the form does not name the environment: it was meant
 * for another one, or for none. Null: go on.
 */
export function environmentUnconfirmed(form: FormData): ActionState | null {
  if (!expectsLive() || form.get("environment") === env().DEPLOY_ENV) return null;
  return { status: "invalid", fields: { environment: "environment_unconfirmed" } };
}
