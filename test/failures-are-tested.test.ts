import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

const ROOT = fileURLToPath(new URL("..", import.meta.url));

function filesBelow(folder: string): string[] {
  return fs
    .readdirSync(path.join(ROOT, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
    .map((entry) => path.join(entry.parentPath, entry.name));
}

const isTest = (file: string) => file.endsWith(".test.ts");
const read = (file: string) => fs.readFileSync(file, "utf8");
const sources = filesBelow("lib/services").filter((file) => !isTest(file));
const tests = ["lib/services", "lib/webhooks", "lib/auth", "test"]
  .flatMap(filesBelow)
  .filter(isTest)
  .map(read)
  .join("\n");

const codes = [
  ...new Set(
    sources.flatMap((file) => [...read(file).matchAll(/\bcode: "([a-z_]+)"/g)].map(([, code = ""]) => code)),
  ),
].toSorted();

describe("refusals", () => {
  test("are found in the services", () => {
    expect(codes).toContain("order_not_found");
    expect(codes.length).toBeGreaterThan(20);
  });

  test("are each expected by a test", () => {
    expect(codes.filter((code) => !tests.includes(`"${code}"`))).toEqual([]);
  });
});
