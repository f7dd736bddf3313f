import { describe, expect, test } from "vitest";
import { type CsvCell, csvLine, streamCsv } from "./csv";

async function* rowsOf(rows: readonly (readonly CsvCell[])[]) {
  yield* rows;
}

describe("a line of CSV", () => {
  test.each([
    ["=1+1", "'=1+1"],
    ["+1", "'+1"],
    ["-1", "'-1"],
    ["@SUM(A1)", "'@SUM(A1)"],
    ["\tx", "'\tx"],
    ["＝1", "'＝1"],
    ["＋1", "'＋1"],
    ["－1", "'－1"],
    ["＠x", "'＠x"],
  ])("S52: has no formula: %j becomes a text", (given, written) => {
    expect(csvLine([given])).toBe(`${written}\r\n`);
  });

  test("S52: sets a formula off within quotes, too", () => {
    expect(csvLine(['=HYPERLINK("http://x","y")'])).toBe(`"'=HYPERLINK(""http://x"",""y"")"\r\n`);
    expect(csvLine(["\r=1"])).toBe(`"'\r=1"\r\n`);
  });

  test("S52: keeps figures as figures, also negative ones, and takes nothing else for one", () => {
    expect(csvLine([{ figure: "-12.50" }, { figure: "9007199254740993" }, { figure: "-1+1" }])).toBe(
      "-12.50,9007199254740993,'-1+1\r\n",
    );
  });

  test("quotes what would end a cell or a line, and writes nothing for nothing", () => {
    expect(csvLine(["a,b", 'say "yes"', "two\nlines", " edge ", "", null, "plain"])).toBe(
      `"a,b","say ""yes""","two\nlines"," edge ",,,plain\r\n`,
    );
  });
});

describe("a table as a stream", () => {
  test("has its head once, and every row in UTF-8", async () => {
    const text = await new Response(
      streamCsv(["Name", "Amount"], rowsOf([["Łukasz", { figure: "-1.00" }]])),
    ).text();
    expect(text).toBe("Name,Amount\r\nŁukasz,-1.00\r\n");
  });

  test("reads no more rows than are asked for, and ends the reading when nobody listens", async () => {
    let made = 0;
    let isEnded = false;
    async function* endless() {
      try {
        for (;;) yield [String((made += 1))];
      } finally {
        isEnded = true;
      }
    }
    const reader = streamCsv(["n"], endless()).getReader();
    await reader.read();
    await reader.read();
    await reader.cancel();
    expect(made).toBeLessThan(5);
    expect(isEnded).toBe(true);
  });
});
