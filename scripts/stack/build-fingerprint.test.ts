import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { buildFingerprint, isBuilt, markBuilt, markUnbuilt } from "./build-fingerprint";

let root = "";
beforeEach(() => {
  root = fs.mkdtempSync(path.join(os.tmpdir(), "remit-build-"));
  fs.mkdirSync(path.join(root, "app"));
  fs.writeFileSync(path.join(root, "app", "page.tsx"), "one");
});
afterEach(() => fs.rmSync(root, { recursive: true }));

test("changes with the content of a source, and with a new or renamed one", () => {
  const seen = [buildFingerprint(root)];
  fs.writeFileSync(path.join(root, "app", "page.tsx"), "two");
  seen.push(buildFingerprint(root));
  fs.renameSync(path.join(root, "app", "page.tsx"), path.join(root, "app", "layout.tsx"));
  seen.push(buildFingerprint(root));
  expect(new Set(seen).size).toBe(3);
});

test("does not change with tests and documents", () => {
  const before = buildFingerprint(root);
  fs.writeFileSync(path.join(root, "app", "page.test.tsx"), "test");
  fs.writeFileSync(path.join(root, "README.md"), "# Read");
  expect(buildFingerprint(root)).toBe(before);
});

test("counts only a finished build of the same sources as built", () => {
  const buildDir = path.join(root, ".next");
  fs.mkdirSync(buildDir);
  const fingerprint = buildFingerprint(root);
  expect(isBuilt(buildDir, fingerprint)).toBe(false);
  fs.writeFileSync(path.join(buildDir, "BUILD_ID"), "id");
  expect(isBuilt(buildDir, fingerprint)).toBe(false);
  markBuilt(buildDir, fingerprint);
  expect(isBuilt(buildDir, fingerprint)).toBe(true);
  expect(isBuilt(buildDir, "another")).toBe(false);
  markUnbuilt(buildDir);
  expect(isBuilt(buildDir, fingerprint)).toBe(false);
});
