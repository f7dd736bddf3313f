"use server";

import { revalidatePath } from "next/cache";
import { actionAnswer } from "@/app/_edge/action-answer";
import { fieldCodes } from "@/app/_edge/field-codes";
import { customerContext } from "@/lib/auth/service-context";
import type { ActionState } from "@/lib/schemas/action-state";
import { billingForm } from "@/lib/schemas/billing-form";
import { changeBillingDetails } from "@/lib/services/customers/change-billing-details";

export async function changeBillingAction(_previous: ActionState, form: FormData): Promise<ActionState> {
  const ctx = await customerContext();
  const parsed = billingForm.safeParse(Object.fromEntries(form));
  if (!parsed.success) return { status: "invalid", fields: fieldCodes(parsed.error) };
  const changed = await changeBillingDetails(ctx, parsed.data);
  if (changed.ok) revalidatePath("/account/billing");
  return actionAnswer(changed, "Saved. It holds for what is issued from now on.");
}
