"use server";

import { revalidatePath } from "next/cache";
import { actionAnswer } from "@/app/_edge/action-answer";
import { environmentUnconfirmed } from "@/app/_edge/environment-unconfirmed";
import { fieldCodes } from "@/app/_edge/field-codes";
import { staffContext } from "@/lib/auth/service-context";
import { parsePublicId } from "@/lib/platform/ids";
import type { ActionState } from "@/lib/schemas/action-state";
import { attachSiteForm, markSitesReadyForm } from "@/lib/schemas/console-forms";
import { cancelOrderForm } from "@/lib/schemas/order-forms";
import { attachSite } from "@/lib/services/orders/attach-site";
import { cancelOrder } from "@/lib/services/orders/cancel-order";
import { markSitesReady } from "@/lib/services/orders/mark-sites-ready";

const ORDER_NOT_FOUND: ActionState = {
  status: "failed",
  failure: { kind: "not_found", code: "order_not_found" },
};
const SITE_NOT_FOUND: ActionState = {
  status: "failed",
  failure: { kind: "not_found", code: "site_not_found" },
};

export async function attachSiteAction(_previous: ActionState, form: FormData): Promise<ActionState> {
  const ctx = await staffContext();
  const parsed = attachSiteForm.safeParse(Object.fromEntries(form));
  if (!parsed.success) return { status: "invalid", fields: fieldCodes(parsed.error) };
  const siteId = parsePublicId("site", parsed.data.siteId);
  if (siteId === null) return SITE_NOT_FOUND;
  const { url, note } = parsed.data;
  const attached = await attachSite(ctx, { siteId, url, note: note === "" ? null : note });
  if (attached.ok) revalidatePath("/admin", "layout");
  return actionAnswer(attached);
}

export async function markSitesReadyAction(_previous: ActionState, form: FormData): Promise<ActionState> {
  const ctx = await staffContext();
  const parsed = markSitesReadyForm.safeParse(Object.fromEntries(form));
  if (!parsed.success) return { status: "invalid", fields: fieldCodes(parsed.error) };
  const orderId = parsePublicId("order", parsed.data.orderId);
  if (orderId === null) return ORDER_NOT_FOUND;
  const marked = await markSitesReady(ctx, { orderId });
  if (marked.ok) revalidatePath("/admin", "layout");
  return actionAnswer(marked, "The customer has been told.");
}

export async function cancelOrderAction(_previous: ActionState, form: FormData): Promise<ActionState> {
  const ctx = await staffContext();
  const unconfirmed = environmentUnconfirmed(form);
  if (unconfirmed !== null) return unconfirmed;
  const parsed = cancelOrderForm.safeParse(Object.fromEntries(form));
  if (!parsed.success) return { status: "invalid", fields: fieldCodes(parsed.error) };
  const orderId = parsePublicId("order", parsed.data.orderId);
  if (orderId === null) return ORDER_NOT_FOUND;
  const canceled = await cancelOrder(ctx, { orderId, reason: parsed.data.reason });
  if (canceled.ok) revalidatePath("/admin", "layout");
  return actionAnswer(canceled);
}
