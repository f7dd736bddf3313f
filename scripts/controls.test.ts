import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { controlsPage, idsNotYetHeld, rowsOfPage, rowsOfTests } from "./controls/controls-page";
import { findHoldingTests, holdingTests, requiredControls } from "./controls/held-controls";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const page = fs.readFileSync(path.join(ROOT, "docs/controls.md"), "utf8");
const required = requiredControls(ROOT);
const tests = findHoldingTests(ROOT);
const isHeld = (id: string) => tests.some((each) => each.ids.includes(id));

describe("docs/controls.md", () => {
  test("has a test for each row, fault and control, or says why there is none yet", () => {
    const excused = new Set(idsNotYetHeld(page));
    const gaps = [...required.keys()].filter((id) => !isHeld(id) && !excused.has(id));
    expect(gaps, "Title a test with the id, or write a line under 'Not yet'.").toEqual([]);
  });

  test("lists no test that is not there", () => {
    const known = new Set(rowsOfTests(tests).map((row) => `${row.id} ${row.file} ${row.title}`));
    const gone = rowsOfPage(page).filter((row) => !known.has(`${row.id} ${row.file} ${row.title}`));
    expect(gone, "Run npm run controls.").toEqual([]);
  });

  test("lists each that is held", () => {
    const listed = new Set(rowsOfPage(page).map((row) => row.id));
    const missing = [...required.keys()].filter((id) => isHeld(id) && !listed.has(id));
    expect(missing, "Run npm run controls.").toEqual([]);
  });

  test("excuses nothing that is held by now, and nothing that nobody asks for", () => {
    const idle = idsNotYetHeld(page).filter((id) => isHeld(id) || !required.has(id));
    expect(idle, "Run npm run controls.").toEqual([]);
  });
});

describe("a title", () => {
  test("names what it holds before its colon, in any quotes and behind a table of cases", () => {
    const text = `test("F15, S30: is one", x); test.each([1])(\n    'WHK-02: %s', y); describe(\`I6: z\`, w);`;
    expect(holdingTests("a.test.ts", text)).toEqual([
      { file: "a.test.ts", title: "is one", ids: ["F15", "S30"] },
      { file: "a.test.ts", title: "%s", ids: ["WHK-02"] },
      { file: "a.test.ts", title: "z", ids: ["I6"] },
    ]);
  });

  test("that only speaks of an id does not hold it", () => {
    expect(holdingTests("a.test.ts", `test("like F15: is one", x); const S01 = "S01: no title";`)).toEqual(
      [],
    );
  });
});

describe("the page, made anew", () => {
  const held = [{ file: "a.test.ts", title: "a | b", ids: ["F01"] }];
  const before =
    "# Page\n\n- F01: later.\n- F02: later.\n\n<!-- table: npm run controls -->\n<!-- end of the table -->\n\nEnd\n";

  test("drops the excuse of what is held, keeps the others, and reads back as it was written", () => {
    const made = controlsPage(before, new Map([["F01", "One"]]), held);
    expect(idsNotYetHeld(made)).toEqual(["F02"]);
    expect(rowsOfPage(made)).toEqual(rowsOfTests(held));
    expect(controlsPage(made, new Map([["F01", "One"]]), held)).toBe(made);
    expect(made.endsWith("\n\nEnd\n")).toBe(true);
  });
});
