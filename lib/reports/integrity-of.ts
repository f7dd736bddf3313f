import { readSnapshot } from "@/lib/db/read-snapshot";
import { auditWitnesses } from "./audit-witnesses";
import { type CheckedInvariant, proveIntegrity } from "./prove-integrity";

/** What must always hold, checked for one merchant at one instant. */
export async function integrityOf(merchantId: string): Promise<CheckedInvariant[]> {
  return readSnapshot((reader) => proveIntegrity(reader, merchantId, auditWitnesses()));
}
