import { invariant } from "../invariant";
import type { PrintedBlock, PrintedDocument } from "./printed-document";

type Fields = Readonly<Record<string, unknown>>;

function fieldsOf(value: unknown): Fields {
  invariant(typeof value === "object" && value !== null && !Array.isArray(value), "A part is not an object.");
  return Object.fromEntries(Object.entries(value));
}

function textOf(value: unknown): string {
  invariant(typeof value === "string", "A printed text is not a text.");
  return value;
}

function textOrNullOf(value: unknown): string | null {
  return value === null ? null : textOf(value);
}

function listOf<T>(value: unknown, read: (item: unknown) => T): T[] {
  invariant(Array.isArray(value), "A printed list is not a list.");
  return value.map((item) => read(item));
}

function factOf(value: unknown) {
  const { term, value: text } = fieldsOf(value);
  return { term: textOf(term), value: textOf(text) };
}

function blockOf(value: unknown): PrintedBlock {
  const block = fieldsOf(value);
  switch (block["kind"]) {
    case "columns":
      return {
        kind: "columns",
        columns: listOf(block["columns"], (item) => {
          const { heading, lines } = fieldsOf(item);
          return { heading: textOf(heading), lines: listOf(lines, textOf) };
        }),
      };
    case "facts":
      return {
        kind: "facts",
        heading: textOrNullOf(block["heading"]),
        facts: listOf(block["facts"], factOf),
      };
    case "table":
      return {
        kind: "table",
        heading: textOf(block["heading"]),
        columns: listOf(block["columns"], (item) => {
          const { label, align } = fieldsOf(item);
          return { label: textOf(label), align: align === "end" ? "end" : "start" };
        }),
        rows: listOf(block["rows"], (row) => listOf(row, textOf)),
        totals: listOf(block["totals"], (item) => ({
          ...factOf(item),
          isStrong: fieldsOf(item)["isStrong"] === true,
        })),
      };
    case "text":
      return {
        kind: "text",
        heading: textOrNullOf(block["heading"]),
        paragraphs: listOf(block["paragraphs"], textOf),
      };
    default:
      invariant(false, "A printed document has a part that nobody can draw.");
  }
}

/** Reads a stored document. @throws InvariantViolation when it is not one: what was issued was written by us. */
export function parsePrintedDocument(value: unknown): PrintedDocument {
  const { locale, title, fileName, blocks } = fieldsOf(value);
  return {
    locale: textOf(locale),
    title: textOf(title),
    fileName: textOf(fileName),
    blocks: listOf(blocks, blockOf),
  };
}
