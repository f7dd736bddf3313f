import type { PrintedBlock, PrintedDocument } from "./printed-document";

function textsOf(block: PrintedBlock): string[] {
  switch (block.kind) {
    case "columns":
      return block.columns.flatMap(({ heading, lines }) => [heading, ...lines]);
    case "facts":
      return [block.heading ?? "", ...block.facts.flatMap(({ term, value }) => [term, value])];
    case "table":
      return [
        block.heading,
        ...block.columns.map(({ label }) => label),
        ...block.rows.flat(),
        ...block.totals.flatMap(({ term, value }) => [term, value]),
      ];
    case "text":
      return [block.heading ?? "", ...block.paragraphs];
  }
}

/** Every text of a document, in the order in which it is read. */
export function printedTexts(document: PrintedDocument): string[] {
  return [document.title, ...document.blocks.flatMap(textsOf)].filter((text) => text !== "");
}
