import fs from "node:fs";

/** What may change while a process runs. Everything else needs a restart, because more than a gateway hangs on it. */
const NAMES: ReadonlySet<string> = new Set([
  "STRIPE_SECRET_KEY",
  "STRIPE_WORKER_KEY",
  "STRIPE_PUBLISHABLE_KEY",
  "STRIPE_WEBHOOK_SECRET",
  "STRIPE_WEBHOOK_SECRET_PREVIOUS",
  "AUDIT_SIGNING_KEY",
  "AUDIT_KEYS_TRUSTED",
]);

const LINE = /^\s*(?:export\s+)?([A-Z_]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|(\S*))\s*$/;

/** Which state of the file this is: when it was written, and which file stands there; a mounted secret is replaced, not written. */
export function secretsStamp(file: string): string | null {
  const stat = fs.statSync(file, { throwIfNoEntry: false });
  return stat === undefined ? null : `${stat.ino} ${stat.mtimeMs} ${stat.size}`;
}

/**
 * The keys and secrets of a file with lines such as STRIPE_SECRET_KEY=rk_live_…; other names and lines are left alone.
 * @throws Error that names the file when it cannot be read, never a value.
 */
export function readSecrets(file: string): Record<string, string> {
  if (!fs.existsSync(file)) throw new Error(`REMIT_SECRETS_FILE: there is no file ${file}.`);
  const found: Record<string, string> = {};
  for (const line of fs.readFileSync(file, "utf8").split("\n")) {
    const [, name = "", ...values] = LINE.exec(line) ?? [];
    const value = values.find((one) => one !== undefined) ?? "";
    if (NAMES.has(name)) found[name] = value;
  }
  return found;
}
