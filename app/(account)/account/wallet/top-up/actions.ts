"use server";

import { redirect } from "next/navigation";
import { fieldCodes } from "@/app/_edge/field-codes";
import { parseMoney } from "@/lib/domain/money/parse-money";
import { customerContext } from "@/lib/auth/service-context";
import { publicId } from "@/lib/platform/ids";
import type { ActionState } from "@/lib/schemas/action-state";
import { topUpForm } from "@/lib/schemas/top-up-form";
import { topUpWallet } from "@/lib/services/wallets/top-up-wallet";

/** Begins a top-up and goes on to its payment. */
export async function topUpAction(_previous: ActionState, form: FormData): Promise<ActionState> {
  const ctx = await customerContext();
  const parsed = topUpForm.safeParse(Object.fromEntries(form));
  if (!parsed.success) return { status: "invalid", fields: fieldCodes(parsed.error) };
  const amount = parseMoney(parsed.data.amount, parsed.data.currency);
  if (!amount.ok) return { status: "invalid", fields: { amount: amount.error } };
  const begun = await topUpWallet(ctx, { topUpKey: parsed.data.topUpKey, amount: amount.value });
  if (!begun.ok) return { status: "failed", failure: begun.error };
  redirect(`/checkout/${publicId("order", begun.value.orderId)}`);
}
