"use server";

import { revalidatePath } from "next/cache";
import { actionAnswer } from "@/app/_edge/action-answer";
import { fieldCodes } from "@/app/_edge/field-codes";
import { staffContext } from "@/lib/auth/service-context";
import { parsePublicId } from "@/lib/platform/ids";
import type { ActionState } from "@/lib/schemas/action-state";
import { createPayLinkForm, revokePayLinkForm } from "@/lib/schemas/pay-link-forms";
import { createPayLink } from "@/lib/services/pay-links/create-pay-link";
import { revokePayLink } from "@/lib/services/pay-links/revoke-pay-link";

export async function createPayLinkAction(_previous: ActionState, form: FormData): Promise<ActionState> {
  const ctx = await staffContext();
  const parsed = createPayLinkForm.safeParse(Object.fromEntries(form));
  if (!parsed.success) return { status: "invalid", fields: fieldCodes(parsed.error) };
  const orderId = parsePublicId("order", parsed.data.orderId);
  if (orderId === null) return { status: "failed", failure: { kind: "not_found", code: "order_not_found" } };
  const created = await createPayLink(ctx, { ...parsed.data, orderId });
  if (created.ok) revalidatePath("/admin/orders", "layout");
  return actionAnswer(created);
}

export async function revokePayLinkAction(_previous: ActionState, form: FormData): Promise<ActionState> {
  const ctx = await staffContext();
  const parsed = revokePayLinkForm.safeParse(Object.fromEntries(form));
  if (!parsed.success) return { status: "invalid", fields: fieldCodes(parsed.error) };
  const payLinkId = parsePublicId("payLink", parsed.data.payLinkId);
  if (payLinkId === null)
    return { status: "failed", failure: { kind: "not_found", code: "pay_link_not_found" } };
  const revoked = await revokePayLink(ctx, { payLinkId, reason: parsed.data.reason });
  if (revoked.ok) revalidatePath("/admin/orders", "layout");
  return actionAnswer(revoked);
}
