import fs from "node:fs/promises";
import path from "node:path";
import { timeBy } from "../clock.ts";
import { createStore } from "../create-store.ts";
import type { Store } from "../store.ts";
import { forgetOld } from "../forget-old.ts";
import { createChanges, NO_CHANGES, type Changes } from "./changes.ts";
import { changeLine, snapshotLines } from "./format.ts";
import { createJournal, type Journal } from "./journal.ts";
import { readState } from "./read-state.ts";

const OWNER_ONLY = 0o600;

export type OpenAccount = {
  readonly store: Store;
  readonly changes: Changes;
  /** Writes from now on what changes in the account, which a reset replaces. */
  readonly follow: (current: () => Store) => void;
  /** Resolves when everything is on the disk. */
  readonly close: () => Promise<void>;
};

/** The account of an earlier run, or an empty one; without a file it is in memory only. Throws on an unknown version. */
export async function openAccount(file: string | undefined): Promise<OpenAccount> {
  if (file === undefined) {
    const store = createStore(NO_CHANGES);
    return { store, changes: NO_CHANGES, follow: () => {}, close: () => Promise.resolve() };
  }
  await fs.mkdir(path.dirname(path.resolve(file)), { recursive: true });
  let journal: Journal | undefined;
  const changes = createChanges(() => journal?.notice());
  const store = await load(file, changes);
  forgetOld(store, timeBy(store.clock.peek("clock")));
  // What was forgotten is not in the new file either.
  changes.take();
  const size = await compact(file, store);
  let current = (): Store => store;
  const open = createJournal(await fs.open(file, "r+"), size, () => {
    const touched = changes.take();
    return touched === null ? null : changeLine(current(), touched);
  });
  journal = open;
  return { store, changes, follow: (account) => void (current = account), close: open.close };
}

const exists = (file: string): Promise<boolean> =>
  fs.access(file).then(
    () => true,
    () => false,
  );

/** The file, else the one before it, else nothing. What could not be read is put aside, never overwritten. */
async function load(file: string, changes: Changes): Promise<Store> {
  if (!(await exists(file))) {
    // Whoever removed the file wants an empty account, and not the one before it after some later mishap.
    await fs.rm(`${file}.previous`, { force: true });
    return createStore(changes);
  }
  const read = await readState(file, changes);
  if (read.kind === "cut")
    console.error(
      `Warning: what was written last to ${file} is not whole and is left out; everything before it is here.`,
    );
  if (read.kind !== "damaged") return read.store;
  await fs.rename(file, `${file}.damaged`);
  const previous = `${file}.previous`;
  const earlier = (await exists(previous)) ? await readState(previous, changes) : null;
  const isReadable = earlier !== null && earlier.kind !== "damaged";
  console.error(
    `Warning: ${file} is damaged; it is now ${file}.damaged. ` +
      (isReadable
        ? `The account is as it was when the sandbox was last started (${previous}).`
        : "The account begins empty."),
  );
  return isReadable ? earlier.store : createStore(changes);
}

/**
 * Writes the account as it is now in place of all that led to it, keeping the file as it was beside it.
 * The new file is whole before it takes the name. Answers its size in bytes.
 */
async function compact(file: string, store: Store): Promise<number> {
  const next = `${file}.next`;
  const handle = await fs.open(next, "w", OWNER_ONLY);
  try {
    await handle.chmod(OWNER_ONLY);
    for (const line of snapshotLines(store)) await handle.write(line);
    await handle.sync();
    if (await exists(file)) await keepPrevious(file);
    await fs.rename(next, file);
    return (await handle.stat()).size;
  } finally {
    await handle.close();
  }
}

/** The file itself stays where it is: at no moment is there none. */
async function keepPrevious(file: string): Promise<void> {
  const copy = `${file}.previous.next`;
  await fs.copyFile(file, copy);
  await fs.chmod(copy, OWNER_ONLY);
  await fs.rename(copy, `${file}.previous`);
}
