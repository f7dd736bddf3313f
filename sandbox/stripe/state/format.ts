import { idCount } from "../ids.ts";
import { isRecord } from "../objects.ts";
import type { Store } from "../store.ts";
import type { Touched } from "./changes.ts";
import { tablesOf, type Table } from "./tables.ts";

/** Raised whenever a file of the version before would be misread. */
export const FORMAT_VERSION = 1;
const FORMAT_NAME = "stripe-sandbox-state";
const ROWS_PER_LINE = 500;

/** Table, id, and what is known of it: `null` when it is gone. */
type Row = readonly [table: string, id: string, value: unknown];

/** One line of the file: objects that changed together. Half of them would be an account that never was. */
const lineOf = (rows: readonly Row[], isFresh: boolean): string =>
  `${JSON.stringify({ ids: idCount(), ...(isFresh ? { fresh: true } : {}), rows })}\n`;

/** What was touched, as one line. */
export function changeLine(store: Store, { ids, isFresh }: Touched): string {
  const tables = new Map<string, Table>(Object.entries(tablesOf(store)));
  const rows: Row[] = [];
  for (const [name, touched] of ids) {
    const table = tables.get(name);
    for (const id of touched) rows.push([name, id, table?.write(id) ?? null]);
  }
  return lineOf(rows, isFresh);
}

/** The whole account: a header that says how many lines it is, then those lines. */
export function* snapshotLines(store: Store): Generator<string> {
  const tables = Object.entries(tablesOf(store));
  const ids = tables.flatMap(([name, table]) => [...table.ids()].map((id) => ({ name, table, id })));
  const lines = Math.ceil(ids.length / ROWS_PER_LINE);
  yield `${JSON.stringify({ format: FORMAT_NAME, version: FORMAT_VERSION, snapshotLines: lines })}\n`;
  for (let start = 0; start < ids.length; start += ROWS_PER_LINE) {
    const part = ids.slice(start, start + ROWS_PER_LINE);
    yield lineOf(
      part.map(({ name, table, id }): Row => [name, id, table.write(id)]),
      false,
    );
  }
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

export type Header = { readonly version: unknown; readonly snapshotLines: number };

/** Answers `null` for what is not the first line of a state file. */
export function readHeader(line: string): Header | null {
  const value = parsed(line);
  if (!isRecord(value) || value["format"] !== FORMAT_NAME) return null;
  const lines = value["snapshotLines"];
  return { version: value["version"], snapshotLines: typeof lines === "number" ? lines : 0 };
}

export type Change = { readonly ids: number; readonly isFresh: boolean; readonly rows: readonly Row[] };

const isRow = (value: unknown): value is Row =>
  Array.isArray(value) && value.length === 3 && typeof value[0] === "string" && typeof value[1] === "string";

/** Answers `null` for a line that was not written to its end. */
export function readChange(line: string): Change | null {
  const value = parsed(line);
  if (!isRecord(value)) return null;
  const { ids, fresh, rows } = value;
  if (typeof ids !== "number" || !Array.isArray(rows) || !rows.every(isRow)) return null;
  return { ids, isFresh: fresh === true, rows };
}
