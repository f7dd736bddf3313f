import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";

/** Whatever a build is made of. Tests and documents are not: editing them must not cost the next start a build. */
const SOURCES = [
  "app",
  "components",
  "lib",
  "public",
  "prisma/schema",
  "proxy.ts",
  "instrumentation.ts",
  "next.config.ts",
  "postcss.config.mjs",
  "tsconfig.json",
  "package-lock.json",
];

/** A digest of everything the build depends on. */
export function buildFingerprint(root: string): string {
  const digest = createHash("sha256").update(process.version);
  for (const file of SOURCES.flatMap((source) => filesBelow(root, source))) {
    digest.update(`\0${file}\0`).update(fs.readFileSync(path.join(root, file)));
  }
  return digest.digest("hex");
}

/** Whether the build in the folder was finished and is of these sources. */
export function isBuilt(buildDir: string, fingerprint: string): boolean {
  const file = path.join(buildDir, "remit-fingerprint");
  return (
    fs.existsSync(path.join(buildDir, "BUILD_ID")) &&
    fs.existsSync(file) &&
    fs.readFileSync(file, "utf8") === fingerprint
  );
}

export function markBuilt(buildDir: string, fingerprint: string): void {
  fs.writeFileSync(path.join(buildDir, "remit-fingerprint"), fingerprint);
}

/** Before a build: one that is killed half-way must not pass for finished. */
export function markUnbuilt(buildDir: string): void {
  fs.rmSync(path.join(buildDir, "remit-fingerprint"), { force: true });
}

function filesBelow(root: string, entry: string): string[] {
  const full = path.join(root, entry);
  if (!fs.existsSync(full)) return [];
  if (fs.statSync(full).isFile()) return /\.test(-d)?\.tsx?$/.test(entry) ? [] : [entry];
  return fs
    .readdirSync(full)
    .toSorted()
    .flatMap((name) => filesBelow(root, path.join(entry, name)));
}
