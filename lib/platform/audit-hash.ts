import {
  type AuditRecord,
  canonicalRecord,
  chainBeginning,
  chainLink,
} from "@/lib/domain/audit/audit-record";
import { sha256 } from "./ids";

/** SHA-256 of a record's canonical form, in hexadecimal. */
export function recordHash(record: AuditRecord): string {
  return sha256(canonicalRecord(record));
}

/** The chain's hash before its first record. */
export function emptyChainHash(merchantId: string): string {
  return sha256(chainBeginning(merchantId));
}

/** The chain's hash with one more record. */
export function nextChainHash(previousHash: string, sequence: bigint, hash: string): string {
  return sha256(chainLink(previousHash, sequence, hash));
}
