import type { PrintedBlock } from "@/lib/domain/documents/printed-document";
import { drawTable } from "./draw-table";
import { drawTagged, type Element } from "./draw-tagged";
import { drawWords, heightOfWords } from "./draw-words";
import { CONTENT_WIDTH, drawRule, ensureRoom, SHEET, type Sheet } from "./open-sheet";

const COLUMN_GAP = 24;
const TERM_WIDTH = 150;
const HEADING_HEIGHT = 20;

function drawHeading(sheet: Sheet, heading: string | null): Element[] {
  if (heading === null) return [];
  // A heading alone at the foot of a page says nothing: it keeps a little of what follows with it.
  ensureRoom(sheet, HEADING_HEIGHT + 40);
  const element = drawTagged(sheet, "H2", () => {
    sheet.y = drawWords(sheet, heading, sheet.y, { size: 11, isStrong: true }) + 4;
  });
  return [element];
}

function drawColumns(sheet: Sheet, block: Extract<PrintedBlock, { kind: "columns" }>): Element[] {
  const width = (CONTENT_WIDTH - COLUMN_GAP * (block.columns.length - 1)) / block.columns.length;
  const top = sheet.y;
  let bottom = top;
  const elements = block.columns.flatMap(({ heading, lines }, index) => {
    const x = SHEET.margin + index * (width + COLUMN_GAP);
    let y = top;
    const head = drawTagged(sheet, "H2", () => {
      y = drawWords(sheet, heading, y, { x, width, size: 9, isStrong: true, isSoft: true });
    });
    const written = lines.map((line) =>
      drawTagged(sheet, "P", () => {
        y = drawWords(sheet, line, y, { x, width });
      }),
    );
    bottom = Math.max(bottom, y);
    return [head, ...written];
  });
  sheet.y = bottom;
  return elements;
}

function drawFacts(sheet: Sheet, block: Extract<PrintedBlock, { kind: "facts" }>): Element[] {
  const valueStyle = { x: SHEET.margin + TERM_WIDTH, width: CONTENT_WIDTH - TERM_WIDTH };
  const termStyle = { width: TERM_WIDTH - 12, isSoft: true };
  return block.facts.map(({ term, value }) => {
    const height = Math.max(heightOfWords(sheet, term, termStyle), heightOfWords(sheet, value, valueStyle));
    ensureRoom(sheet, height + 6);
    const top = sheet.y;
    const name = drawTagged(sheet, "Lbl", () => void drawWords(sheet, term, top + 2, termStyle));
    const body = drawTagged(sheet, "LBody", () => void drawWords(sheet, value, top + 2, valueStyle));
    sheet.y = top + height + 4;
    return sheet.struct("LI", {}, [name, body]);
  });
}

function drawParagraphs(sheet: Sheet, paragraphs: readonly string[]): Element[] {
  return paragraphs.map((text) => {
    ensureRoom(sheet, Math.min(heightOfWords(sheet, text), 80));
    return drawTagged(sheet, "P", () => {
      sheet.y = drawWords(sheet, text, sheet.y) + 4;
    });
  });
}

function drawBody(sheet: Sheet, block: PrintedBlock): Element[] {
  switch (block.kind) {
    case "columns":
      return drawColumns(sheet, block);
    case "facts":
      return [...drawHeading(sheet, block.heading), sheet.struct("L", {}, drawFacts(sheet, block))];
    case "table":
      return [...drawHeading(sheet, block.heading), drawTable(sheet, block)];
    case "text":
      return [...drawHeading(sheet, block.heading), ...drawParagraphs(sheet, block.paragraphs)];
  }
}

/** Draws a part of a document below what stands already, and answers its structure. */
export function drawBlock(sheet: Sheet, block: PrintedBlock): Element {
  const elements = drawBody(sheet, block);
  sheet.y += 16;
  return sheet.struct("Sect", {}, elements);
}

/** The document's name, above a rule. */
export function drawTitle(sheet: Sheet, title: string): Element {
  const element = drawTagged(sheet, "H1", () => {
    sheet.y = drawWords(sheet, title, sheet.y, { size: 22, isStrong: true }) + 6;
  });
  drawRule(sheet, sheet.y);
  sheet.y += 18;
  return element;
}
