// What linters do not check. Each title is the rule's own sentence; a failure lists the offenders.
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const SELF = "scripts/tidy.test.ts";
const SOURCES = [
  "app",
  "bench",
  "components",
  "e2e",
  "lib",
  "prisma",
  "sandbox",
  "scripts",
  "test",
  "worker",
];

/** Paths below the folder, relative to the repository; nothing when there is no such folder. */
function filesBelow(folder: string): string[] {
  const full = path.join(ROOT, folder);
  if (!fs.existsSync(full)) return [];
  return fs.readdirSync(full, { withFileTypes: true }).flatMap((entry) => {
    const relative = `${folder}/${entry.name}`;
    if (entry.name.startsWith(".") || entry.name === "node_modules" || relative === "prisma/generated")
      return [];
    return entry.isDirectory() ? filesBelow(relative) : [relative];
  });
}

const read = (file: string): string => fs.readFileSync(path.join(ROOT, file), "utf8");
const sources = SOURCES.flatMap(filesBelow);
const code = sources.filter((file) => /\.(ts|tsx|mjs)$/.test(file) && file !== SELF);
const isTest = (file: string) => /\.(test|test-d|spec)\.tsx?$/.test(file);
const pages = [
  ...fs.readdirSync(ROOT).filter((name) => name.endsWith(".md")),
  ...[...SOURCES, "docs"].flatMap(filesBelow).filter((file) => file.endsWith(".md")),
];

/** Comments and texts speak of the outside world as they must; only names are ours to choose. */
function withoutCommentsAndTexts(text: string): string {
  return text
    .replaceAll(/\/\*[^]*?\*\//g, "")
    .replaceAll(/^\s*\/\/.*$/gm, "")
    .replaceAll(/"(?:[^"\\\n]|\\.)*"/g, '""')
    .replaceAll(/`(?:[^`\\]|\\.)*`/g, "``");
}

/** Exported functions; one whose first argument is a transaction is a step inside someone's command. */
const functionsOf = (file: string) =>
  [...read(file).matchAll(/^export (?:async )?function (\w+)(?:<[^>(]*>)?\(\s*(\w*)/gm)].map(
    ([, name = "", first = ""]) => ({
      name,
      isStep: first === "tx",
    }),
  );
const camelCase = (file: string) =>
  path.basename(file, ".ts").replaceAll(/-(\w)/g, (_dash, letter: string) => letter.toUpperCase());
/** A layer of the import table may be one file, and is named without its ending. */
const exists = (target: string) =>
  ["", ".ts"].some((ending) => fs.existsSync(path.join(ROOT, target + ending)));
const withoutFences = (text: string) => text.replaceAll(/^(```|~~~)[^]*?^\1.*$/gm, "");

describe("services", () => {
  const services = filesBelow("lib/services").filter((file) => file.split("/").length > 3 && !isTest(file));

  test("each file exports exactly one command, named like the file", () => {
    const offenders = services.filter((file) => {
      const exported = functionsOf(file);
      // Steps run inside a caller's transaction; those that belong together may share a file.
      if (exported.length > 0 && exported.every((one) => one.isStep)) return false;
      return exported.length !== 1 || exported[0]?.name !== camelCase(file);
    });
    expect(offenders).toEqual([]);
  });

  test("each command is called by a test of its own folder or by a scenario", () => {
    const tests = [...filesBelow("lib"), ...filesBelow("test")].filter(isTest).map(read).join("\n");
    const commands = services.flatMap((file) => functionsOf(file).filter((one) => !one.isStep));
    expect(
      commands.map((one) => one.name).filter((name) => !new RegExp(`\\b${name}(<\\w+>)?\\(`).test(tests)),
    ).toEqual([]);
  });
});

