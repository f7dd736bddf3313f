"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { actionAnswer } from "@/app/_edge/action-answer";
import { environmentUnconfirmed } from "@/app/_edge/environment-unconfirmed";
import { fieldCodes } from "@/app/_edge/field-codes";
import { staffContext } from "@/lib/auth/service-context";
import { parsePublicId } from "@/lib/platform/ids";
import type { ActionState } from "@/lib/schemas/action-state";
import { changeTermsForm, extendDueDateForm, termsOfForm } from "@/lib/schemas/terms-form";
import { changeOrderTerms } from "@/lib/services/terms/change-order-terms";
import { extendDueDate } from "@/lib/services/terms/extend-due-date";
import { termsHref } from "../_console/hrefs";

const ORDER_NOT_FOUND: ActionState = {
  status: "failed",
  failure: { kind: "not_found", code: "order_not_found" },
};

/** Changes an order to the terms that were previewed, once for each showing of the preview. */
export async function changeTermsAction(_previous: ActionState, form: FormData): Promise<ActionState> {
  const ctx = await staffContext();
  const unconfirmed = environmentUnconfirmed(form);
  if (unconfirmed !== null) return unconfirmed;
  const fields = Object.fromEntries(form);
  const parsed = changeTermsForm.safeParse(fields);
  if (!parsed.success) return { status: "invalid", fields: fieldCodes(parsed.error) };
  const orderId = parsePublicId("order", parsed.data.orderId);
  if (orderId === null) return ORDER_NOT_FOUND;
  const terms = termsOfForm(fields, parsed.data.currency);
  if (terms === null) return { status: "failed", failure: { kind: "rejected", code: "terms_malformed" } };
  const { changeKey, seen, reason } = parsed.data;
  const changed = await changeOrderTerms(ctx, { changeKey, orderId, terms, seen, reason });
  if (!changed.ok) return actionAnswer(changed);
  revalidatePath("/admin", "layout");
  redirect(termsHref(orderId));
}

/** Puts off one installment, once for each showing of the form. */
export async function extendDueDateAction(_previous: ActionState, form: FormData): Promise<ActionState> {
  const ctx = await staffContext();
  const unconfirmed = environmentUnconfirmed(form);
  if (unconfirmed !== null) return unconfirmed;
  const parsed = extendDueDateForm.safeParse(Object.fromEntries(form));
  if (!parsed.success) return { status: "invalid", fields: fieldCodes(parsed.error) };
  const orderId = parsePublicId("order", parsed.data.orderId);
  if (orderId === null) return ORDER_NOT_FOUND;
  const extended = await extendDueDate(ctx, { ...parsed.data, orderId });
  if (extended.ok) revalidatePath("/admin", "layout");
  return actionAnswer(extended);
}
