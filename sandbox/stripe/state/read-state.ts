import { createReadStream } from "node:fs";
import { continueIdsAfter } from "../ids.ts";
import { connectedStore } from "../connect.ts";
import { createStore } from "../create-store.ts";
import type { Store } from "../store.ts";
import type { Changes } from "./changes.ts";
import { FORMAT_VERSION, readChange, readHeader, type Change } from "./format.ts";
import { tablesOf, type Table } from "./tables.ts";

/**
 * - `whole`: everything that was written.
 * - `cut`: what was written last is missing; the account is as it was a moment before.
 * - `damaged`: not a state file, or less than the account it began with.
 */
type Read = { readonly kind: "whole" | "cut"; readonly store: Store } | { readonly kind: "damaged" };

/** Not readline: it takes U+2028, which JSON leaves as it is, for the end of a line. */
async function* linesOf(file: string): AsyncGenerator<string> {
  let rest: Buffer[] = [];
  const chunks: AsyncIterable<Buffer> = createReadStream(file);
  for await (const chunk of chunks) {
    let bytes = chunk;
    for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10)) {
      yield Buffer.concat([...rest, bytes.subarray(0, end)]).toString("utf8");
      rest = [];
      bytes = bytes.subarray(end + 1);
    }
    if (bytes.length > 0) rest.push(bytes);
  }
  if (rest.length > 0) yield Buffer.concat(rest).toString("utf8");
}

function refuseVersion(file: string, version: unknown): never {
  throw new Error(
    `${file} holds a sandbox account in format ${String(version)}; this sandbox reads format ${FORMAT_VERSION}. ` +
      "Start the version of the sandbox that wrote it, or remove the file to begin with an empty account " +
      "(together with the database that refers to it: npm run demo -- --reset).",
  );
}

function apply(tables: ReadonlyMap<string, Table>, { rows, ids }: Change): boolean {
  continueIdsAfter(ids);
  return rows.every(([name, id, value]) => tables.get(name)?.read(id, value) === true);
}

/** Makes room for connected accounts that have not been met before. Answers whether there were any. */
function connectNew(
  store: Store,
  changes: Changes,
  tables: ReadonlyMap<string, Table>,
  { rows }: Change,
): boolean {
  const unknown = rows.filter(([name]) => name.includes("/") && !tables.has(name));
  for (const [name] of unknown) connectedStore(store, changes, name.split("/")[0] ?? "");
  return unknown.length > 0;
}

/** Rebuilds the account from its file. Throws when the file is of a version that is not known here. */
export async function readState(file: string, changes: Changes): Promise<Read> {
  let store = createStore(changes);
  let tables = new Map<string, Table>(Object.entries(tablesOf(store)));
  let snapshotLines: number | null = null;
  let count = 0;
  for await (const line of linesOf(file)) {
    if (snapshotLines === null) {
      const header = readHeader(line);
      if (header === null) return { kind: "damaged" };
      if (header.version !== FORMAT_VERSION) refuseVersion(file, header.version);
      ({ snapshotLines } = header);
      continue;
    }
    const change = readChange(line);
    if (change?.isFresh === true) {
      store = createStore(changes);
      tables = new Map<string, Table>(Object.entries(tablesOf(store)));
    }
    if (change !== null && connectNew(store, changes, tables, change))
      tables = new Map(Object.entries(tablesOf(store)));
    if (change === null || !apply(tables, change))
      return count < snapshotLines ? { kind: "damaged" } : { kind: "cut", store };
    count += 1;
  }
  return snapshotLines === null || count < snapshotLines ? { kind: "damaged" } : { kind: "whole", store };
}
