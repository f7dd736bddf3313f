import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { money } from "../money/money";
import { documentLanguage } from "./document-language";
import { printStatement, type StatementFacts } from "./print-statement";
import { printedTexts } from "./printed-texts";

const FACTS: StatementFacts = {
  seller: {
    legalName: "Acme Ltd",
    addressLines: ["1 Dock Road"],
    taxId: null,
    supportEmail: "help@acme.test",
    statementDescriptor: "ACME",
    timeZone: "UTC",
  },
  buyer: { name: "Ada", addressLines: [], country: null, taxId: null, email: "ada@example.com" },
  from: "2026-11-01",
  until: "2026-11-30",
  opening: money(5_000n, "USD"),
  entries: [
    { on: "2026-11-02", kind: "invoice", number: 1_042n, amount: money(12_000n, "USD") },
    { on: "2026-11-03", kind: "credit_note", number: 1_001n, amount: money(-2_000n, "USD") },
    { on: "2026-11-04", kind: "payment", number: 1_030n, amount: money(-15_000n, "USD") },
  ],
};

const tableOf = (facts: StatementFacts, locale = "en-US") => {
  const [table] = printStatement(documentLanguage(locale, "en-US"), facts).blocks.filter(
    (block) => block.kind === "table",
  );
  return table;
};

describe("an account statement", () => {
  test("says what happened, with what was owed after each", () => {
    expect(tableOf(FACTS)?.rows).toEqual([
      ["November 2, 2026", "Invoice 1042", "$120.00", "", "$170.00"],
      ["November 3, 2026", "Credit note 1001", "", "$20.00", "$150.00"],
      ["November 4, 2026", "Payment, Order 1030", "", "$150.00", "$0.00"],
    ]);
  });

  test("speaks German where the customer does", () => {
    expect(tableOf(FACTS, "de-DE")?.rows[0]).toEqual([
      "2. November 2026",
      "Rechnung 1042",
      "120,00\u00a0$",
      "",
      "170,00\u00a0$",
    ]);
  });

  test("says that nothing happened", () => {
    const texts = printedTexts(printStatement(documentLanguage(null, "en-US"), { ...FACTS, entries: [] }));
    expect(texts).toContain("Nothing happened");
    expect(texts.filter((text) => text === "$50.00")).toHaveLength(4);
  });

  test("ends at the opening and all entries together", () => {
    const amounts = fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }).filter((minor) => minor !== 0n);
    fc.assert(
      fc.property(amounts, fc.array(amounts, { maxLength: 20 }), (opening, entries) => {
        const facts: StatementFacts = {
          ...FACTS,
          opening: money(opening, "KWD"),
          entries: entries.map((minor) => ({
            on: "2026-11-02",
            kind: "other",
            number: null,
            amount: money(minor, "KWD"),
          })),
        };
        const closing = entries.reduce((sum, minor) => sum + minor, opening);
        const shown = tableOf(facts)?.totals[0]?.value.replaceAll(/[^\d−]/g, "") ?? "";
        expect(BigInt(shown.replace("−", "-"))).toBe(closing);
      }),
    );
  });
});
