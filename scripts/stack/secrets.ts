import { randomBytes, randomUUID } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { z } from "zod";
import { randomPasswords } from "../postgres/start-postgres";

const secretsFile = z.object({
  /** Names the cluster these passwords belong to; kept beside the data as well. */
  clusterId: z.string(),
  nextAuthSecret: z.string().min(32),
  postgres: z.object({ superuser: z.string(), owner: z.string(), app: z.string() }),
  sandbox: z.object({ secretKey: z.string(), publishableKey: z.string(), webhookSecret: z.string() }),
});

export type Secrets = z.infer<typeof secretsFile>;

/** Made once per clone and kept in `home`, readable by their owner only. */
export function loadSecrets(home: string): Secrets {
  const file = path.join(home, "secrets.json");
  if (fs.existsSync(file)) {
    const parsed = secretsFile.safeParse(readJson(file));
    if (parsed.success) return parsed.data;
    throw new Error(`${file} is damaged. Start afresh with npm run demo -- --reset.`);
  }
  const secrets = newSecrets();
  // Under a name of its own first: a run that is killed here leaves no half of a file.
  const half = `${file}.${process.pid}`;
  fs.writeFileSync(half, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  fs.renameSync(half, file);
  return secrets;
}

export function newSecrets(): Secrets {
  return {
    clusterId: randomUUID(),
    nextAuthSecret: randomBytes(32).toString("base64url"),
    postgres: randomPasswords(),
    sandbox: {
      secretKey: `sk_test_sandbox${suffix()}`,
      publishableKey: `pk_test_sandbox${suffix()}`,
      webhookSecret: `whsec_sandbox${suffix()}`,
    },
  };
}

function suffix(): string {
  return randomBytes(18).toString("hex");
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(fs.readFileSync(file, "utf8"));
  } catch {
    return null;
  }
}
