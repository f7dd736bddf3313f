import { isRecord } from "../objects.ts";
import type { Access, Permissions } from "../protocol/api-keys.ts";
import type { Sandbox } from "../sandbox.ts";
import { textIn } from "./body-fields.ts";
import type { ControlAction, ControlCall } from "./control-action.ts";

const isAccess = (value: unknown): value is Access => value === "read" || value === "write";

function permissionsIn(value: unknown): Permissions | null {
  if (!isRecord(value)) return null;
  return Object.fromEntries(
    Object.entries(value).filter((entry): entry is [string, Access] => isAccess(entry[1])),
  );
}

function add(sandbox: Sandbox, { body }: ControlCall): Record<string, unknown> {
  const key = textIn(body, "key", "");
  if (!/^(sk|rk)_test_[A-Za-z0-9]{16,}$/.test(key)) return { error: "key must be sk_test_… or rk_test_…" };
  const permissions = key.startsWith("rk_") ? (permissionsIn(body["permissions"]) ?? {}) : null;
  sandbox.apiKeys.add(key, permissions);
  return { key, permissions };
}

function expire(sandbox: Sandbox, { body }: ControlCall): Record<string, unknown> {
  const key = textIn(body, "key", "");
  if (sandbox.apiKeys.find(key) === null) return { error: "There is no such key." };
  sandbox.apiKeys.expire(key);
  return { key, expired: true };
}

/** What the dashboard does with keys: a new one beside the old, one with permissions, one that ends. */
export const keyActions: readonly ControlAction[] = [
  { method: "POST", path: "/_sandbox/keys", run: add },
  { method: "POST", path: "/_sandbox/keys/expire", run: expire },
];
