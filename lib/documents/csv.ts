/** A cell: a text that a person may have written, or a figure that only a program has. */
export type CsvCell = string | null | { readonly figure: string };

/** A cell that begins with one of these is a formula to a spreadsheet; the full-width signs are to some of them. */
const FORMULA = /^[=+\-@\t\r＝＋－＠]/u;
const NEEDS_QUOTES = /[",\r\n]|^\s|\s$/u;
const FIGURE = /^-?\d+(\.\d+)?$/;

function cellText(cell: CsvCell): string {
  if (cell === null) return "";
  if (typeof cell !== "string") {
    if (FIGURE.test(cell.figure)) return cell.figure;
    return cellText(cell.figure);
  }
  // An apostrophe makes a spreadsheet take the rest as text.
  const text = FORMULA.test(cell) ? `'${cell}` : cell;
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * One line as RFC 4180 has it, ended by CR LF. What people wrote can be no formula: a text that would be one is set off by an
 * apostrophe. Figures stay figures, also negative ones.
 */
export function csvLine(cells: readonly CsvCell[]): string {
  return `${cells.map(cellText).join(",")}\r\n`;
}

/** So that spreadsheets read UTF-8 as such. */
const BYTE_ORDER_MARK = "\u{FEFF}";

/** A table as a stream of bytes: rows are made as they are read, and none is kept. */
export function streamCsv(
  head: readonly string[],
  rows: AsyncIterable<readonly CsvCell[]>,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const lines = rows[Symbol.asyncIterator]();
  return new ReadableStream({
    start: (controller) => controller.enqueue(encoder.encode(BYTE_ORDER_MARK + csvLine(head))),
    pull: async (controller) => {
      const next = await lines.next();
      if (next.done) controller.close();
      else controller.enqueue(encoder.encode(csvLine(next.value)));
    },
    cancel: async () => {
      await lines.return?.();
    },
  });
}
