"use server";

import { revalidatePath } from "next/cache";
import { actionAnswer } from "@/app/_edge/action-answer";
import { environmentUnconfirmed } from "@/app/_edge/environment-unconfirmed";
import { fieldCodes } from "@/app/_edge/field-codes";
import { parseMoney } from "@/lib/domain/money/parse-money";
import { staffContext } from "@/lib/auth/service-context";
import { parsePublicId } from "@/lib/platform/ids";
import type { ActionState } from "@/lib/schemas/action-state";
import {
  clawBackForm,
  convertCreditForm,
  type GrantCreditForm,
  grantCreditForm,
  releaseHoldForm,
  restrictionsOf,
} from "@/lib/schemas/wallet-forms";
import { adjustWallet } from "@/lib/services/wallets/adjust-wallet";
import { convertCredit } from "@/lib/services/wallets/convert-credit";
import { releaseHold } from "@/lib/services/wallets/release-hold";

const NO_CUSTOMER: ActionState = {
  status: "failed",
  failure: { kind: "not_found", code: "customer_not_found" },
};

const NO_LOT: ActionState = {
  status: "failed",
  failure: { kind: "not_found", code: "wallet_lot_not_found" },
};

/** As the kind's rule has it (nothing said), never, or on the day that was chosen. */
function expiryOf({ expires, expiresOn }: GrantCreditForm): { expiresOn?: string | null } {
  if (expires === "by_rule") return {};
  return { expiresOn: expires === "never" ? null : expiresOn };
}

/** Gives a customer credit with its own rules, once for each showing of the form. */
export async function grantCreditAction(_previous: ActionState, form: FormData): Promise<ActionState> {
  const ctx = await staffContext();
  const unconfirmed = environmentUnconfirmed(form);
  if (unconfirmed !== null) return unconfirmed;
  const parsed = grantCreditForm.safeParse(Object.fromEntries(form));
  if (!parsed.success) return { status: "invalid", fields: fieldCodes(parsed.error) };
  const { adjustmentKey, currency, kind, priority, reason } = parsed.data;
  const amount = parseMoney(parsed.data.amount, currency);
  if (!amount.ok) return { status: "invalid", fields: { amount: amount.error } };
  const limits = restrictionsOf(parsed.data, parsePublicId("product", parsed.data.productId));
  if (!limits.ok) return { status: "invalid", fields: limits.error };
  if (parsed.data.expires === "on" && parsed.data.expiresOn === "")
    return { status: "invalid", fields: { expiresOn: "required" } };
  const customerId = parsePublicId("customer", parsed.data.customerId);
  if (customerId === null) return NO_CUSTOMER;
  const adjusted = await adjustWallet(ctx, {
    adjustmentKey,
    customerId,
    direction: "grant",
    amount: amount.value,
    kind,
    priority,
    restrictions: limits.value,
    reason,
    ...expiryOf(parsed.data),
  });
  if (adjusted.ok) revalidatePath("/admin", "layout");
  return actionAnswer(adjusted);
}

/** Takes credit back, at most what is left, once for each showing of the form. */
export async function clawBackAction(_previous: ActionState, form: FormData): Promise<ActionState> {
  const ctx = await staffContext();
  const unconfirmed = environmentUnconfirmed(form);
  if (unconfirmed !== null) return unconfirmed;
  const parsed = clawBackForm.safeParse(Object.fromEntries(form));
  if (!parsed.success) return { status: "invalid", fields: fieldCodes(parsed.error) };
  const { adjustmentKey, currency, reason } = parsed.data;
  const amount = parseMoney(parsed.data.amount, currency);
  if (!amount.ok) return { status: "invalid", fields: { amount: amount.error } };
  const customerId = parsePublicId("customer", parsed.data.customerId);
  if (customerId === null) return NO_CUSTOMER;
  const lotId = parsed.data.lotId === "" ? undefined : parsePublicId("walletLot", parsed.data.lotId);
  if (lotId === null) return NO_LOT;
  const adjusted = await adjustWallet(ctx, {
    adjustmentKey,
    customerId,
    direction: "claw_back",
    amount: amount.value,
    reason,
    ...(lotId === undefined ? {} : { lotId }),
  });
  if (adjusted.ok) revalidatePath("/admin", "layout");
  return actionAnswer(adjusted);
}

/** Turns credit of a lot into credit in another currency, once for each showing of the form. */
export async function convertCreditAction(_previous: ActionState, form: FormData): Promise<ActionState> {
  const ctx = await staffContext();
  const unconfirmed = environmentUnconfirmed(form);
  if (unconfirmed !== null) return unconfirmed;
  const parsed = convertCreditForm.safeParse(Object.fromEntries(form));
  if (!parsed.success) return { status: "invalid", fields: fieldCodes(parsed.error) };
  const { conversionKey, fromCurrency, toCurrency, reason } = parsed.data;
  const from = parseMoney(parsed.data.from, fromCurrency);
  if (!from.ok) return { status: "invalid", fields: { from: from.error } };
  const to = parseMoney(parsed.data.to, toCurrency);
  if (!to.ok) return { status: "invalid", fields: { to: to.error } };
  const lotId = parsePublicId("walletLot", parsed.data.lotId);
  if (lotId === null) return NO_LOT;
  const converted = await convertCredit(ctx, {
    conversionKey,
    lotId,
    from: from.value,
    to: to.value,
    reason,
  });
  if (converted.ok) revalidatePath("/admin", "layout");
  return actionAnswer(converted);
}

/** Gives back what an open checkout holds, by giving its payment up. */
export async function releaseHoldAction(_previous: ActionState, form: FormData): Promise<ActionState> {
  const ctx = await staffContext();
  const unconfirmed = environmentUnconfirmed(form);
  if (unconfirmed !== null) return unconfirmed;
  const parsed = releaseHoldForm.safeParse(Object.fromEntries(form));
  if (!parsed.success) return { status: "invalid", fields: fieldCodes(parsed.error) };
  const holdId = parsePublicId("walletHold", parsed.data.holdId);
  if (holdId === null)
    return { status: "failed", failure: { kind: "not_found", code: "wallet_hold_not_found" } };
  const released = await releaseHold(ctx, { holdId, reason: parsed.data.reason });
  revalidatePath("/admin", "layout");
  return actionAnswer(released);
}
