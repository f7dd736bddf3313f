import { readdirSync, readFileSync } from "node:fs";

const TESTS = new URL("../tests/", import.meta.url);
const PAGE = /https:\/\/(?:docs\.)?stripe\.com\/[^\s)"`,]+/;
const TITLE =
  /\b(describe|it)(?:\.\w+)?\(\s*(["`])((?:(?!\2)[\s\S])*)\2|\]\)\(\s*(["`])((?:(?!\4)[\s\S])*)\4/g;

type Rule = { readonly page: string; readonly file: string; readonly group: string; readonly test: string };

const withoutPage = (title: string): string =>
  title
    .replace(PAGE, "")
    .replaceAll(/\(\s*\)/g, "")
    .replaceAll(/\s+/g, " ")
    .trim();

/** Every test that states a rule of a page of Stripe's documentation, which its own title or that of its group names. */
function rulesOf(file: string): readonly Rule[] {
  const source = readFileSync(new URL(file, TESTS), "utf8");
  const rules: Rule[] = [];
  let group = { title: "", page: "" };
  for (const match of source.matchAll(TITLE)) {
    const title = match[3] ?? match[5] ?? "";
    const page = PAGE.exec(title)?.[0].replace(/[.:]$/, "") ?? "";
    if (match[1] === "describe") group = { title: withoutPage(title), page };
    else if (page !== "" || group.page !== "")
      rules.push({ page: page || group.page, file, group: group.title, test: withoutPage(title) });
  }
  return rules;
}

const SPECS = new URL("../browser/", import.meta.url);
const SPEC_LINE = /^\/\/ .*$|^ *test\(\s*(["`])((?:(?!\1)[\s\S])*)\1/gm;

/** What is tested in a browser; there the page stands in a comment above the tests that are about it. */
function rulesOfSpec(file: string): readonly Rule[] {
  const source = readFileSync(new URL(file, SPECS), "utf8");
  const group = file.replace(".spec.ts", "").replaceAll("-", " ");
  const rules: Rule[] = [];
  let page = "";
  for (const match of source.matchAll(SPEC_LINE)) {
    if (match[2] === undefined) page = PAGE.exec(match[0])?.[0] ?? page;
    else if (page !== "") rules.push({ page, file: `browser/${file}`, group, test: match[2] });
  }
  return rules;
}

const cell = (text: string): string => text.replaceAll("|", "\\|");

/** The table of rules, by page of Stripe's documentation. */
export function rulesPage(): string {
  const files = readdirSync(TESTS).filter((file) => file.endsWith(".test.ts"));
  const specs = readdirSync(SPECS).filter((file) => file.endsWith(".spec.ts"));
  const rules = [...files.flatMap(rulesOf), ...specs.flatMap(rulesOfSpec)].toSorted(
    (a, b) => a.page.localeCompare(b.page) || a.file.localeCompare(b.file),
  );
  const pages = [...new Set(rules.map(({ page }) => page))];
  const parts = pages.map((page) => {
    const ofPage = rules.filter((rule) => rule.page === page);
    const rows = ofPage.map(({ group, test, file }) => `| ${cell(group)} | ${cell(test)} | \`${file}\` |`);
    return `## ${page}\n\n| About | What is true | Test |\n| --- | --- | --- |\n${rows.join("\n")}\n`;
  });
  return `# Rules

Each rule of Stripe's documentation that the sandbox follows, with the test that holds it. Written by \`npm run sandbox:rules\` from the
titles of the tests; a test compares it with them. ${rules.length} tests, ${pages.length} pages.

${parts.join("\n")}`;
}
