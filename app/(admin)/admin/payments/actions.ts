"use server";

import { revalidatePath } from "next/cache";
import { actionAnswer } from "@/app/_edge/action-answer";
import { fieldCodes } from "@/app/_edge/field-codes";
import { PAYMENT_WORDS } from "@/components/money/status-words";
import { staffContext } from "@/lib/auth/service-context";
import { parsePublicId } from "@/lib/platform/ids";
import type { ActionState } from "@/lib/schemas/action-state";
import { refreshPaymentForm } from "@/lib/schemas/console-forms";
import { refreshPayment } from "@/lib/services/payments/refresh-payment";

/** Asks the gateway now and applies what it says. */
export async function refreshPaymentAction(_previous: ActionState, form: FormData): Promise<ActionState> {
  const ctx = await staffContext();
  const parsed = refreshPaymentForm.safeParse(Object.fromEntries(form));
  if (!parsed.success) return { status: "invalid", fields: fieldCodes(parsed.error) };
  const paymentId = parsePublicId("payment", parsed.data.paymentId);
  if (paymentId === null)
    return { status: "failed", failure: { kind: "not_found", code: "payment_not_found" } };
  const refreshed = await refreshPayment(ctx, { paymentId });
  if (!refreshed.ok) return actionAnswer(refreshed);
  revalidatePath("/admin", "layout");
  return actionAnswer(
    refreshed,
    `Stripe was asked. The payment is: ${PAYMENT_WORDS[refreshed.value.state].staff}.`,
  );
}
