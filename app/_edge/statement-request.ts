import type { MerchantView } from "@/lib/domain/merchant";
import { calendarDateAt } from "@/lib/domain/time/calendar-date";
import type { StatementRequest } from "@/lib/queries/documents/get-statement";

const DAY = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

function dayOf(text: string | null): string | null {
  if (text === null || !DAY.test(text)) return null;
  const instant = new Date(`${text}T00:00:00Z`);
  return Number.isNaN(instant.getTime()) || !instant.toISOString().startsWith(text) ? null : text;
}

/** Which statement an address asks for. What is not understood is as if it were not there: this month, the first currency. */
export function statementRequest(
  parameter: (name: string) => string | null,
  merchant: MerchantView,
  now: Date,
): StatementRequest {
  const today = calendarDateAt(now, merchant.timeZone);
  const from = dayOf(parameter("from")) ?? `${today.slice(0, 7)}-01`;
  const until = dayOf(parameter("until")) ?? today;
  const currency =
    merchant.currencies.find((code) => code === parameter("currency")) ?? merchant.currencies[0] ?? "USD";
  return { currency, from, until: until < from ? from : until };
}
