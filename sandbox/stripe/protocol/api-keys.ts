import { ApiError } from "./errors.ts";

export type Access = "read" | "write";

/** What a restricted key may do, by resource as Stripe's permissions name them, such as payment_intent. */
export type Permissions = Readonly<Record<string, Access>>;

type ApiKey = { readonly permissions: Permissions | null; isExpired: boolean };

/** The account's keys beyond those of its configuration: rolled ones and restricted ones. In memory only. */
export type ApiKeys = {
  /** Adds a key. Without permissions it may do everything, as a secret key may. */
  readonly add: (key: string, permissions: Permissions | null) => void;
  readonly expire: (key: string) => void;
  readonly find: (key: string) => Readonly<ApiKey> | null;
};

/** The keys with which an account begins: the secret key of its configuration. */
export function createApiKeys(secretKey: string): ApiKeys {
  const keys = new Map<string, ApiKey>([[secretKey, { permissions: null, isExpired: false }]]);
  return {
    add: (key, permissions) => void keys.set(key, { permissions, isExpired: false }),
    expire: (key) => {
      const known = keys.get(key);
      if (known !== undefined) known.isExpired = true;
    },
    find: (key) => keys.get(key) ?? null,
  };
}

/** The first word of a path, as a permission's noun: /v1/payment_intents/pi_1/cancel is about a payment_intent. */
function resourceOf(path: string): string {
  const noun = path.split("/")[2] ?? "";
  return noun === "balance" ? noun : noun.replace(/s$/, "");
}

/** A restricted key is let through to what it was made for. https://docs.stripe.com/keys/restricted-api-keys */
export function requirePermission(
  permissions: Permissions | null,
  request: { readonly method: string; readonly path: string; readonly visibleKey: string },
): void {
  if (permissions === null) return;
  const resource = resourceOf(request.path);
  const wanted: Access = request.method === "GET" ? "read" : "write";
  const given = permissions[resource];
  if (given === "write" || given === wanted) return;
  const message =
    `The provided key '${request.visibleKey}' does not have the required permissions for this endpoint on account ` +
    `'acct_sandbox'. Having the 'rak_${resource}_${wanted}' permission would allow this request to continue.`;
  throw new ApiError(403, { type: "invalid_request_error", message }, true);
}
