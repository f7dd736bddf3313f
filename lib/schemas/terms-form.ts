import { z } from "zod";
import { NO_RULES, type TermsRules } from "@/lib/domain/terms/offer-terms";
import { isCalendarDate } from "@/lib/domain/time/calendar-date";
import { type PaymentTerms, readTerms, TERMS_KINDS } from "@/lib/domain/terms/payment-terms";
import { plainText } from "./plain-text";

const reason = plainText(500, "reason_required");
const optionalMinor = z
  .string()
  .trim()
  .regex(/^\d{0,15}$/, "minor_amount_malformed")
  .transform((text) => (text === "" ? null : BigInt(text)));
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

/** The values of one kind's fields, by the names that the form gives them. */
function valuesOf(
  form: Readonly<Record<string, unknown>>,
  kind: string,
  prefix: string,
): Record<string, unknown> {
  const found = Object.entries(TERMS_KINDS).find(([name]) => name === kind)?.[1];
  const values = (found?.fields ?? []).map((field): [string, unknown] => {
    const raw = form[`${prefix}${field.name}`];
    const text = typeof raw === "string" ? raw.trim() : "";
    return [field.name, field.kind === "percent" ? basisPoints(text) : text];
  });
  return { kind, ...Object.fromEntries(values) };
}

/** Terms as the form's fields say them; null where one is missing or out of range. */
export function termsOfForm(form: Readonly<Record<string, unknown>>): PaymentTerms | null {
  const text = (name: string) => (typeof form[name] === "string" ? form[name] : "");
  const kind = text("kind");
  const values = valuesOf(form, kind, `${kind}.`);
  const balance = text("balance");
  return readTerms(
    kind === "deposit" ? { ...values, balance: valuesOf(form, balance, `balance.${balance}.`) } : values,
  );
}

/** An option to add: to whom it is offered, and why. Its terms are read by termsOfForm. */
export const addTermsForm = z.object({
  additionKey: z.uuid(),
  minMinor: optionalMinor,
  maxMinor: optionalMinor,
  currencies: z.string().trim().max(60).default(""),
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

/** The rules that such a form sets. */
export function rulesOfForm(form: z.infer<typeof addTermsForm>): TermsRules {
  const { minMinor, maxMinor, approvedOnly, noneOverdue, creditLimitNeeded } = form;
  const codes = form.currencies
    .toUpperCase()
    .split(/[\s,]+/)
    .filter((code) => code !== "");
  const currencies = codes.length === 0 ? null : codes;
  const paidOrdersMin = Number(form.paidOrdersMin);
  return {
    ...NO_RULES,
    minMinor,
    maxMinor,
    currencies,
    paidOrdersMin,
    approvedOnly,
    noneOverdue,
    creditLimitNeeded,
  };
}

/** Terms to change an order to, as they were previewed. The terms themselves are read by termsOfForm. */
export const changeTermsForm = z.object({
  changeKey: z.uuid(),
  orderId: z.string().min(1).max(40),
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
