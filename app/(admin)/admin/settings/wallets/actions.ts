"use server";

import { revalidatePath } from "next/cache";
import { actionAnswer } from "@/app/_edge/action-answer";
import { environmentUnconfirmed } from "@/app/_edge/environment-unconfirmed";
import { fieldCodes } from "@/app/_edge/field-codes";
import { currentMerchant } from "@/lib/auth/current-merchant";
import { staffContext } from "@/lib/auth/service-context";
import type { ActionState } from "@/lib/schemas/action-state";
import { walletRulesForm, walletRulesOf } from "@/lib/schemas/wallet-rules-form";
import { changeWalletRules } from "@/lib/services/wallets/change-wallet-rules";

/** Changes how wallets work here, as a new version, with a reason. */
export async function changeWalletRulesAction(_previous: ActionState, form: FormData): Promise<ActionState> {
  const ctx = await staffContext();
  const unconfirmed = environmentUnconfirmed(form);
  if (unconfirmed !== null) return unconfirmed;
  const entries = Object.fromEntries(form);
  const parsed = walletRulesForm.safeParse(entries);
  if (!parsed.success) return { status: "invalid", fields: fieldCodes(parsed.error) };
  const rules = walletRulesOf(parsed.data, entries, (await currentMerchant()).currencies);
  if (!rules.ok) return { status: "invalid", fields: rules.error };
  const changed = await changeWalletRules(ctx, { rules: rules.value, reason: parsed.data.reason });
  if (changed.ok) revalidatePath("/admin/settings/wallets");
  return actionAnswer(changed, "The rules hold for what is given and bought from now on.");
}
