import type { HoldingTest } from "./held-controls";

/** One line of the page's table: an id, and a test that holds it. */
export interface PageRow {
  readonly id: string;
  readonly file: string;
  readonly title: string;
}

const [START, END] = ["<!-- table: npm run controls -->", "<!-- end of the table -->"];
const NOT_YET = /^- ([A-Z]{3}-\d{2}|[FSI]\d{1,2}): /gm;

const escaped = (text: string) => text.replaceAll("|", String.raw`\|`).replaceAll("<", "&lt;");

function tableOf(required: ReadonlyMap<string, string>, tests: readonly HoldingTest[]): string {
  const lines = [...required].flatMap(([id, meaning]) => {
    const held = tests.filter((test) => test.ids.includes(id));
    return held.map(
      (test, index) =>
        `| ${id} | ${index === 0 ? escaped(meaning) : ""} | \`${test.file}\` | ${escaped(test.title)} |`,
    );
  });
  return [
    "| Id | What it asks for | Test | What the test says |",
    "| --- | --- | --- | --- |",
    ...lines,
  ].join("\n");
}

/** The rows of the table as it stands on the page. */
export function rowsOfPage(page: string): PageRow[] {
  return [...page.matchAll(/^\| (\S+) \| .*? \| `(\S+)` \| (.*) \|$/gm)].map(
    ([, id = "", file = "", title = ""]) => ({ id, file, title }),
  );
}

/** The rows that the tests themselves make. */
export function rowsOfTests(tests: readonly HoldingTest[]): PageRow[] {
  return tests.flatMap(({ file, title, ids }) => ids.map((id) => ({ id, file, title: escaped(title) })));
}

/** The ids that the page says are not held yet, each with a reason on its line. */
export function idsNotYetHeld(page: string): string[] {
  return [...page.matchAll(NOT_YET)].map(([, id = ""]) => id);
}

/** The page with its table made anew, and without the lines of those that are held by now. */
export function controlsPage(
  page: string,
  required: ReadonlyMap<string, string>,
  tests: readonly HoldingTest[],
): string {
  const held = new Set(tests.flatMap((test) => test.ids));
  const table = `${START}\n\n${tableOf(required, tests)}\n\n${END}`;
  const [before = "", after = ""] = [page.split(START)[0], page.split(END)[1]];
  return `${before}${table}${after}`
    .split("\n")
    .filter((line) => !held.has(/^- (\S+): /.exec(line)?.[1] ?? ""))
    .join("\n");
}
