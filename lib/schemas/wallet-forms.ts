import { z } from "zod";
import type { CurrencyCode } from "@/lib/domain/money/currency";
import { parseMoney } from "@/lib/domain/money/parse-money";
import { err, ok, type Result } from "@/lib/domain/result";
import type { Restrictions } from "@/lib/domain/wallets/restrictions";
import { GRANTABLE_KINDS, PRIORITY_MAX, PRIORITY_MIN } from "@/lib/domain/wallets/wallet-lot";
import { plainText } from "./plain-text";

const currency = z.string().regex(/^[A-Z]{3}$/);
/** The amount stays a text here: what it is worth depends on the currency's digits. */
const amountText = z.string().trim().min(1, "invalid_amount").max(30, "amount_too_large");

/** What each change of a wallet by staff says: once for each showing of its form, with a reason. */
const adjustment = {
  adjustmentKey: z.uuid(),
  customerId: z.string().min(1).max(40),
  currency,
  amount: amountText,
  reason: plainText(500, "reason_required"),
};

const day = z.string().regex(/^\d{4}-\d\d-\d\d$/, "required");

/** Amounts that limit a lot; empty: no such limit. */
const limitAmount = z.string().trim().max(30, "amount_too_large").default("");

export const grantCreditForm = z.object({
  ...adjustment,
  kind: z.enum(GRANTABLE_KINDS),
  priority: z
    .string()
    .trim()
    .regex(/^\d{1,2}$/, "priority_out_of_range")
    .transform(Number)
    .refine((priority) => priority >= PRIORITY_MIN && priority <= PRIORITY_MAX, "priority_out_of_range"),
  expires: z.enum(["by_rule", "never", "on"]),
  expiresOn: day.or(z.literal("")).default(""),
  goodFor: z
    .enum(["everything", "site_placement", "course", "subscription", "product"])
    .default("everything"),
  productId: z.string().max(40).default(""),
  minimumOrder: limitAmount,
  gatewayFunded: limitAmount,
  firstOrderOnly: z.literal("on").optional(),
});

export type GrantCreditForm = z.infer<typeof grantCreditForm>;

export const clawBackForm = z.object({ ...adjustment, lotId: z.string().max(40).default("") });

export const convertCreditForm = z.object({
  conversionKey: z.uuid(),
  lotId: z.string().min(1).max(40),
  fromCurrency: currency,
  toCurrency: currency,
  from: amountText,
  to: amountText,
  reason: plainText(500, "reason_required"),
});

export const releaseHoldForm = z.object({
  holdId: z.string().min(1).max(40),
  reason: plainText(500, "reason_required"),
});

/** Which fields were not understood, each with its code. */
type FieldCodes = Readonly<Record<string, string>>;

function limitOf(text: string, currency: CurrencyCode): Result<bigint | undefined, string> {
  if (text === "") return ok(undefined);
  const amount = parseMoney(text, currency);
  if (!amount.ok) return err(amount.error);
  return amount.value.amountMinor > 0n ? ok(amount.value.amountMinor) : err("amount_must_be_positive");
}

/** What the form limits a lot to. `productId` is what its public id stands for, or null. */
export function restrictionsOf(
  form: GrantCreditForm,
  productId: string | null,
): Result<Restrictions, FieldCodes> {
  const minimum = limitOf(form.minimumOrder, form.currency);
  const funded = limitOf(form.gatewayFunded, form.currency);
  if (form.goodFor === "product" && productId === null) return err({ productId: "required" });
  if (!minimum.ok) return err({ minimumOrder: minimum.error });
  if (!funded.ok) return err({ gatewayFunded: funded.error });
  return ok({
    ...(form.goodFor === "product" && productId !== null ? { productIds: [productId] } : {}),
    ...(form.goodFor === "everything" || form.goodFor === "product" ? {} : { productKinds: [form.goodFor] }),
    ...(minimum.value === undefined ? {} : { minimumOrderMinor: minimum.value }),
    ...(funded.value === undefined ? {} : { gatewayFundedMinor: funded.value }),
    ...(form.firstOrderOnly === "on" ? { firstOrderOnly: true } : {}),
  });
}
