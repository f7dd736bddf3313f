import { z } from "zod";
import { parseMoney } from "@/lib/domain/money/parse-money";
import type { CurrencyCode } from "@/lib/domain/money/currency";
import { err, ok, type Result } from "@/lib/domain/result";
import {
  SPENDING_ORDERS,
  type TopUpBonus,
  type TopUpTerms,
  type WalletRules,
} from "@/lib/domain/wallets/wallet-rules";
import { plainText } from "./plain-text";

/** Days as a person types them; an empty field is never. */
const days = z
  .string()
  .trim()
  .regex(/^\d{0,4}$/, "days_malformed")
  .transform((text) => (text === "" ? null : Number(text)));

export const walletRulesForm = z.object({
  spendingOrder: z.enum(SPENDING_ORDERS),
  topUpDays: days,
  promotionalDays: days,
  refundDays: days,
  goodwillDays: days,
  restoreGraceDays: z
    .string()
    .trim()
    .regex(/^\d{1,4}$/, "days_malformed")
    .transform(Number),
  reason: plainText(500, "reason_required"),
});

export type WalletRulesForm = z.infer<typeof walletRulesForm>;

/** Which fields were not understood, each with its code. */
type FieldCodes = Readonly<Record<string, string>>;

/** The name of a field that each currency has one of. */
export const termsField = (
  currency: CurrencyCode,
  name: "isOffered" | "min" | "max" | "presets" | "bonusFrom" | "bonusPercent",
) => `${currency}.${name}`;

function amountsOf(text: string, currency: CurrencyCode): Result<bigint[], string> {
  const amounts: bigint[] = [];
  for (const part of text.split(";").map((one) => one.trim())) {
    if (part === "") continue;
    const amount = parseMoney(part, currency);
    if (!amount.ok) return err(amount.error);
    amounts.push(amount.value.amountMinor);
  }
  return ok(amounts);
}

function amountOf(text: string, currency: CurrencyCode): Result<bigint, string> {
  const amount = parseMoney(text, currency);
  return amount.ok ? ok(amount.value.amountMinor) : err(amount.error);
}

function bonusOf(from: string, percent: string, currency: CurrencyCode): Result<TopUpBonus | null, string> {
  if (percent.trim() === "") return ok(null);
  const [, whole = "", fraction = ""] = /^(\d{1,3})(?:\.(\d{1,2}))?$/.exec(percent.trim()) ?? [];
  if (whole === "") return err("percent_malformed");
  const fromMinor = amountOf(from, currency);
  if (!fromMinor.ok) return fromMinor;
  return ok({
    fromMinor: fromMinor.value,
    basisPoints: Number(whole) * 100 + Number(fraction.padEnd(2, "0")),
  });
}

/** What the form says of one currency's top-ups: terms, null when it has none, or the fields that were not understood. */
function termsOf(
  form: Readonly<Record<string, unknown>>,
  currency: CurrencyCode,
): Result<TopUpTerms | null, FieldCodes> {
  const text = (name: Parameters<typeof termsField>[1]) => {
    const value = form[termsField(currency, name)];
    return typeof value === "string" ? value : "";
  };
  if (text("isOffered") === "") return ok(null);
  const min = amountOf(text("min"), currency);
  const max = amountOf(text("max"), currency);
  const presets = amountsOf(text("presets"), currency);
  const bonus = bonusOf(text("bonusFrom"), text("bonusPercent"), currency);
  if (min.ok && max.ok && presets.ok && bonus.ok)
    return ok({
      currency,
      minMinor: min.value,
      maxMinor: max.value,
      presetsMinor: presets.value,
      bonus: bonus.value,
    });
  const named = {
    min,
    max,
    presets,
    [!bonus.ok && bonus.error === "percent_malformed" ? "bonusPercent" : "bonusFrom"]: bonus,
  };
  return err(
    Object.fromEntries(
      Object.entries(named).flatMap(([name, result]) =>
        result.ok ? [] : [[`${currency}.${name}`, result.error]],
      ),
    ),
  );
}

/** Puts the form's parts together into rules, for the currencies that the merchant sells in. */
export function walletRulesOf(
  parsed: WalletRulesForm,
  form: Readonly<Record<string, unknown>>,
  currencies: readonly CurrencyCode[],
): Result<Omit<WalletRules, "version">, FieldCodes> {
  const terms = currencies.map((currency) => termsOf(form, currency));
  const refused = terms.flatMap((one) => (one.ok ? [] : [one.error]));
  if (refused.length > 0) return err(Object.assign({}, ...refused));
  return ok({
    spendingOrder: parsed.spendingOrder,
    expiryDays: {
      topUp: parsed.topUpDays,
      promotional: parsed.promotionalDays,
      refund: parsed.refundDays,
      goodwill: parsed.goodwillDays,
    },
    restoreGraceDays: parsed.restoreGraceDays,
    topUps: terms.flatMap((one) => (one.ok && one.value !== null ? [one.value] : [])),
  });
}
