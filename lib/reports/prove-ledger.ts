import { countAt, type SqlReader, textAt } from "@/lib/db/row";
import { SQL_PROOFS } from "./ledger-proofs";
import { proveFingerprints } from "./prove-fingerprints";
import type { SqlProof } from "./sql-proof";

/** A law of the books, how many records it was checked on, and the first that breaks it. */
export interface Proof {
  readonly name: string;
  readonly statement: string;
  readonly checkedCount: number;
  /** A sentence that names the record; null when the law holds. */
  readonly offender: string | null;
}

async function prove(reader: SqlReader, proof: SqlProof): Promise<Proof> {
  const counted = await reader.query(proof.countSql);
  const found = await reader.query(proof.offenderSql);
  const [count] = counted.rows;
  const [offender] = found.rows;
  return {
    name: proof.name,
    statement: proof.statement,
    checkedCount: count ? countAt(count, "checked") : 0,
    offender: offender ? textAt(offender, "offender") : null,
  };
}

/**
 * Proves the books of all merchants, law by law, to the end even when one is broken. Run it on one connection inside a
 * REPEATABLE READ transaction, so that all proofs look at the same instant.
 */
export async function proveLedger(reader: SqlReader): Promise<Proof[]> {
  const proofs: Proof[] = [];
  for (const proof of SQL_PROOFS) proofs.push(await prove(reader, proof));
  const fingerprints = await proveFingerprints(reader);
  proofs.push({
    name: "fingerprints_match",
    statement: "Each journal entry still has the content, and the id, that it was posted with.",
    ...fingerprints,
  });
  return proofs;
}
