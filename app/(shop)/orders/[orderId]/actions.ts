"use server";

import { revalidatePath } from "next/cache";
import { actionAnswer } from "@/app/_edge/action-answer";
import { fieldCodes } from "@/app/_edge/field-codes";
import { customerContext } from "@/lib/auth/service-context";
import { parsePublicId } from "@/lib/platform/ids";
import type { ActionState } from "@/lib/schemas/action-state";
import { giveChargeConsentForm, withdrawChargeConsentForm } from "@/lib/schemas/charge-consent-forms";
import { approveSitesForm, cancelOrderForm, sendSiteBackForm } from "@/lib/schemas/order-forms";
import { giveChargeConsent } from "@/lib/services/collection/give-charge-consent";
import { withdrawChargeConsent } from "@/lib/services/collection/withdraw-charge-consent";
import { approveSites } from "@/lib/services/orders/approve-sites";
import { cancelOrder } from "@/lib/services/orders/cancel-order";
import { sendSiteBack } from "@/lib/services/orders/send-site-back";

const NO_ORDER: ActionState = { status: "failed", failure: { kind: "not_found", code: "order_not_found" } };
const NO_SITE: ActionState = { status: "failed", failure: { kind: "not_found", code: "site_not_found" } };

/** Approves the sites named in the form: one, or all that are ready. */
export async function approveSitesAction(_previous: ActionState, form: FormData): Promise<ActionState> {
  const ctx = await customerContext();
  const parsed = approveSitesForm.safeParse({
    orderId: form.get("orderId"),
    siteIds: form.getAll("siteId"),
    lookedAt: form.get("lookedAt"),
  });
  if (!parsed.success) return { status: "invalid", fields: fieldCodes(parsed.error) };
  const orderId = parsePublicId("order", parsed.data.orderId);
  const siteIds = parsed.data.siteIds.flatMap((siteId) => parsePublicId("site", siteId) ?? []);
  if (!orderId) return NO_ORDER;
  if (siteIds.length !== parsed.data.siteIds.length) return NO_SITE;
  const approved = await approveSites(ctx, { orderId, siteIds, lookedAt: parsed.data.lookedAt });
  revalidatePath(`/orders/${parsed.data.orderId}`);
  return actionAnswer(approved);
}

/** Sends one site back with what should change. */
export async function sendSiteBackAction(_previous: ActionState, form: FormData): Promise<ActionState> {
  const ctx = await customerContext();
  const parsed = sendSiteBackForm.safeParse(Object.fromEntries(form));
  if (!parsed.success) return { status: "invalid", fields: fieldCodes(parsed.error) };
  const siteId = parsePublicId("site", parsed.data.siteId);
  if (!siteId) return NO_SITE;
  const sent = await sendSiteBack(ctx, { siteId, comment: parsed.data.comment });
  revalidatePath("/orders/[orderId]", "page");
  return actionAnswer(sent);
}

/** Cancels an order that may still be canceled by its buyer. */
export async function cancelOrderAction(_previous: ActionState, form: FormData): Promise<ActionState> {
  const ctx = await customerContext();
  const parsed = cancelOrderForm.safeParse(Object.fromEntries(form));
  if (!parsed.success) return { status: "invalid", fields: fieldCodes(parsed.error) };
  const orderId = parsePublicId("order", parsed.data.orderId);
  if (!orderId) return NO_ORDER;
  const canceled = await cancelOrder(ctx, { orderId, reason: parsed.data.reason });
  revalidatePath(`/orders/${parsed.data.orderId}`);
  return actionAnswer(canceled);
}

/** Has a kept card charged by itself for what is due later, in the words that were shown. */
export async function giveChargeConsentAction(_previous: ActionState, form: FormData): Promise<ActionState> {
  const ctx = await customerContext();
  const parsed = giveChargeConsentForm.safeParse(Object.fromEntries(form));
  if (!parsed.success) return { status: "invalid", fields: fieldCodes(parsed.error) };
  const { consentKey, text } = parsed.data;
  const orderId = parsePublicId("order", parsed.data.orderId);
  const methodId = parsePublicId("paymentMethod", parsed.data.methodId);
  if (!orderId) return NO_ORDER;
  if (!methodId)
    return { status: "failed", failure: { kind: "not_found", code: "payment_method_not_found" } };
  const given = await giveChargeConsent(ctx, { consentKey, orderId, methodId, text });
  revalidatePath(`/orders/${parsed.data.orderId}`);
  return actionAnswer(given);
}

/** Ends that a card is charged by itself for an order. */
export async function withdrawChargeConsentAction(
  _previous: ActionState,
  form: FormData,
): Promise<ActionState> {
  const ctx = await customerContext();
  const parsed = withdrawChargeConsentForm.safeParse(Object.fromEntries(form));
  if (!parsed.success) return { status: "invalid", fields: fieldCodes(parsed.error) };
  const orderId = parsePublicId("order", parsed.data.orderId);
  if (!orderId) return NO_ORDER;
  const withdrawn = await withdrawChargeConsent(ctx, { orderId });
  revalidatePath(`/orders/${parsed.data.orderId}`);
  return actionAnswer(withdrawn);
}
