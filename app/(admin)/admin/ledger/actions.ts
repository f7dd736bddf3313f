"use server";

import { revalidatePath } from "next/cache";
import { actionAnswer } from "@/app/_edge/action-answer";
import { environmentUnconfirmed } from "@/app/_edge/environment-unconfirmed";
import { fieldCodes } from "@/app/_edge/field-codes";
import { staffContext } from "@/lib/auth/service-context";
import { parsePublicId } from "@/lib/platform/ids";
import type { ActionState } from "@/lib/schemas/action-state";
import { entryActForm } from "@/lib/schemas/console-forms";
import { reverseEntry } from "@/lib/services/ledger/reverse-entry";
import { creditLatePayment } from "@/lib/services/wallets/credit-late-payment";

const NO_ENTRY: ActionState = {
  status: "failed",
  failure: { kind: "not_found", code: "journal_entry_not_found" },
};

/** Gives a customer the money of a payment that came too late, as credit. */
export async function creditLatePaymentAction(_previous: ActionState, form: FormData): Promise<ActionState> {
  const ctx = await staffContext();
  const unconfirmed = environmentUnconfirmed(form);
  if (unconfirmed !== null) return unconfirmed;
  const parsed = entryActForm.safeParse(Object.fromEntries(form));
  if (!parsed.success) return { status: "invalid", fields: fieldCodes(parsed.error) };
  const entryId = parsePublicId("journalEntry", parsed.data.entryId);
  if (entryId === null) return NO_ENTRY;
  const credited = await creditLatePayment(ctx, { entryId, reason: parsed.data.reason });
  if (credited.ok) revalidatePath("/admin", "layout");
  return actionAnswer(credited);
}

/** Posts the mirror of an entry, linked to it. */
export async function reverseEntryAction(_previous: ActionState, form: FormData): Promise<ActionState> {
  const ctx = await staffContext();
  const unconfirmed = environmentUnconfirmed(form);
  if (unconfirmed !== null) return unconfirmed;
  const parsed = entryActForm.safeParse(Object.fromEntries(form));
  if (!parsed.success) return { status: "invalid", fields: fieldCodes(parsed.error) };
  const entryId = parsePublicId("journalEntry", parsed.data.entryId);
  if (entryId === null) return NO_ENTRY;
  const reversed = await reverseEntry(ctx, { entryId, reason: parsed.data.reason });
  if (reversed.ok) revalidatePath("/admin", "layout");
  return actionAnswer(reversed);
}
