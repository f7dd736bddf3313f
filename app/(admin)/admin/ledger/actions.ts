"use server";

import { revalidatePath } from "next/cache";
import { actionAnswer } from "@/app/_edge/action-answer";
import { environmentUnconfirmed } from "@/app/_edge/environment-unconfirmed";
import { fieldCodes } from "@/app/_edge/field-codes";
import { staffContext } from "@/lib/auth/service-context";
import { parsePublicId } from "@/lib/platform/ids";
import type { ActionState } from "@/lib/schemas/action-state";
import { reverseEntryForm } from "@/lib/schemas/console-forms";
import { reverseEntry } from "@/lib/services/ledger/reverse-entry";

/** Posts the mirror of an entry, linked to it. */
export async function reverseEntryAction(_previous: ActionState, form: FormData): Promise<ActionState> {
  const ctx = await staffContext();
  const unconfirmed = environmentUnconfirmed(form);
  if (unconfirmed !== null) return unconfirmed;
  const parsed = reverseEntryForm.safeParse(Object.fromEntries(form));
  if (!parsed.success) return { status: "invalid", fields: fieldCodes(parsed.error) };
  const entryId = parsePublicId("journalEntry", parsed.data.entryId);
  if (entryId === null)
    return { status: "failed", failure: { kind: "not_found", code: "journal_entry_not_found" } };
  const reversed = await reverseEntry(ctx, { entryId, reason: parsed.data.reason });
  if (reversed.ok) revalidatePath("/admin", "layout");
  return actionAnswer(reversed);
}
