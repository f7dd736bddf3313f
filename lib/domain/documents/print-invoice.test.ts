import { describe, expect, test } from "vitest";
import { money } from "../money/money";
import { orderTotals } from "../orders/order-totals";
import type { InvoiceFacts } from "./document-facts";
import { documentLanguage } from "./document-language";
import { printInvoice } from "./print-invoice";
import { printedTexts } from "./printed-texts";
import { WORDS_DE } from "./words-de";
import { WORDS_EN } from "./words-en";

const usd = (amountMinor: bigint) => money(amountMinor, "USD");
const none = usd(0n);

function facts(changes: Partial<InvoiceFacts> = {}): InvoiceFacts {
  const paid = { credited: none, paid: none, refunded: none };
  return {
    seller: {
      legalName: "Acme Ltd",
      addressLines: [],
      taxId: null,
      supportEmail: "help@acme.test",
      statementDescriptor: "ACME",
      timeZone: "UTC",
    },
    buyer: { name: "Ada", addressLines: [], country: null, taxId: null, email: "ada@example.com" },
    orderNumber: 1_030n,
    termsKind: "installments",
    lines: [{ description: "Course", quantity: 1, unitPrice: usd(10_000n), amount: usd(10_000n) }],
    taxes: [],
    totals: orderTotals({ subtotal: usd(10_000n), discount: usd(500n), fee: usd(100n), tax: none, ...paid }),
    schedule: [
      { position: 1, amount: usd(4_800n), dueOn: "2026-11-20" },
      { position: 2, amount: usd(4_800n), dueOn: null },
    ],
    number: 1_042n,
    issuedOn: "2026-11-20",
    dueOn: "2026-11-20",
    position: 1,
    isLateFee: false,
    taxesWithin: [],
    amount: usd(4_800n),
    settled: usd(800n),
    ...changes,
  };
}

const printed = (changes?: Partial<InvoiceFacts>, locale = "en-US") =>
  printedTexts(printInvoice(documentLanguage(locale, "en-US"), facts(changes)));
/** What stands behind a term. */
const valueOf = (texts: readonly string[], term: string) => texts[texts.indexOf(term) + 1];

describe("INV-08: an invoice says in plain words", () => {
  test("how the order's total comes about and which part of it is claimed", () => {
    const texts = printed();
    expect(valueOf(texts, "Subtotal")).toBe("$100.00");
    expect(valueOf(texts, "Discount")).toBe("−$5.00");
    expect(valueOf(texts, "Fee")).toBe("$1.00");
    expect(valueOf(texts, "Total")).toBe("$96.00");
    expect(valueOf(texts, "This invoice: part 1 of 2")).toBe("$48.00");
    expect(valueOf(texts, "Paid or credited before")).toBe("−$8.00");
    expect(valueOf(texts, "Amount due")).toBe("$40.00");
    expect(texts).toContain("You owe $40.00. Please pay by November 20, 2026.");
  });

  test("the whole schedule, also the part whose day is not known yet", () => {
    expect(printed().join("|")).toContain("1 / 2|November 20, 2026|$48.00|2 / 2|after your approval|$48.00");
  });

  test("no schedule and no part where there is only one, and the terms as they were agreed", () => {
    const [only] = facts().schedule;
    const texts = printed({ schedule: only ? [only] : [], termsKind: "net" });
    expect(texts).not.toContain("Schedule");
    expect(texts.join()).not.toContain("part 1");
    expect(texts).toContain(WORDS_EN.termsInWords["net"]);
  });

  test("that it claims a fee for lateness, which is no part of the schedule", () => {
    const texts = printed({ isLateFee: true, amount: usd(500n), settled: none });
    expect(valueOf(texts, "This invoice: fee for late payment")).toBe("$5.00");
    expect(valueOf(texts, "Amount due")).toBe("$5.00");
  });

  test("that nothing is left", () => {
    expect(printed({ settled: usd(4_800n) })).toContain("Nothing is left to pay.");
  });

  test("each tax by its name, as part of the total", () => {
    const vat = {
      jurisdiction: "DE",
      name: "VAT",
      ratePpm: 190_000,
      treatment: "taxed",
      isIncluded: false,
    } as const;
    const taxes = [{ ...vat, taxableMinor: 10_000n, taxMinor: 1_900n }];
    const totals = { ...facts().totals, tax: usd(1_900n) };
    expect(valueOf(printed({ taxes, totals }), "VAT 19%")).toBe("$19.00");
  });
});

describe("INV-03: the languages of documents", () => {
  test("are spoken whole: no word of another one, the same parts in the same order", () => {
    const [english, german] = [printed(), printed({}, "de-DE")];
    expect(german).toHaveLength(english.length);
    expect(german).toContain("Offen sind 40,00\u00a0$. Bitte zahlen Sie bis zum 20. November 2026.");
    const names = ["Acme Ltd", "help@acme.test", "Ada", "ada@example.com", "Course", "1042", "1030"];
    const same = german.filter((text) => english.includes(text) && /\p{L}/u.test(text));
    expect(same.filter((text) => !names.includes(text))).toEqual([]);
  });

  test("know the same terms and tenders", () => {
    expect(Object.keys(WORDS_DE.termsInWords)).toEqual(Object.keys(WORDS_EN.termsInWords));
    expect(Object.keys(WORDS_DE.tenders)).toEqual(Object.keys(WORDS_EN.tenders));
  });

  test.each([
    ["de-AT", "en-US", "de-AT"],
    [null, "de-DE", "de-DE"],
    ["fi-FI", "de-DE", "de-DE"],
    ["fi-FI", "ja-JP", "en-US"],
  ])("of a customer in %s and a seller in %s: %s", (customer, seller, locale) => {
    expect(documentLanguage(customer, seller).locale).toBe(locale);
  });

  test("write yen without and dinars with three decimals", () => {
    const yen = money(1_999n, "JPY");
    const dinars = money(1_234n, "KWD");
    expect(printed({ amount: yen, settled: money(0n, "JPY") })).toContain("¥1,999");
    expect(printed({ amount: dinars, settled: money(0n, "KWD") }).join()).toMatch(/KWD\s1\.234/);
  });
});
