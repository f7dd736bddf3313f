import { beat } from "@/lib/db/heartbeats";
import { readSnapshot } from "@/lib/db/read-snapshot";
import { inTransaction } from "@/lib/db/transaction";
import { log } from "@/lib/platform/log";
import { auditWitnesses } from "@/lib/reports/audit-witnesses";
import { proveIntegrity } from "@/lib/reports/prove-integrity";
import { proveLedger } from "@/lib/reports/prove-ledger";

/** Proves the books of all merchants and everything that must always hold around them, and leaves the outcome for the health page. */
export async function proveBooks(): Promise<void> {
  const proofs = await readSnapshot(proveLedger);
  const invariants = await readSnapshot((reader) => proveIntegrity(reader, null, auditWitnesses()));
  const broken = invariants.find(({ offenderCount }) => offenderCount !== null && offenderCount > 0);
  const offender =
    proofs.find((proof) => proof.offender !== null)?.offender ??
    (broken === undefined ? null : `${broken.id} ${broken.offenders[0]?.id}: ${broken.offenders[0]?.note}`);
  if (offender !== null)
    log.error({ offender }, "the books, or what must hold around them, are not in order");
  await inTransaction((tx) => beat(tx, "ledger-proof", { proofCount: proofs.length, offender }));
}
