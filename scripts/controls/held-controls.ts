import fs from "node:fs";
import path from "node:path";
import { z } from "zod";

/** A test that says by its title which rows, faults and controls it holds. */
export interface HoldingTest {
  readonly file: string;
  /** The title without its ids. */
  readonly title: string;
  readonly ids: readonly string[];
}

const FOLDERS = ["app", "components", "e2e", "lib", "prisma", "scripts", "test", "worker"];
/** Contracts are tests that several adapters share, so they end otherwise. */
const HOLDS_TESTS = /\.(test|spec)\.tsx?$|^test\/contracts\//;
const ID = String.raw`(?:[A-Z]{3}-\d{2}|[FSI]\d{1,2})`;
/** A text that is handed to a function and begins with ids and a colon. */
const TITLED = new RegExp(String.raw`[(,]\s*(["'\x60])(${ID}(?:, ${ID})*): ((?:\\.|(?!\1)[^\\])*)\1`, "g");

/** The ids that have to be held, each with what it asks for. */
export function requiredControls(root: string): ReadonlyMap<string, string> {
  const text = fs.readFileSync(path.join(root, "security/controls.json"), "utf8");
  return new Map(Object.entries(z.record(z.string(), z.string()).parse(JSON.parse(text))));
}

/** The tests in a source text whose titles begin with ids, such as "F15, S30: is stored once". */
export function holdingTests(file: string, text: string): HoldingTest[] {
  return [...text.matchAll(TITLED)].map(([, , ids = "", title = ""]) => ({
    file,
    title,
    ids: ids.split(", "),
  }));
}

function filesBelow(root: string, folder: string): string[] {
  return fs.readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    if (["node_modules", "generated"].includes(entry.name)) return [];
    const file = `${folder}/${entry.name}`;
    return entry.isDirectory() ? filesBelow(root, file) : [file];
  });
}

/** All of the repository's tests that name what they hold, by file. Those of the sandbox hold rules of its own. */
export function findHoldingTests(root: string): HoldingTest[] {
  return FOLDERS.flatMap((folder) => filesBelow(root, folder))
    .filter((file) => HOLDS_TESTS.test(file))
    .toSorted()
    .flatMap((file) => holdingTests(file, fs.readFileSync(path.join(root, file), "utf8")));
}
