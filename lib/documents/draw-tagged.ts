import type { Sheet } from "./open-sheet";

/** An element of the document's structure, which readers that speak follow. */
export type Element = ReturnType<Sheet["struct"]>;

/** Draws what belongs to one element of the structure, such as P, H2 or TD. */
export function drawTagged(sheet: Sheet, tag: string, draw: () => void): Element {
  const content = sheet.markStructureContent(tag);
  draw();
  sheet.endMarkedContent();
  return sheet.struct(tag, {}, [content]);
}
