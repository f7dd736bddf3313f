import { once } from "node:events";
import type { PrintedDocument } from "@/lib/domain/documents/printed-document";
import { drawBlock, drawTitle } from "./draw-block";
import { drawWords } from "./draw-words";
import { openSheet, SHEET, type Sheet } from "./open-sheet";

/** "2 / 3" at the foot of each page, where there is more than one. Figures need no translation. */
function drawPageNumbers(sheet: Sheet): void {
  const { count } = sheet.bufferedPageRange();
  if (count < 2) return;
  for (let page = 0; page < count; page += 1) {
    sheet.switchToPage(page);
    // What stands in the margin would make pdfkit begin a new page.
    sheet.page.margins.bottom = 0;
    sheet.markContent("Artifact", { type: "Pagination" });
    drawWords(sheet, `${page + 1} / ${count}`, SHEET.height - 36, { size: 9, isSoft: true, align: "right" });
    sheet.endMarkedContent();
  }
}

/**
 * Draws a document as a tagged A4 PDF with our fonts in it. The same document always gives the same bytes.
 * Characters beyond Latin, Greek and Cyrillic have no glyph in our fonts and are drawn as an empty box.
 */
export async function renderPdf(
  document: PrintedDocument,
  facts: { readonly issuedAt: Date; readonly author?: string },
): Promise<Uint8Array> {
  const { title, locale } = document;
  const sheet = openSheet({ title, locale, ...facts });
  const chunks: Buffer[] = [];
  sheet.on("data", (chunk: Buffer) => chunks.push(chunk));
  const elements = [drawTitle(sheet, title), ...document.blocks.map((block) => drawBlock(sheet, block))];
  sheet.addStructure(sheet.struct("Document", {}, elements));
  drawPageNumbers(sheet);
  const ended = once(sheet, "end");
  sheet.end();
  await ended;
  return Buffer.concat(chunks);
}
