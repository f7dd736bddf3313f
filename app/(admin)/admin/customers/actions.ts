"use server";

import { revalidatePath } from "next/cache";
import { actionAnswer } from "@/app/_edge/action-answer";
import { environmentUnconfirmed } from "@/app/_edge/environment-unconfirmed";
import { fieldCodes } from "@/app/_edge/field-codes";
import { parseMoney } from "@/lib/domain/money/parse-money";
import { staffContext } from "@/lib/auth/service-context";
import { parsePublicId } from "@/lib/platform/ids";
import type { ActionState } from "@/lib/schemas/action-state";
import { grantTermsForm, termsOfForm } from "@/lib/schemas/terms-form";
import { grantCustomerTerms } from "@/lib/services/terms/grant-customer-terms";

/** Grants a customer terms of their own, credit, or the shop's terms again. */
export async function grantTermsAction(_previous: ActionState, form: FormData): Promise<ActionState> {
  const ctx = await staffContext();
  const unconfirmed = environmentUnconfirmed(form);
  if (unconfirmed !== null) return unconfirmed;
  const fields = Object.fromEntries(form);
  const parsed = grantTermsForm.safeParse(fields);
  if (!parsed.success) return { status: "invalid", fields: fieldCodes(parsed.error) };
  const { kind, isApproved, creditCurrency, reason } = parsed.data;
  const terms = kind === "" ? null : termsOfForm(fields, creditCurrency);
  if (kind !== "" && terms === null)
    return { status: "failed", failure: { kind: "rejected", code: "terms_malformed" } };
  const limit = parsed.data.creditLimit === "" ? null : parseMoney(parsed.data.creditLimit, creditCurrency);
  if (limit !== null && !limit.ok) return { status: "invalid", fields: { creditLimit: limit.error } };
  const customerId = parsePublicId("customer", parsed.data.customerId);
  if (customerId === null)
    return { status: "failed", failure: { kind: "not_found", code: "customer_not_found" } };
  const creditLimit = limit === null ? null : limit.value;
  const granted = await grantCustomerTerms(ctx, { customerId, terms, isApproved, creditLimit, reason });
  if (granted.ok) revalidatePath("/admin", "layout");
  return actionAnswer(granted, "This holds for orders placed from now on.");
}
