import { sealAuditLog } from "@/lib/services/audit/seal-audit-log";
import { signAuditChains } from "@/lib/services/audit/sign-audit-chains";
import { repeat, type Repeated } from "./repeat";

const SEAL_INTERVAL_MS = 1_000;
const SIGN_INTERVAL_MS = 5 * 60_000;

/** Seals what was written to the audit log, and signs where its chains stand, until stopped. */
export function keepAuditLog(): Repeated[] {
  return [
    repeat("seal the audit log", SEAL_INTERVAL_MS, sealAuditLog),
    repeat("sign the audit log", SIGN_INTERVAL_MS, async () => {
      await signAuditChains();
      return false;
    }),
  ];
}
