"use server";

import { revalidatePath } from "next/cache";
import { actionAnswer } from "@/app/_edge/action-answer";
import { environmentUnconfirmed } from "@/app/_edge/environment-unconfirmed";
import { fieldCodes } from "@/app/_edge/field-codes";
import { staffContext } from "@/lib/auth/service-context";
import type { ManualPart } from "@/lib/domain/manual-payments/manual-payment";
import type { CurrencyCode } from "@/lib/domain/money/currency";
import { parseMoney } from "@/lib/domain/money/parse-money";
import { parsePublicId } from "@/lib/platform/ids";
import type { ActionState } from "@/lib/schemas/action-state";
import {
  decideManualPaymentForm,
  recordManualPaymentForm,
  rejectManualPaymentForm,
} from "@/lib/schemas/manual-payment-forms";
import { bounceManualPayment } from "@/lib/services/manual-payments/bounce-manual-payment";
import { recordManualPayment } from "@/lib/services/manual-payments/record-manual-payment";
import { rejectManualPayment } from "@/lib/services/manual-payments/reject-manual-payment";
import { verifyManualPayment } from "@/lib/services/manual-payments/verify-manual-payment";

const NOT_FOUND: ActionState = {
  status: "failed",
  failure: { kind: "not_found", code: "manual_payment_not_found" },
};

/** The fields part_<order>: what each order is to get. A field left empty gives its order nothing. */
function partsOf(form: FormData, currency: CurrencyCode): ManualPart[] | ActionState {
  const parts: ManualPart[] = [];
  for (const [name, value] of form) {
    if (!name.startsWith("part_") || typeof value !== "string" || value.trim() === "") continue;
    const orderId = parsePublicId("order", name.slice("part_".length));
    const amount = parseMoney(value, currency);
    if (!amount.ok) return { status: "invalid", fields: { [name]: amount.error } };
    if (orderId === null)
      return { status: "failed", failure: { kind: "not_found", code: "order_not_found" } };
    parts.push({ orderId, amountMinor: amount.value.amountMinor });
  }
  return parts;
}

async function evidenceOf(form: FormData) {
  const file = form.get("evidence");
  if (!(file instanceof File) || file.size === 0) return null;
  return { fileName: file.name.slice(0, 200), content: new Uint8Array(await file.arrayBuffer()) };
}

export async function recordManualPaymentAction(
  _previous: ActionState,
  form: FormData,
): Promise<ActionState> {
  const ctx = await staffContext();
  const parsed = recordManualPaymentForm.safeParse(Object.fromEntries(form));
  if (!parsed.success) return { status: "invalid", fields: fieldCodes(parsed.error) };
  const { currency, amount: text, customerId: customer, ...facts } = parsed.data;
  const amount = parseMoney(text, currency);
  if (!amount.ok) return { status: "invalid", fields: { amount: amount.error } };
  const customerId = parsePublicId("customer", customer);
  if (customerId === null)
    return { status: "failed", failure: { kind: "not_found", code: "customer_not_found" } };
  const parts = partsOf(form, currency);
  if (!Array.isArray(parts)) return parts;
  const evidence = await evidenceOf(form);
  const recorded = await recordManualPayment(ctx, {
    ...facts,
    customerId,
    amount: amount.value,
    parts,
    evidence,
  });
  if (recorded.ok) revalidatePath("/admin", "layout");
  return actionAnswer(recorded, "Recorded. It pays nothing until somebody else has verified it.");
}

export async function verifyManualPaymentAction(
  _previous: ActionState,
  form: FormData,
): Promise<ActionState> {
  const ctx = await staffContext();
  const unconfirmed = environmentUnconfirmed(form);
  if (unconfirmed !== null) return unconfirmed;
  const parsed = decideManualPaymentForm.safeParse(Object.fromEntries(form));
  if (!parsed.success) return { status: "invalid", fields: fieldCodes(parsed.error) };
  const manualPaymentId = parsePublicId("manualPayment", parsed.data.manualPaymentId);
  if (manualPaymentId === null) return NOT_FOUND;
  const verified = await verifyManualPayment(ctx, { manualPaymentId });
  if (verified.ok) revalidatePath("/admin", "layout");
  return actionAnswer(verified);
}

export async function rejectManualPaymentAction(
  _previous: ActionState,
  form: FormData,
): Promise<ActionState> {
  const ctx = await staffContext();
  const parsed = rejectManualPaymentForm.safeParse(Object.fromEntries(form));
  if (!parsed.success) return { status: "invalid", fields: fieldCodes(parsed.error) };
  const manualPaymentId = parsePublicId("manualPayment", parsed.data.manualPaymentId);
  if (manualPaymentId === null) return NOT_FOUND;
  const rejected = await rejectManualPayment(ctx, { manualPaymentId, reason: parsed.data.reason });
  if (rejected.ok) revalidatePath("/admin", "layout");
  return actionAnswer(rejected);
}

/** Money that was verified went back: what it paid is owed again. */
export async function bounceManualPaymentAction(
  _previous: ActionState,
  form: FormData,
): Promise<ActionState> {
  const ctx = await staffContext();
  const unconfirmed = environmentUnconfirmed(form);
  if (unconfirmed !== null) return unconfirmed;
  const parsed = rejectManualPaymentForm.safeParse(Object.fromEntries(form));
  if (!parsed.success) return { status: "invalid", fields: fieldCodes(parsed.error) };
  const manualPaymentId = parsePublicId("manualPayment", parsed.data.manualPaymentId);
  if (manualPaymentId === null) return NOT_FOUND;
  const bounced = await bounceManualPayment(ctx, { manualPaymentId, reason: parsed.data.reason });
  if (bounced.ok) revalidatePath("/admin", "layout");
  return actionAnswer(bounced);
}
