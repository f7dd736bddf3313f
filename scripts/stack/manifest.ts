import fs from "node:fs";
import path from "node:path";
import { z } from "zod";

const loginsFile = z.array(
  z.object({ merchant: z.string(), role: z.string(), email: z.string(), password: z.string() }),
);

export type Login = z.infer<typeof loginsFile>[number];

/** What end-to-end tests and other tools read about a running demo; the file exists only while all of it is healthy. */
export type Manifest = {
  url: string;
  databaseUrl: string;
  /** Null when the demo talks to Stripe itself. */
  sandbox: { url: string; secretKey: string; publishableKey: string; webhookSecret: string } | null;
  mailboxUrl: string;
  logins: Login[];
};

export function writeManifest(file: string, manifest: Manifest): void {
  // Whoever waits for the file reads it the moment it appears, so it appears whole.
  const half = `${file}.${process.pid}`;
  fs.writeFileSync(half, `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600 });
  fs.renameSync(half, file);
}

/** The logins the seed left in `home`, or null when it has not run. */
export function readLogins(home: string): Login[] | null {
  const file = path.join(home, "logins.json");
  if (!fs.existsSync(file)) return null;
  const parsed = loginsFile.safeParse(JSON.parse(fs.readFileSync(file, "utf8")));
  return parsed.success ? parsed.data : null;
}
