import { env } from "@/lib/platform/env";
import { trustedAuditKeys } from "@/lib/platform/trusted-audit-keys";
import type { ChainWitnesses } from "./checkpoint-offense";

/** Whose signatures under the audit log count here. */
export function auditWitnesses(): ChainWitnesses {
  const trustedKeyIds = trustedAuditKeys(env());
  return trustedKeyIds === undefined ? {} : { trustedKeyIds };
}
