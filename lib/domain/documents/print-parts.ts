import { formatMoney } from "../money/format-money";
import { isPositive, money, type Money, negate } from "../money/money";
import { taxLabel } from "./print-tax";
import { countryName } from "../people/countries";
import type { CalendarDate } from "../time/calendar-date";
import type { Buyer, OrderFacts, PaidWith, ScheduledPart, Seller } from "./document-facts";
import type { DocumentLanguage } from "./document-language";
import type { PrintedBlock, PrintedTotal } from "./printed-document";

/** A day in words: "20 November 2026". */
export function printDay({ locale }: DocumentLanguage, day: CalendarDate): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  const format = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" });
  return format.format(Date.UTC(year, month - 1, date));
}

export function printAmount({ locale }: DocumentLanguage, amount: Money): string {
  return formatMoney(amount, locale);
}

/** Seller and buyer, side by side. */
export function printParties(
  { words, locale }: DocumentLanguage,
  { seller, buyer }: { readonly seller: Seller; readonly buyer: Buyer },
): PrintedBlock {
  const taxLine = (taxId: string | null) => (taxId === null ? [] : [`${words.taxId}: ${taxId}`]);
  const country = buyer.country === null ? [] : [countryName(buyer.country, locale)];
  return {
    kind: "columns",
    columns: [
      {
        heading: words.soldBy,
        lines: [seller.legalName, ...seller.addressLines, ...taxLine(seller.taxId), seller.supportEmail],
      },
      {
        heading: words.billedTo,
        lines: [buyer.name, ...buyer.addressLines, ...country, ...taxLine(buyer.taxId), buyer.email],
      },
    ],
  };
}

/** The sums of an order down to its total, and the tax in it; what is nothing is left out. */
export function printTotals(language: DocumentLanguage, { totals, taxes }: OrderFacts): PrintedTotal[] {
  const { words } = language;
  const { currency } = totals.total;
  const line = (term: string, amount: Money): PrintedTotal => ({
    term,
    value: printAmount(language, amount),
    isStrong: false,
  });
  const some = (term: string, amount: Money, shown = amount) =>
    isPositive(amount) ? [line(term, shown)] : [];
  const taxLines = taxes
    .filter(({ isIncluded, treatment }) => !isIncluded || treatment !== "taxed")
    .map((tax) => line(taxLabel(language, tax), money(tax.taxMinor, currency)));
  const includedLines = taxes
    .filter(({ isIncluded, treatment }) => isIncluded && treatment === "taxed")
    .map((tax) => line(words.includes(taxLabel(language, tax)), money(tax.taxMinor, currency)));
  const parts = [
    ...some(words.discount, totals.discount, negate(totals.discount)),
    ...some(words.fee, totals.fee),
    ...(taxes.length > 0 ? taxLines : some(words.tax, totals.tax)),
  ];
  return [
    ...(parts.length === 0 ? [] : [line(words.subtotal, totals.subtotal), ...parts]),
    { ...line(words.total, totals.total), isStrong: true },
    ...includedLines,
  ];
}

/** What was ordered, line by line, with its sums and what the document adds to them. */
export function printLines(
  language: DocumentLanguage,
  facts: OrderFacts,
  added: readonly PrintedTotal[],
): PrintedBlock {
  const { words } = language;
  return {
    kind: "table",
    heading: words.lines,
    columns: [
      { label: words.description, align: "start" },
      { label: words.quantity, align: "end" },
      { label: words.unitPrice, align: "end" },
      { label: words.amount, align: "end" },
    ],
    rows: facts.lines.map((line) => [
      line.description,
      new Intl.NumberFormat(language.locale).format(line.quantity),
      printAmount(language, line.unitPrice),
      printAmount(language, line.amount),
    ]),
    totals: [...printTotals(language, facts), ...added],
  };
}

/** When which part is due; nothing where there is only one. */
export function printSchedule(
  language: DocumentLanguage,
  schedule: readonly ScheduledPart[],
): PrintedBlock[] {
  if (schedule.length < 2) return [];
  const { words } = language;
  const table: PrintedBlock = {
    kind: "table",
    heading: words.schedule,
    columns: [
      { label: words.partLabel, align: "start" },
      { label: words.dueOn, align: "start" },
      { label: words.amount, align: "end" },
    ],
    rows: schedule.map((part) => [
      `${part.position} / ${schedule.length}`,
      part.dueOn === null ? words.onApproval : printDay(language, part.dueOn),
      printAmount(language, part.amount),
    ]),
    totals: [],
  };
  return [table];
}

const BRANDS: Readonly<Record<string, string>> = {
  amex: "American Express",
  diners: "Diners Club",
  discover: "Discover",
  eftpos_au: "Eftpos",
  jcb: "JCB",
  mastercard: "Mastercard",
  unionpay: "UnionPay",
  visa: "Visa",
};

export function printPaidWith({ words }: DocumentLanguage, { tender, card }: PaidWith): string {
  const name = words.tenders[tender] ?? tender;
  return card === null ? name : words.cardEndingIn(BRANDS[card.brand] ?? name, card.last4);
}
