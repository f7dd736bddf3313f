import type { Failure } from "@/lib/domain/failure";

/** What a form knows about its last submission. A page starts with idle; an action answers one of the others. */
export type ActionState =
  | { readonly status: "idle" }
  | { readonly status: "done"; readonly message?: string }
  | { readonly status: "invalid"; readonly fields: Readonly<Record<string, string>> }
  | { readonly status: "failed"; readonly failure: Failure };

export type FormAction = (previous: ActionState, form: FormData) => Promise<ActionState>;