describe("names", () => {
  test("no file or folder is named after nothing in particular", () => {
    const banned = /(^|\/)(utils?|helpers?|misc|common|shared)(\/|\.)/;
    expect(sources.filter((file) => banned.test(file))).toEqual([]);
  });

  test("there are no barrels outside of app", () => {
    expect(code.filter((file) => /(^|\/)index\.tsx?$/.test(file) && !file.startsWith("app/"))).toEqual([]);
  });

  test("files are in kebab-case", () => {
    const kebab = /^(\.?[a-z0-9]+(-[a-z0-9]+)*)(\.[a-z-]+)*$/;
    const named = code.filter((file) => !/\[|\(|\/_|^prisma\/migrations/.test(file));
    expect(named.filter((file) => !kebab.test(path.basename(file)))).toEqual([]);
  });

  test("the glossary's forbidden words are no identifiers outside of the gateways", () => {
    const forbidden =
      /\b\w*(chargeback|tranche|downPayment|preAuth|proRata|paymentProvider|writeoffAmount)\w*\b/gi;
    const ours = code.filter((file) => !/^(lib\/gateways|sandbox)\//.test(file));
    const offenders = ours.flatMap((file) =>
      [...withoutCommentsAndTexts(read(file)).matchAll(forbidden)].map(([word]) => `${file}: ${word}`),
    );
    expect(offenders).toEqual([]);
  });
});

describe("code", () => {
  /** Functions longer than 50 lines that are there already. The number may fall, never rise. */
  const LONG_FUNCTIONS_MAX = 3;

  test("functions end at 50 lines", () => {
    const plain = code.filter((file) => file.endsWith(".ts") && !isTest(file) && !file.startsWith("test/"));
    const long = plain.flatMap(longFunctions);
    expect(long.length, long.join("\n")).toBeLessThanOrEqual(LONG_FUNCTIONS_MAX);
  });

  test("nothing is left to be done later", () => {
    const marks = new RegExp(
      `\\b(${["TO", "FIX"].map((start) => start + (start === "TO" ? "DO" : "ME")).join("|")}|XXX)\\b`,
    );
    expect([...code, ...pages].filter((file) => marks.test(read(file)))).toEqual([]);
  });

  test("what cannot happen is asserted, not commented", () => {
    expect(code.filter((file) => /should never happen|just in case/i.test(read(file)))).toEqual([]);
  });

  test("tests wait for what they wait for, never for a time", () => {
    const sleeping = code.filter((file) => file.startsWith("e2e/") && /waitForTimeout/.test(read(file)));
    expect(sleeping).toEqual([]);
  });
});

/** Prettier puts a function's closing brace on the column of its first word, so that indentation tells its length. */
function longFunctions(file: string): string[] {
  const lines = read(file).split("\n");
  return lines.flatMap((line, index) => {
    const indent = /^( *)(?:export )?(?:default )?(?:async )?function\b/.exec(line)?.[1];
    if (indent === undefined) return [];
    const end = lines.findIndex((other, at) => at > index && other.startsWith(`${indent}}`));
    // An object of Stripe's has as many fields as it has; one line for each is a list, not a long thought.
    const isField = (other: string) =>
      file.startsWith("sandbox/") && /^\s+\w+(: [^{}()=>]+(\([^()]*\))?)?,$/.test(other);
    const length = lines.slice(index, end + 1).filter((other) => !isField(other)).length;
    return length > 50 ? [`${file}:${index + 1} has ${length} lines`] : [];
  });
}

describe("documents", () => {
  test("each page has one title", () => {
    const offenders = pages.filter((page) => (withoutFences(read(page)).match(/^# /gm) ?? []).length !== 1);
    expect(offenders).toEqual([]);
  });

  test("paths quoted in documents exist", () => {
    const quoted = new RegExp(`\`((?:${[...SOURCES, "docs", "public"].join("|")})/[\\w./()@[\\]-]+)\``, "g");
    const offenders = pages.flatMap((page) =>
      [...withoutFences(read(page)).matchAll(quoted)]
        .map(([, target = ""]) => target)
        .filter((target) => !target.startsWith("prisma/generated") && !exists(target))
        .map((target) => `${page}: ${target}`),
    );
    expect(offenders).toEqual([]);
  });

  test("links between documents lead somewhere", () => {
    const offenders = pages.flatMap((page) =>
      [...withoutFences(read(page)).matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)]
        .map(([, target = ""]) => target)
        .filter((target) => !/^[a-z]+:/.test(target))
        .filter((target) => !fs.existsSync(path.resolve(ROOT, path.dirname(page), target)))
        .map((target) => `${page}: ${target}`),
    );
    expect(offenders).toEqual([]);
  });

  test("each decision says context, decision, consequences, alternatives and what enforces it", () => {
    const records = filesBelow("docs/decisions").filter((file) => /\/\d{4}-.*\.md$/.test(file));
    const headings = ["Context", "Decision", "Consequences", "Alternatives", "Enforced by"];
    const offenders = records.filter((file) => {
      const text = read(file);
      return !headings.every((heading) => new RegExp(`^#+ ${heading}\\s*$`, "mi").test(text));
    });
    expect(offenders).toEqual([]);
  });

  test("each decision has a number of its own", () => {
    const numbers = filesBelow("docs/decisions").map((file) => path.basename(file).slice(0, 4));
    expect(numbers.length).toBeGreaterThan(20);
    expect(numbers.filter((number, index) => numbers.indexOf(number) !== index)).toEqual([]);
  });
});
