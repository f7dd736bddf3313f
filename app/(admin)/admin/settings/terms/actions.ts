"use server";

import { revalidatePath } from "next/cache";
import { actionAnswer } from "@/app/_edge/action-answer";
import { environmentUnconfirmed } from "@/app/_edge/environment-unconfirmed";
import { fieldCodes } from "@/app/_edge/field-codes";
import { staffContext } from "@/lib/auth/service-context";
import type { ActionState } from "@/lib/schemas/action-state";
import {
  addTermsForm,
  retireTermsForm,
  currencyOfForm,
  rulesOfForm,
  termsOfForm,
} from "@/lib/schemas/terms-form";
import { addTermsOption } from "@/lib/services/terms/add-terms-option";
import { retireTermsOption } from "@/lib/services/terms/retire-terms-option";

const PATH = "/admin/settings/terms";

/** Offers terms from now on, once for each showing of the form. */
export async function addTermsAction(_previous: ActionState, form: FormData): Promise<ActionState> {
  const ctx = await staffContext();
  const unconfirmed = environmentUnconfirmed(form);
  if (unconfirmed !== null) return unconfirmed;
  const fields = Object.fromEntries(form);
  const parsed = addTermsForm.safeParse(fields);
  if (!parsed.success) return { status: "invalid", fields: fieldCodes(parsed.error) };
  const rules = rulesOfForm(parsed.data);
  if (!rules.ok) return { status: "invalid", fields: rules.error };
  const terms = termsOfForm(fields, currencyOfForm(parsed.data));
  if (terms === null) return { status: "failed", failure: { kind: "rejected", code: "terms_malformed" } };
  const { additionKey, isDefault, reason } = parsed.data;
  const added = await addTermsOption(ctx, {
    additionKey,
    terms,
    rules: rules.value,
    isDefault,
    reason,
  });
  if (added.ok) revalidatePath(PATH);
  return actionAnswer(added, "Customers whom the rules let have them see these terms from now on.");
}

/** Offers terms no more. */
export async function retireTermsAction(_previous: ActionState, form: FormData): Promise<ActionState> {
  const ctx = await staffContext();
  const unconfirmed = environmentUnconfirmed(form);
  if (unconfirmed !== null) return unconfirmed;
  const parsed = retireTermsForm.safeParse(Object.fromEntries(form));
  if (!parsed.success) return { status: "invalid", fields: fieldCodes(parsed.error) };
  const retired = await retireTermsOption(ctx, parsed.data);
  if (retired.ok) revalidatePath(PATH);
  return actionAnswer(retired);
}
