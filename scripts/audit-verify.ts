// npm run audit:verify [-- --checkpoints <file>] [--json]: proves the audit log of all merchants, and exits with 1 when it does not hold.
import fs from "node:fs";
import { createPool } from "@/lib/db/pool";
import { readSnapshot } from "@/lib/db/read-snapshot";
import { trustedAuditKeys } from "@/lib/platform/trusted-audit-keys";
import type { ChainWitnesses } from "@/lib/reports/checkpoint-offense";
import { type MerchantChainProof, proveChains } from "@/lib/reports/prove-chains";
import { parseCheckpoints } from "./audit/checkpoint-lines";
import { runScript } from "./run-script";

const USAGE =
  "Usage: DATABASE_URL=postgresql://… [AUDIT_KEYS_TRUSTED=<id>,…] npm run audit:verify [-- --checkpoints <file>] [--json]";

/** Checkpoints kept elsewhere, and the keys that may have signed them. */
function witnesses(args: readonly string[]): ChainWitnesses {
  const at = args.indexOf("--checkpoints");
  const file = at === -1 ? undefined : args[at + 1];
  const trustedKeyIds = trustedAuditKeys({
    AUDIT_SIGNING_KEY: process.env["AUDIT_SIGNING_KEY"],
    AUDIT_KEYS_TRUSTED: process.env["AUDIT_KEYS_TRUSTED"],
  });
  return {
    ...(file === undefined ? {} : { kept: parseCheckpoints(fs.readFileSync(file, "utf8")) }),
    ...(trustedKeyIds === undefined ? {} : { trustedKeyIds }),
  };
}

const count = (value: number | bigint) => value.toLocaleString("en");

function lines(proof: MerchantChainProof): string[] {
  const { slug, checkedCount, checkpointCount, waitingCount, end, offenders } = proof;
  const waiting = waitingCount === 0 ? "" : `, ${count(waitingCount)} wait for their seal`;
  const found = `${count(checkedCount)} records, ${count(checkpointCount)} checkpoints${waiting}`;
  if (offenders.length === 0) return [`✓ ${slug}: ${found}. It ends at ${end.sequence} ${end.chainHash}.`];
  return [`✗ ${slug}: ${found}`, ...offenders.map(({ note }) => `    ${note}`)];
}

await runScript(async () => {
  const databaseUrl = process.env["DATABASE_URL"];
  if (!databaseUrl) throw new Error(`DATABASE_URL is missing.\n${USAGE}`);
  const isJson = process.argv.includes("--json");
  const given = witnesses(process.argv.slice(2));
  const pool = createPool(databaseUrl, 1);
  const proofs: MerchantChainProof[] = [];
  try {
    await readSnapshot(async (reader) => {
      for await (const proof of proveChains(reader, null, given)) {
        proofs.push(proof);
        if (!isJson) for (const line of lines(proof)) console.log(line);
      }
    }, pool);
  } finally {
    await pool.end();
  }
  const first = proofs.flatMap(({ offenders }) => offenders)[0]?.note ?? null;
  if (isJson) {
    const text = (_key: string, value: unknown) => (typeof value === "bigint" ? String(value) : value);
    console.log(JSON.stringify({ isSound: first === null, firstOffender: first, proofs }, text, 2));
  } else if (given.trustedKeyIds === undefined) {
    console.log("Neither AUDIT_SIGNING_KEY nor AUDIT_KEYS_TRUSTED is set: a signature of any key counted.");
  }
  if (first !== null) throw new Error(`The audit log does NOT hold. First offender: ${first}`);
});
