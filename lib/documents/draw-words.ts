import { CONTENT_WIDTH, INK, INK_SOFT, SHEET, type Sheet } from "./open-sheet";

/** Where and how one text stands. */
export interface WordsStyle {
  readonly x?: number;
  readonly width?: number;
  readonly size?: number;
  readonly isStrong?: boolean;
  readonly isSoft?: boolean;
  readonly align?: "left" | "right";
}

/** Figures of one width, so that they stand digit under digit. */
export const FIGURES: PDFKit.Mixins.OpenTypeFeatures[] = ["tnum"];

function setFont(sheet: Sheet, { size = 10, isStrong = false, isSoft = false }: WordsStyle): void {
  sheet
    .font(isStrong ? "semibold" : "regular")
    .fontSize(size)
    .fillColor(isSoft ? INK_SOFT : INK);
}

/** How much height a text takes, in points. */
export function heightOfWords(sheet: Sheet, text: string, style: WordsStyle = {}): number {
  setFont(sheet, style);
  return sheet.heightOfString(text, { width: style.width ?? CONTENT_WIDTH, lineGap: 2, features: FIGURES });
}

/** Writes a text at a height and answers where it ends. An empty one takes no room. */
export function drawWords(sheet: Sheet, text: string, y: number, style: WordsStyle = {}): number {
  if (text === "") return y;
  setFont(sheet, style);
  const { x = SHEET.margin, width = CONTENT_WIDTH, align = "left" } = style;
  sheet.text(text, x, y, { width, align, lineGap: 2, features: FIGURES });
  return sheet.y;
}
