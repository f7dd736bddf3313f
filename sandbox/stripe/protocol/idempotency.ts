import { createHash } from "node:crypto";
import type { Clock } from "../clock.ts";
import type { ExecutedRequest, Store, StoredAnswer } from "../store.ts";
import { ApiError } from "./errors.ts";

type Claim = Omit<ExecutedRequest, "answer"> & {
  readonly answer: StoredAnswer | null;
  /** Its digest could be searched for the number and must not leave the process. */
  readonly hasCardNumber: boolean;
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

/** https://docs.stripe.com/api/idempotent_requests: keys can be removed after 24 hours; a request after that is a new one. */
export const KEYS_KEPT_MS = 86_400_000;
const FORGET_EVERY = 1_000;
const KEY_LENGTH_MAX = 255;
/** Of a canonical form, where quotes inside values are escaped. */
const CARD_NUMBER = /(?<!\\)"(number|cvc)":/;

const refused = (message: string): ApiError =>
  new ApiError(400, { type: "idempotency_error", message }, true);

function checkLength(key: string): void {
  if (key.length <= KEY_LENGTH_MAX) return;
  const message = `Idempotency keys can be at most ${KEY_LENGTH_MAX} characters long; this one has ${key.length}.`;
  throw new ApiError(400, { type: "invalid_request_error", message }, true);
}

function inProgress(key: string): ApiError {
  const message =
    "There is currently another in-progress request using this Idempotent Key (that probably means you submitted " +
    `twice, and the other request is still going through): ${key}. Please try again later.`;
  return new ApiError(409, { type: "invalid_request_error", code: "idempotency_key_in_use", message }, true);
}

/** The answer of the request that had the key first; throws when this one is another. */
function answerOf(
  entry: Claim | ExecutedRequest,
  key: string,
  request: { method: string; path: string; digest: string },
): StoredAnswer {
  const retry = `Try using a key other than '${key}' if you meant to execute a different request.`;
  if (entry.path !== request.path || entry.method !== request.method) {
    throw refused(
      `Keys for idempotent requests can only be used for the same endpoint they were first used for ` +
        `('${request.path}' vs '${entry.path}'). ${retry}`,
    );
  }
  if (entry.digest !== request.digest) {
    throw refused(
      `Keys for idempotent requests can only be used with the same parameters they were first used with. ${retry}`,
    );
  }
  if (entry.answer === null) throw inProgress(key);
  return entry.answer;
}

/** https://docs.stripe.com/api/idempotent_requests */
export function createIdempotencyKeys(store: () => Store, clock: Pick<Clock, "nowMs">): IdempotencyKeys {
  /** Of requests that still run or carried a card number. The others are part of the account. */
  const claims = new Map<string, Claim>();
  let keptCount = 0;
  /** Both are in the order of their making. */
  function forget(): void {
    const { executedRequests } = store();
    const isOld = ({ createdAt }: { createdAt: number }): boolean => createdAt < clock.nowMs() - KEYS_KEPT_MS;
    for (const [key, claim] of claims) if (isOld(claim)) claims.delete(key);
    for (const [key, request] of executedRequests.entries()) {
      if (!isOld(request)) return;
      executedRequests.delete(key);
    }
  }
  return {
    claim(key, { method, path, params }) {
      checkLength(key);
      const request = { method, path, digest: createHash("sha256").update(params).digest("base64url") };
      const entry = claims.get(key) ?? store().executedRequests.peek(key);
      const isKept = entry !== undefined && entry.createdAt >= clock.nowMs() - KEYS_KEPT_MS;
      if (isKept) return answerOf(entry, key, request);
      const hasCardNumber = CARD_NUMBER.test(params);
      claims.set(key, { ...request, createdAt: clock.nowMs(), hasCardNumber, answer: null });
      return null;
    },
    keep(key, answer) {
      const claim = claims.get(key);
      if (claim === undefined) return;
      const { hasCardNumber, ...request } = claim;
      if (hasCardNumber) {
        claims.set(key, { ...claim, answer });
        return;
      }
      claims.delete(key);
      store().executedRequests.set(key, { ...request, answer });
      keptCount += 1;
      if (keptCount % FORGET_EVERY === 0) forget();
    },
    release(key) {
      if (claims.get(key)?.answer === null) claims.delete(key);
    },
  };
}
