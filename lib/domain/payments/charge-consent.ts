import { formatMoney } from "../money/format-money";
import { money } from "../money/money";
import type { ChargeAhead } from "../collection/charges-ahead";

export interface ConsentSubject {
  readonly merchantName: string;
  readonly locale: string;
  readonly orderNumber: bigint;
  readonly currency: string;
  readonly charges: readonly ChargeAhead[];
}

function dayWords(day: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" }).format(
    new Date(`${day}T00:00:00Z`),
  );
}

function timing({ charges, locale }: ConsentSubject): string {
  const days = charges.flatMap(({ dueOn }) => (dueOn === null ? [] : [dueOn]));
  const first = days[0];
  const last = days.at(-1);
  if (first === undefined || last === undefined || days.length < charges.length)
    return "on the day on which each becomes due";
  return first === last
    ? `on ${dayWords(first, locale)}`
    : `on their days, from ${dayWords(first, locale)} to ${dayWords(last, locale)}`;
}

/**
 * What a customer agrees to when a kept card is to be charged while they are away, as Stripe asks for it: that payments are
 * initiated on their behalf, how many and when, how the amount comes about, and how to end it. Shown, sent back and stored word
 * for word. @see https://docs.stripe.com/payments/save-and-reuse#mandates
 */
export function chargeConsent(subject: ConsentSubject): string {
  const { merchantName, orderNumber, charges, currency, locale } = subject;
  const total = charges.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
  const amount = formatMoney(money(total, currency), locale);
  const count = charges.length === 1 ? "one payment" : `${charges.length} payments`;
  return `I allow ${merchantName} to charge this card by itself for what order ${orderNumber} still owes: ${count}, ${amount} in all, ${timing(subject)}. Each is the amount that is due then, and never more. I can pay earlier, choose another card, or end this at any time before a payment.`;
}
