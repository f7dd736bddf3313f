"use server";

import { revalidatePath } from "next/cache";
import { actionAnswer } from "@/app/_edge/action-answer";
import { fieldCodes } from "@/app/_edge/field-codes";
import { customerContext } from "@/lib/auth/service-context";
import type { ActionState } from "@/lib/schemas/action-state";
import { billingForm } from "@/lib/schemas/billing-form";
import { TAX_ID_WORDS } from "@/components/account/tax-id-words";
import { checkTaxId } from "@/lib/services/customers/check-tax-id";
import { changeBillingDetails } from "@/lib/services/customers/change-billing-details";

export async function changeBillingAction(_previous: ActionState, form: FormData): Promise<ActionState> {
  const ctx = await customerContext();
  const parsed = billingForm.safeParse(Object.fromEntries(form));
  if (!parsed.success) return { status: "invalid", fields: fieldCodes(parsed.error) };
  const changed = await changeBillingDetails(ctx, parsed.data);
  if (!changed.ok) return actionAnswer(changed);
  const checked = await checkTaxId(ctx);
  revalidatePath("/account/billing");
  const state = checked.ok ? checked.value.state : "unchecked";
  return actionAnswer(
    changed,
    `Saved. It holds for what is issued from now on. ${TAX_ID_WORDS[state]}`.trim(),
  );
}
