import { describe, expect, test } from "vitest";
import type { PrintedDocument } from "@/lib/domain/documents/printed-document";
import { printedTexts } from "@/lib/domain/documents/printed-texts";
import { readPdf } from "@/test/support/read-pdf";
import { renderPdf } from "./render-pdf";

const FACTS = { issuedAt: new Date("2026-11-20T12:00:00Z"), author: "Nordwind GmbH" };

function anInvoice(rowCount: number): PrintedDocument {
  return {
    locale: "de-DE",
    title: "Rechnung 1042",
    fileName: "rechnung-1042",
    blocks: [
      {
        kind: "columns",
        columns: [
          { heading: "Verkäufer", lines: ["Nordwind GmbH", "Straße 1"] },
          { heading: "Käufer", lines: ["Łukasz Żółć", "Ελλάδα, Кириллица"] },
        ],
      },
      { kind: "facts", heading: null, facts: [{ term: "Fällig am", value: "20.\u00a0Dezember 2026" }] },
      {
        kind: "table",
        heading: "Positionen",
        columns: [
          { label: "Bezeichnung", align: "start" },
          { label: "Menge", align: "end" },
          { label: "Betrag", align: "end" },
        ],
        rows: Array.from({ length: rowCount }, (_, index) => [
          `Platzierung ${index}, effizient und offiziell, mit einer Beschreibung, die länger ist als eine Zeile`,
          "1",
          "1.234,50\u00a0€",
        ]),
        totals: [{ term: "Fälliger Betrag", value: "−12.345,00\u202f€", isStrong: true }],
      },
      { kind: "text", heading: "Bedingungen", paragraphs: ["Sie schulden 12.345,00 € am 20. Dezember."] },
    ],
  };
}

const withoutSpace = (text: string) => text.replace(/\s+/gu, "");

describe("a PDF", () => {
  test("holds every text of the document in its order, in any script our font has", async () => {
    const document = anInvoice(3);
    const { text } = await readPdf(await renderPdf(document, FACTS));
    expect(withoutSpace(text)).toBe(withoutSpace(printedTexts(document).join("")));
  });

  test("is the same bytes for the same document, whenever it is drawn", async () => {
    const [first, second] = await Promise.all([
      renderPdf(anInvoice(3), FACTS),
      renderPdf(anInvoice(3), FACTS),
    ]);
    expect(Buffer.compare(first, second)).toBe(0);
    const later = await renderPdf(anInvoice(3), { ...FACTS, issuedAt: new Date("2026-11-21T12:00:00Z") });
    expect(Buffer.compare(first, later)).not.toBe(0);
  });

  test("says its title, its language and its structure to readers that speak", async () => {
    const { title, language, isTagged, tags } = await readPdf(await renderPdf(anInvoice(1), FACTS));
    expect({ title, language, isTagged }).toEqual({
      title: "Rechnung 1042",
      language: "de-DE",
      isTagged: true,
    });
    expect(tags).toEqual(expect.arrayContaining(["H1", "H2", "P", "L", "Table", "TR", "TH", "TD"]));
  });

  test("goes on over pages with the table's head on each, numbered, and loses no row", async () => {
    const { text, pageCount } = await readPdf(await renderPdf(anInvoice(60), FACTS));
    expect(pageCount).toBe(3);
    expect(text.match(/Bezeichnung/g)).toHaveLength(3);
    expect(text).toContain("3 / 3");
    for (let row = 0; row < 60; row += 1) expect(text).toContain(`Platzierung ${row},`);
  });

  test("keeps a word that is longer than its column on the sheet", async () => {
    const [table] = anInvoice(0).blocks.filter((block) => block.kind === "table");
    const rows = [["Donaudampfschifffahrtsgesellschaft".repeat(6), "1", "−1.234.567.890,00\u00a0€"]];
    const document = { ...anInvoice(0), blocks: table ? [{ ...table, rows }] : [] };
    const { rightmost, text } = await readPdf(await renderPdf(document, FACTS));
    expect(rightmost).toBeLessThanOrEqual(595.28 - 55);
    expect(withoutSpace(text)).toContain("gesellschaftDonau");
  });
});
