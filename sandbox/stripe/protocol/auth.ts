import type { IncomingHttpHeaders } from "node:http";
import { PLATFORM_ACCOUNT_ID } from "../connect.ts";
import type { Sandbox } from "../sandbox.ts";
import { type ApiKeys, requirePermission } from "./api-keys.ts";
import { accountInvalid, ApiError } from "./errors.ts";

export type KeyKind = "secret" | "publishable";

function unauthorized(message: string): ApiError {
  return new ApiError(401, { type: "invalid_request_error", message }, true);
}

function givenKey(headers: IncomingHttpHeaders): string | null {
  const [scheme = "", value = ""] = (headers.authorization ?? "").trim().split(/\s+/, 2);
  if (scheme.toLowerCase() === "bearer") return value === "" ? null : value;
  if (scheme.toLowerCase() !== "basic") return null;
  const [user = ""] = Buffer.from(value, "base64").toString("utf8").split(":", 1);
  return user === "" ? null : user;
}

function redacted(key: string): string {
  const visible = key.slice(0, 8);
  return `${visible}${"*".repeat(Math.max(4, key.length - 12))}${key.slice(-4)}`;
}

/** https://docs.stripe.com/error-codes#api-key-expired */
function expired(key: string): ApiError {
  const message = `Expired API Key provided: ${redacted(key)}`;
  return new ApiError(401, { type: "invalid_request_error", code: "api_key_expired", message }, true);
}

/** Bearer, or Basic with the key as the user name. https://docs.stripe.com/api/authentication */
export function authenticate(
  headers: IncomingHttpHeaders,
  keys: ApiKeys,
  request: { readonly method: string; readonly path: string; readonly publishableKey: string },
): KeyKind {
  const key = givenKey(headers);
  if (key === null) {
    throw unauthorized(
      "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth " +
        "(e.g. 'Authorization: Bearer YOUR_SECRET_KEY'). See https://stripe.com/docs/api#authentication for details, " +
        "or we can help at https://support.stripe.com/.",
    );
  }
  if (key === request.publishableKey) return "publishable";
  const known = keys.find(key);
  if (known?.isExpired === true) throw expired(key);
  if (known !== null) {
    requirePermission(known.permissions, { ...request, visibleKey: redacted(key) });
    return "secret";
  }
  throw unauthorized(`Invalid API Key provided: ${redacted(key)}`);
}

/** https://docs.stripe.com/error-codes#secret-key-required */
export function requireSecretKey(kind: KeyKind): void {
  if (kind === "secret") return;
  const message =
    "This API call cannot be made with a publishable API key. Please use a secret API key. " +
    "You can find a list of your API keys at https://dashboard.stripe.com/account/apikeys.";
  throw new ApiError(401, { type: "invalid_request_error", code: "secret_key_required", message }, true);
}

/** https://docs.stripe.com/connect/authentication#stripe-account-header; `null` is the platform itself. */
export function accountOf(sandbox: Sandbox, headers: IncomingHttpHeaders): string | null {
  const id = headers["stripe-account"];
  if (typeof id !== "string" || id === "" || id === PLATFORM_ACCOUNT_ID) return null;
  if (sandbox.store.root().accounts.peek(id) !== undefined) return id;
  throw accountInvalid(id);
}
