import type { PrintedBlock, PrintedColumn, PrintedTotal } from "@/lib/domain/documents/printed-document";
import { drawTagged, type Element } from "./draw-tagged";
import { drawWords, FIGURES, heightOfWords, type WordsStyle } from "./draw-words";
import { CONTENT_WIDTH, drawRule, ensureRoom, INK, SHEET, type Sheet } from "./open-sheet";

export type PrintedTable = Extract<PrintedBlock, { kind: "table" }>;

interface Slot {
  readonly x: number;
  readonly width: number;
  readonly align: "left" | "right";
}

const GAP = 12;
const PADDING = 5;
/** What a column of words may take at least, so that a wide one beside it does not press it to nothing. */
const WORDS_WIDTH_MIN = 70;

/** The widest text of each column, at most what a line has room for. */
function wishedWidths(sheet: Sheet, table: PrintedTable): number[] {
  return table.columns.map((column, index) => {
    const texts = [column.label, ...table.rows.map((row) => row[index] ?? "")];
    sheet.font("semibold").fontSize(9.5);
    return Math.min(
      CONTENT_WIDTH,
      Math.max(...texts.map((text) => sheet.widthOfString(text, { features: FIGURES }) + 2)),
    );
  });
}

/** Figures get what they need and words share what is left, by how much they have to say. */
function slotsOf(sheet: Sheet, table: PrintedTable): Slot[] {
  const wishes = wishedWidths(sheet, table);
  const room = CONTENT_WIDTH - GAP * (table.columns.length - 1);
  const isWords = (column: PrintedColumn) => column.align === "start";
  const sumOf = (wanted: (column: PrintedColumn) => boolean) =>
    table.columns.reduce((total, column, index) => total + (wanted(column) ? (wishes[index] ?? 0) : 0), 0);
  const words = sumOf(isWords);
  const forWords = Math.max(WORDS_WIDTH_MIN, room - sumOf((column) => !isWords(column)));
  let x: number = SHEET.margin;
  return table.columns.map((column, index) => {
    const wish = wishes[index] ?? 0;
    const width = isWords(column) ? (words === 0 ? 0 : (forWords * wish) / words) : wish;
    const slot: Slot = { x, width, align: isWords(column) ? "left" : "right" };
    x += width + GAP;
    return slot;
  });
}

function styleOf(slot: Slot, style: WordsStyle): WordsStyle {
  return { ...style, x: slot.x, width: slot.width, align: slot.align };
}

function heightOfRow(
  sheet: Sheet,
  cells: readonly string[],
  slots: readonly Slot[],
  style: WordsStyle,
): number {
  const heights = slots.map((slot, index) => heightOfWords(sheet, cells[index] ?? "", styleOf(slot, style)));
  return Math.max(...heights) + 2 * PADDING;
}

function drawRow(
  sheet: Sheet,
  row: { cells: readonly string[]; slots: readonly Slot[]; style: WordsStyle; tag: "TH" | "TD" },
): Element {
  const { cells, slots, style, tag } = row;
  const height = heightOfRow(sheet, cells, slots, style);
  const top = sheet.y;
  const elements = slots.map((slot, index) =>
    drawTagged(sheet, tag, () => {
      drawWords(sheet, cells[index] ?? "", top + PADDING, styleOf(slot, style));
    }),
  );
  sheet.y = top + height;
  return sheet.struct("TR", {}, elements);
}

function drawHead(sheet: Sheet, table: PrintedTable, slots: readonly Slot[]): Element {
  drawRule(sheet, sheet.y, INK);
  const cells = table.columns.map(({ label }) => label);
  const head = drawRow(sheet, { cells, slots, style: { size: 9, isStrong: true, isSoft: true }, tag: "TH" });
  drawRule(sheet, sheet.y, INK);
  return head;
}

/** The head again where a table goes on; it was read on the page before. */
function repeatHead(sheet: Sheet, table: PrintedTable, slots: readonly Slot[]): void {
  const style: WordsStyle = { size: 9, isStrong: true, isSoft: true };
  const top = sheet.y;
  const cells = table.columns.map(({ label }) => label);
  const height = heightOfRow(sheet, cells, slots, style);
  drawRule(sheet, top, INK);
  sheet.markContent("Artifact", { type: "Layout" });
  for (const [index, slot] of slots.entries())
    drawWords(sheet, cells[index] ?? "", top + PADDING, styleOf(slot, style));
  sheet.endMarkedContent();
  drawRule(sheet, top + height, INK);
  sheet.y = top + height;
}

const TOTAL_SLOTS: readonly [Slot, Slot] = [
  { x: SHEET.margin + CONTENT_WIDTH * 0.3, width: CONTENT_WIDTH * 0.45, align: "right" },
  { x: SHEET.margin + CONTENT_WIDTH * 0.75 + GAP, width: CONTENT_WIDTH * 0.25 - GAP, align: "right" },
];

function drawTotal(sheet: Sheet, total: PrintedTotal): Element {
  const style: WordsStyle = { isStrong: total.isStrong };
  const cells = [total.term, total.value];
  ensureRoom(sheet, heightOfRow(sheet, cells, TOTAL_SLOTS, style));
  if (total.isStrong) drawRule(sheet, sheet.y, INK);
  return drawRow(sheet, { cells, slots: TOTAL_SLOTS, style, tag: "TD" });
}

/** A ruled table with its sums. It breaks between rows, and its head stands again on each new page. */
export function drawTable(sheet: Sheet, table: PrintedTable): Element {
  const slots = slotsOf(sheet, table);
  const rows = [drawHead(sheet, table, slots)];
  for (const cells of table.rows) {
    if (ensureRoom(sheet, heightOfRow(sheet, cells, slots, {}))) repeatHead(sheet, table, slots);
    rows.push(drawRow(sheet, { cells, slots, style: {}, tag: "TD" }));
    drawRule(sheet, sheet.y);
  }
  for (const total of table.totals) rows.push(drawTotal(sheet, total));
  return sheet.struct("Table", {}, rows);
}
