import { z } from "zod";
import { parseMoney } from "@/lib/domain/money/parse-money";
import { err, ok, type Result } from "@/lib/domain/result";
import { NO_RULES, type TermsRules } from "@/lib/domain/terms/offer-terms";
import { isCalendarDate } from "@/lib/domain/time/calendar-date";
import { type PaymentTerms, readTerms, TERMS_KINDS } from "@/lib/domain/terms/payment-terms";
import type { TermsField } from "@/lib/domain/terms/terms-model";
import { plainText } from "./plain-text";

/** The code of what is wrong, by the field's name. */
type FieldErrors = Readonly<Record<string, string>>;

const reason = plainText(500, "reason_required");
const amountText = z.string().trim().max(30).default("");
const checked = z
  .string()
  .optional()
  .transform((text) => text !== undefined);

/** "30" or "12.5" in basis points; null for anything else. */
function basisPoints(text: string): string | null {
  if (!/^\d{1,3}(\.\d{1,2})?$/.test(text.trim())) return null;
  const [whole = "0", fraction = ""] = text.trim().split(".");
  return String(Number(whole) * 100 + Number(fraction.padEnd(2, "0")));
}

/** "120.00" of a currency in its smallest unit; null for anything else. Without a currency there is only nothing. */
function minorUnits(text: string, currency: string | null): bigint | null {
  if (currency === null) return /^0*(\.0*)?$/.test(text) ? 0n : null;
  const parsed = parseMoney(text, currency);
  return parsed.ok && parsed.value.amountMinor >= 0n ? parsed.value.amountMinor : null;
}

/** What a field's text says, as readTerms takes it. */
function valueOf(kind: TermsField["kind"], text: string, currency: string | null): string | null {
  if (kind === "percent") return basisPoints(text);
  return kind === "amount" ? (minorUnits(text, currency)?.toString() ?? null) : text;
}

/** The values of one kind's fields, by the names that the form gives them. */
function valuesOf(
  form: Readonly<Record<string, unknown>>,
  currency: string | null,
  kind: string,
  prefix: string,
): Record<string, unknown> {
  const found = Object.entries(TERMS_KINDS).find(([name]) => name === kind)?.[1];
  const values = (found?.fields ?? []).map((field): [string, unknown] => {
    const raw = form[`${prefix}${field.name}`];
    const text = typeof raw === "string" ? raw.trim() : "";
    return [field.name, valueOf(field.kind, text, currency)];
  });
  return { kind, ...Object.fromEntries(values) };
}

/**
 * Terms as the form's fields say them, amounts as people write them in the currency; null where one is missing or out of range.
 * Without a currency no amount but nothing has a meaning.
 */
export function termsOfForm(
  form: Readonly<Record<string, unknown>>,
  currency: string | null,
): PaymentTerms | null {
  const text = (name: string) => (typeof form[name] === "string" ? form[name] : "");
  const kind = text("kind");
  const values = valuesOf(form, currency, kind, `${kind}.`);
  const balance = text("balance");
  return readTerms(
    kind === "deposit"
      ? { ...values, balance: valuesOf(form, currency, balance, `balance.${balance}.`) }
      : values,
  );
}

/** An option to add: to whom it is offered, and why. Its terms are read by termsOfForm. */
export const addTermsForm = z.object({
  additionKey: z.uuid(),
  /** The one that amounts are in and that the option is for; empty: any, and no amounts. */
  currency: z
    .string()
    .regex(/^([A-Z]{3})?$/, "currency_unknown")
    .default(""),
  minAmount: amountText,
  maxAmount: amountText,
  paidOrdersMin: z
    .string()
    .regex(/^\d{0,3}$/, "minor_amount_malformed")
    .default(""),
  approvedOnly: checked,
  noneOverdue: checked,
  creditLimitNeeded: checked,
  isDefault: checked,
  reason,
});

/** The currency that such a form's amounts are in. */
export function currencyOfForm({ currency }: z.infer<typeof addTermsForm>): string | null {
  return currency === "" ? null : currency;
}

/** Amounts of the form's rules in the smallest unit, or the code of what is wrong with each. */
function limitsOfForm(
  form: z.infer<typeof addTermsForm>,
): Result<Pick<TermsRules, "minMinor" | "maxMinor">, FieldErrors> {
  const currency = currencyOfForm(form);
  const read = (text: string) => (text === "" ? null : minorUnits(text, currency));
  const wrong = (["minAmount", "maxAmount"] as const).filter(
    (name) => form[name] !== "" && read(form[name]) === null,
  );
  if (wrong.length === 0) return ok({ minMinor: read(form.minAmount), maxMinor: read(form.maxAmount) });
  const code = currency === null ? "amount_needs_currency" : "amount_malformed";
  return err(Object.fromEntries(wrong.map((name) => [name, code])));
}

/** The rules that such a form sets, or the codes of its wrong fields by their names. */
export function rulesOfForm(form: z.infer<typeof addTermsForm>): Result<TermsRules, FieldErrors> {
  const limits = limitsOfForm(form);
  if (!limits.ok) return limits;
  const { approvedOnly, noneOverdue, creditLimitNeeded } = form;
  const currency = currencyOfForm(form);
  return ok({
    ...NO_RULES,
    ...limits.value,
    currencies: currency === null ? null : [currency],
    paidOrdersMin: Number(form.paidOrdersMin),
    approvedOnly,
    noneOverdue,
    creditLimitNeeded,
  });
}

/** Terms to change an order to, as they were previewed. The terms themselves are read by termsOfForm. */
export const changeTermsForm = z.object({
  changeKey: z.uuid(),
  orderId: z.string().min(1).max(40),
  /** The order's, in which the amounts of the preview were. */
  currency: z.string().regex(/^[A-Z]{3}$/),
  seen: z.string().min(1).max(100),
  reason,
});

/** A later day for one installment. */
export const extendDueDateForm = z.object({
  extensionKey: z.uuid(),
  orderId: z.string().min(1).max(40),
  position: z.coerce.number().int().min(1).max(10_000),
  dueOn: z.string().refine(isCalendarDate, "invalid_day"),
  reason,
});

export const retireTermsForm = z.object({ optionId: z.uuid(), reason });

/** What is granted to one customer. An empty kind means the shop's own terms; an empty limit, none. */
export const grantTermsForm = z.object({
  customerId: z.string().min(1).max(40),
  kind: z.string().max(20).default(""),
  isApproved: checked,
  creditLimit: z.string().trim().max(30).default(""),
  creditCurrency: z.string().regex(/^[A-Z]{3}$/),
  reason,
});
