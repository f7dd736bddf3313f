import { formatMoney } from "../money/format-money";
import { type Money, money } from "../money/money";
import { taxOf, type TaxRow } from "../tax/tax-row";
import type { DocumentLanguage } from "./document-language";
import type { PrintedBlock } from "./printed-document";

const PPM = 1_000_000;

/** What a tax is called and at which rate: "VAT 19%", "VAT, reverse charge". */
export function taxLabel({ words, locale }: DocumentLanguage, tax: TaxRow): string {
  if (tax.treatment !== "taxed") return `${tax.name}, ${words.notCharged[tax.treatment]}`;
  const percent = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 4 });
  return `${tax.name} ${percent.format(tax.ratePpm / PPM)}`;
}

function statements({ words }: DocumentLanguage, taxes: readonly TaxRow[]): PrintedBlock[] {
  const has = (treatment: TaxRow["treatment"]) => taxes.some((tax) => tax.treatment === treatment);
  const paragraphs = [
    ...(has("reverse_charge") ? [words.reverseCharge] : []),
    ...(has("exempt") ? [words.exempt] : []),
  ];
  return paragraphs.length === 0 ? [] : [{ kind: "text", heading: null, paragraphs }];
}

/** The tax within one document, by rate, with what it is counted from and what the law wants said; nothing where there is none. */
export function printTaxes(
  language: DocumentLanguage,
  taxes: readonly TaxRow[],
  amount: Money,
): PrintedBlock[] {
  if (taxes.length === 0) return [];
  const { words, locale } = language;
  const text = (amountMinor: bigint) => formatMoney(money(amountMinor, amount.currency), locale);
  const table: PrintedBlock = {
    kind: "table",
    heading: words.taxWithin,
    columns: [
      { label: words.tax, align: "start" },
      { label: words.withoutTax, align: "end" },
      { label: words.tax, align: "end" },
    ],
    rows: taxes.map((tax) => [taxLabel(language, tax), text(tax.taxableMinor), text(tax.taxMinor)]),
    totals: [
      { term: words.withoutTax, value: text(amount.amountMinor - taxOf(taxes)), isStrong: false },
      { term: words.tax, value: text(taxOf(taxes)), isStrong: false },
      { term: words.withTax, value: text(amount.amountMinor), isStrong: false },
    ],
  };
  return [table, ...statements(language, taxes)];
}
