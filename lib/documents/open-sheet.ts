import { readFileSync } from "node:fs";
import path from "node:path";
import PDFDocument from "pdfkit";

/** A4 in points, with the margins of a letter. */
export const SHEET = { width: 595.28, height: 841.89, margin: 56 } as const;

export const CONTENT_WIDTH = SHEET.width - 2 * SHEET.margin;

export const INK = "#1c1d19";
export const INK_SOFT = "#55544b";
export const RULE = "#c9c5b6";

export type Sheet = PDFKit.PDFDocument;

const FONT_FOLDER = path.join(process.cwd(), "lib/documents/fonts");

let fonts: { regular: Buffer; semibold: Buffer } | undefined;

/** Read once: every document embeds the glyphs it uses, so that it looks the same everywhere and its text can be copied. */
function fontFiles(): { regular: Buffer; semibold: Buffer } {
  fonts ??= {
    regular: readFileSync(path.join(FONT_FOLDER, "source-sans-3-regular.ttf")),
    semibold: readFileSync(path.join(FONT_FOLDER, "source-sans-3-semibold.ttf")),
  };
  return fonts;
}

/**
 * An empty tagged PDF with our fonts. Its dates are the document's own, so that the same document always gives the same bytes.
 */
export function openSheet(facts: { title: string; locale: string; author?: string; issuedAt: Date }): Sheet {
  const sheet = new PDFDocument({
    size: [SHEET.width, SHEET.height],
    margins: { top: SHEET.margin, bottom: SHEET.margin, left: SHEET.margin, right: SHEET.margin },
    pdfVersion: "1.7",
    tagged: true,
    displayTitle: true,
    lang: facts.locale,
    bufferPages: true,
    info: {
      Title: facts.title,
      ...(facts.author === undefined ? {} : { Author: facts.author }),
      Creator: "Remit",
      Producer: "Remit",
      CreationDate: facts.issuedAt,
      ModDate: facts.issuedAt,
    },
  });
  const { regular, semibold } = fontFiles();
  sheet.registerFont("regular", regular);
  sheet.registerFont("semibold", semibold);
  return sheet.font("regular").fontSize(10).fillColor(INK);
}

/** Begins a new page unless so much height is left on this one. Answers whether it did. */
export function ensureRoom(sheet: Sheet, height: number): boolean {
  if (sheet.y + height <= SHEET.height - SHEET.margin) return false;
  sheet.addPage();
  return true;
}

/** A hairline across the content, which readers that speak do not mention. */
export function drawRule(sheet: Sheet, y: number, color: string = RULE): void {
  sheet.markContent("Artifact", { type: "Layout" });
  sheet
    .moveTo(SHEET.margin, y)
    .lineTo(SHEET.width - SHEET.margin, y)
    .lineWidth(0.6)
    .strokeColor(color)
    .stroke();
  sheet.endMarkedContent();
}
