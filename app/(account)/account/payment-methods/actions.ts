"use server";

import { revalidatePath } from "next/cache";
import { actionAnswer } from "@/app/_edge/action-answer";
import { fieldCodes } from "@/app/_edge/field-codes";
import { customerContext } from "@/lib/auth/service-context";
import { parsePublicId } from "@/lib/platform/ids";
import type { ActionState } from "@/lib/schemas/action-state";
import { paymentMethodForm, recordSavedMethodForm } from "@/lib/schemas/payment-method-forms";
import { recordSavedMethod } from "@/lib/services/payment-methods/record-saved-method";
import { removeMethod } from "@/lib/services/payment-methods/remove-method";
import { setDefaultMethod } from "@/lib/services/payment-methods/set-default-method";
import { startMethodSetup } from "@/lib/services/payment-methods/start-method-setup";

const PAGE = "/account/payment-methods";
const NO_METHOD: ActionState = {
  status: "failed",
  failure: { kind: "not_found", code: "payment_method_not_found" },
};

/** Opens the saving of a card, for the browser to confirm. */
export async function startSetupAction(
  hasConsent: boolean,
): Promise<{ readonly clientSecret: string } | { readonly failed: ActionState }> {
  const started = await startMethodSetup(await customerContext(), { hasConsent });
  return started.ok ? { clientSecret: started.value.clientSecret } : { failed: actionAnswer(started) };
}

/** Keeps the card of a setup that the browser has confirmed; the server reads it from the gateway. */
export async function recordMethodAction(setupId: string): Promise<ActionState> {
  const ctx = await customerContext();
  const parsed = recordSavedMethodForm.safeParse({ setupId });
  if (!parsed.success) return NO_METHOD;
  const recorded = await recordSavedMethod(ctx, parsed.data);
  revalidatePath(PAGE);
  return actionAnswer(recorded);
}

export async function setDefaultMethodAction(_previous: ActionState, form: FormData): Promise<ActionState> {
  const ctx = await customerContext();
  const parsed = paymentMethodForm.safeParse(Object.fromEntries(form));
  if (!parsed.success) return { status: "invalid", fields: fieldCodes(parsed.error) };
  const methodId = parsePublicId("paymentMethod", parsed.data.methodId);
  if (!methodId) return NO_METHOD;
  const set = await setDefaultMethod(ctx, { methodId });
  revalidatePath(PAGE);
  return actionAnswer(set);
}

export async function removeMethodAction(_previous: ActionState, form: FormData): Promise<ActionState> {
  const ctx = await customerContext();
  const parsed = paymentMethodForm.safeParse(Object.fromEntries(form));
  if (!parsed.success) return { status: "invalid", fields: fieldCodes(parsed.error) };
  const methodId = parsePublicId("paymentMethod", parsed.data.methodId);
  if (!methodId) return NO_METHOD;
  const removed = await removeMethod(ctx, { methodId });
  revalidatePath(PAGE);
  return actionAnswer(removed);
}
