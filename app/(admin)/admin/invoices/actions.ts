"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { actionAnswer } from "@/app/_edge/action-answer";
import { environmentUnconfirmed } from "@/app/_edge/environment-unconfirmed";
import { fieldCodes } from "@/app/_edge/field-codes";
import { staffContext } from "@/lib/auth/service-context";
import { parseMoney } from "@/lib/domain/money/parse-money";
import { parsePublicId } from "@/lib/platform/ids";
import { getDocument } from "@/lib/queries/documents/get-document";
import type { ActionState } from "@/lib/schemas/action-state";
import { creditNoteForm } from "@/lib/schemas/console-forms";
import { issueCreditNote } from "@/lib/services/documents/issue-credit-note";
import { documentHref } from "../_console/hrefs";

/** Issues the credit note that was previewed, once for each showing of the preview. */
export async function issueCreditNoteAction(_previous: ActionState, form: FormData): Promise<ActionState> {
  const ctx = await staffContext();
  const unconfirmed = environmentUnconfirmed(form);
  if (unconfirmed !== null) return unconfirmed;
  const parsed = creditNoteForm.safeParse(Object.fromEntries(form));
  if (!parsed.success) return { status: "invalid", fields: fieldCodes(parsed.error) };
  const { creditKey, reason } = parsed.data;
  const documentId = parsePublicId("document", parsed.data.documentId);
  const document = documentId && (await getDocument(ctx.actor, { documentId }));
  if (!document || document.claim === null)
    return { status: "failed", failure: { kind: "not_found", code: "invoice_not_found" } };
  const amount = parseMoney(parsed.data.amount, document.amount.currency);
  if (!amount.ok) return { status: "invalid", fields: { amount: amount.error } };
  const { invoiceId } = document.claim;
  const issued = await issueCreditNote(ctx, { creditKey, invoiceId, amount: amount.value, reason });
  if (!issued.ok) return actionAnswer(issued);
  revalidatePath("/admin", "layout");
  redirect(documentHref(issued.value.documentId));
}
