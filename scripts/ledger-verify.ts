import { createPool } from "@/lib/db/pool";
import { readSnapshot } from "@/lib/db/read-snapshot";
import { type Proof, proveLedger } from "@/lib/reports/prove-ledger";
import { runScript } from "./run-script";

const USAGE = "Usage: DATABASE_URL=postgresql://… npm run ledger:verify [-- --json]";

/** Reads all proofs at one instant, on one connection that cannot write. */
async function proofsAt(databaseUrl: string): Promise<Proof[]> {
  const pool = createPool(databaseUrl, 1);
  try {
    return await readSnapshot(proveLedger, pool);
  } finally {
    await pool.end();
  }
}

function line(proof: Proof): string {
  const head = `${proof.offender === null ? "✓" : "✗"} ${proof.statement} (${proof.checkedCount.toLocaleString("en")} checked)`;
  return proof.offender === null ? head : `${head}\n    ${proof.offender}`;
}

await runScript(async () => {
  const databaseUrl = process.env["DATABASE_URL"];
  if (!databaseUrl) throw new Error(`DATABASE_URL is missing.\n${USAGE}`);
  const proofs = await proofsAt(databaseUrl);
  const broken = proofs.filter((proof) => proof.offender !== null);
  const [first] = broken;
  if (process.argv.includes("--json")) {
    console.log(
      JSON.stringify(
        { isProven: broken.length === 0, firstOffender: first?.offender ?? null, proofs },
        null,
        2,
      ),
    );
  } else {
    for (const proof of proofs) console.log(line(proof));
    if (!first) console.log(`The books are in order: ${proofs.length} proofs.`);
  }
  if (first) throw new Error(`The books are NOT in order. First offender: ${first.offender}`);
});
