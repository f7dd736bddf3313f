import { signingKey } from "./checkpoint-signature";

/** What of the configuration says whose signatures count. */
interface AuditKeys {
  readonly AUDIT_SIGNING_KEY?: string | undefined;
  readonly AUDIT_KEYS_TRUSTED?: string | undefined;
}

/**
 * Ids of the keys whose checkpoints count: the one that signs now and those before it. Undefined where nothing is configured,
 * so that any key counts that signed what it says.
 * @throws Error when the key is none.
 */
export function trustedAuditKeys(keys: AuditKeys): ReadonlySet<string> | undefined {
  const { AUDIT_SIGNING_KEY: current, AUDIT_KEYS_TRUSTED: before } = keys;
  const ids = [...(current ? [signingKey(current).keyId] : []), ...(before ? before.split(",") : [])];
  return ids.length === 0 ? undefined : new Set(ids);
}
