import { beat } from "@/lib/db/heartbeats";
import { readSnapshot } from "@/lib/db/read-snapshot";
import { inTransaction } from "@/lib/db/transaction";
import { log } from "@/lib/platform/log";
import { proveLedger } from "@/lib/reports/prove-ledger";

/** Proves the books of all merchants, every wallet included, and leaves the outcome for the health page. */
export async function proveBooks(): Promise<void> {
  const proofs = await readSnapshot(proveLedger);
  const offender = proofs.find((proof) => proof.offender !== null)?.offender ?? null;
  if (offender !== null) log.error({ offender }, "the books are not in order");
  await inTransaction((tx) => beat(tx, "ledger-proof", { proofCount: proofs.length, offender }));
}
