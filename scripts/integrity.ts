// npm run integrity [-- --json]: checks what must always hold (I1 to I14), and exits with 1 when something does not.
import { createPool } from "@/lib/db/pool";
import { readSnapshot } from "@/lib/db/read-snapshot";
import { type CheckedInvariant, proveIntegrity } from "@/lib/reports/prove-integrity";
import { runScript } from "./run-script";

const USAGE = "Usage: DATABASE_URL=postgresql://… npm run integrity [-- --json]";

function lines(invariant: CheckedInvariant): string[] {
  const { id, statement, offenderCount, offenders } = invariant;
  if (offenderCount === null) return [`– ${id.padEnd(3)} ${statement} (nothing to check it on yet)`];
  if (offenderCount === 0) return [`✓ ${id.padEnd(3)} ${statement}`];
  return [
    `✗ ${id.padEnd(3)} ${statement} (${offenderCount} offenders)`,
    ...offenders.map((offender) => `      ${offender.kind} ${offender.id}: ${offender.note}`),
  ];
}

await runScript(async () => {
  const databaseUrl = process.env["DATABASE_URL"];
  if (!databaseUrl) throw new Error(`DATABASE_URL is missing.\n${USAGE}`);
  const pool = createPool(databaseUrl, 1);
  try {
    const checked = await readSnapshot((reader) => proveIntegrity(reader, null), pool);
    const broken = checked.filter(({ offenderCount }) => offenderCount !== null && offenderCount > 0);
    if (process.argv.includes("--json"))
      console.log(JSON.stringify({ isSound: broken.length === 0, invariants: checked }, null, 2));
    else for (const line of checked.flatMap(lines)) console.log(line);
    if (broken.length > 0) throw new Error(`Broken: ${broken.map(({ id }) => id).join(", ")}.`);
  } finally {
    await pool.end();
  }
});
