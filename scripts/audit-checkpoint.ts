// npm run audit:checkpoint [-- --file <file>]: signs where each chain of the audit log stands, and prints it (or appends it to the
// file) as one line of JSON each, to be kept where whoever can change the database cannot.
import fs from "node:fs";
import { newestCheckpoints } from "@/lib/db/audit-checkpoints";
import { closePool, pool } from "@/lib/db/pool";
import { checkpointLine } from "@/lib/domain/audit/checkpoint";
import { env } from "@/lib/platform/env";
import { sealAuditLog } from "@/lib/services/audit/seal-audit-log";
import { signAuditChains } from "@/lib/services/audit/sign-audit-chains";
import { runScript } from "./run-script";

await runScript(async () => {
  if (env().AUDIT_SIGNING_KEY === undefined)
    throw new Error("AUDIT_SIGNING_KEY is missing: see .env.example. Nothing was signed.");
  try {
    while (await sealAuditLog());
    await signAuditChains();
    const text = (await newestCheckpoints(pool())).map((one) => `${checkpointLine(one)}\n`).join("");
    const at = process.argv.indexOf("--file");
    const file = at === -1 ? undefined : process.argv[at + 1];
    if (file === undefined) process.stdout.write(text);
    else fs.appendFileSync(file, text);
  } finally {
    await closePool();
  }
});
