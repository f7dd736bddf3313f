import fs from "node:fs";
import { expect, test } from "vitest";
import { envVariables } from "@/lib/platform/env";

const readme = fs.readFileSync("README.md", "utf8");

const table = [
  "| Variable | Meaning |",
  "| --- | --- |",
  ...envVariables().map(({ name, meaning }) => `| \`${name}\` | ${meaning} |`),
].join("\n");

test("the README's configuration table is the environment's schema", () => {
  const [, shown] = /<!-- configuration:begin -->\n([\s\S]*?)<!-- configuration:end -->/.exec(readme) ?? [];
  const rows = (text: string) =>
    text
      .split("\n")
      .map((line) => line.replaceAll(/\s+/g, " ").replaceAll(/-+/g, "-").trim())
      .filter(Boolean);
  expect(rows(shown ?? "")).toEqual(rows(table));
});

test("every relative link of the README leads somewhere", () => {
  const links = [...readme.matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(([, link]) => link ?? "");
  expect(links.length).toBeGreaterThan(5);
  expect(links.filter((link) => !fs.existsSync(link))).toEqual([]);
});
