import { ApiError } from "./errors.ts";

export type StoredAnswer = { readonly status: number; readonly body: string };

type Entry = {
  readonly method: string;
  readonly path: string;
  readonly params: string;
  answer: StoredAnswer | null;
};

export type IdempotencyKeys = {
  /**
   * The stored answer for a key that was used before, or `null` after claiming a new key.
   * Throws `idempotency_error` when the key belongs to another request and 409 while that request still runs.
   */
  readonly claim: (
    key: string,
    request: { method: string; path: string; params: string },
  ) => StoredAnswer | null;
  readonly keep: (key: string, answer: StoredAnswer) => void;
  /** Forgets a claim whose request failed before anything was executed. */
  readonly release: (key: string) => void;
};

const KEY_LENGTH_MAX = 255;

const refused = (message: string): ApiError =>
  new ApiError(400, { type: "idempotency_error", message }, true);

function checkLength(key: string): void {
  if (key.length <= KEY_LENGTH_MAX) return;
  const message = `Idempotency keys can be at most ${KEY_LENGTH_MAX} characters long; this one has ${key.length}.`;
  throw new ApiError(400, { type: "invalid_request_error", message }, true);
}

/** https://docs.stripe.com/api/idempotent_requests */
export function createIdempotencyKeys(): IdempotencyKeys {
  const entries = new Map<string, Entry>();
  return {
    claim(key, request) {
      checkLength(key);
      const entry = entries.get(key);
      if (entry === undefined) {
        entries.set(key, { ...request, answer: null });
        return null;
      }
      const retry = `Try using a key other than '${key}' if you meant to execute a different request.`;
      if (entry.path !== request.path || entry.method !== request.method) {
        throw refused(
          `Keys for idempotent requests can only be used for the same endpoint they were first used for ` +
            `('${request.path}' vs '${entry.path}'). ${retry}`,
        );
      }
      if (entry.params !== request.params) {
        throw refused(
          `Keys for idempotent requests can only be used with the same parameters they were first used with. ${retry}`,
        );
      }
      if (entry.answer !== null) return entry.answer;
      const message =
        "There is currently another in-progress request using this Idempotent Key (that probably means you submitted " +
        `twice, and the other request is still going through): ${key}. Please try again later.`;
      throw new ApiError(
        409,
        { type: "invalid_request_error", code: "idempotency_key_in_use", message },
        true,
      );
    },
    keep(key, answer) {
      const entry = entries.get(key);
      if (entry !== undefined) entry.answer = answer;
    },
    release(key) {
      if (entries.get(key)?.answer === null) entries.delete(key);
    },
  };
}
