import type { IncomingMessage, ServerResponse } from "node:http";
import type { Sandbox } from "../sandbox.ts";
import type { StoredAnswer } from "../store.ts";
import { ApiError, docUrl } from "./errors.ts";

export const CORS_HEADERS = {
  "access-control-allow-origin": "*",
  "access-control-allow-methods": "GET, HEAD, POST, DELETE, OPTIONS",
  "access-control-allow-headers":
    "authorization, content-type, idempotency-key, stripe-account, stripe-version",
  "access-control-expose-headers": "Request-Id, Stripe-Manage-Version, Idempotent-Replayed",
  "access-control-max-age": "300",
} as const;

/** One request on its way to its answer. */
export type Exchange = {
  readonly sandbox: Sandbox;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly path: string;
  readonly query: string;
  readonly id: string;
  readonly startedAt: number;
  idempotencyKey: string | null;
  /** The connected account that the request acts for. */
  account: string | null;
  keyKind: "secret" | "publishable" | "none";
  isReplayed: boolean;
  version: string;
  /** What `Stripe-Should-Retry` is to say. */
  shouldRetry: boolean | null;
};

/** The answer that an error stands for. What is not an ApiError is a mistake of the sandbox and is said on standard error. */
export function failureOf(exchange: Exchange, error: unknown): StoredAnswer {
  const logUrl = `${exchange.sandbox.origin}/_sandbox/requests/${exchange.id}`;
  if (error instanceof ApiError) {
    const { code } = error.body;
    const body = {
      ...error.body,
      ...(code === undefined ? {} : { doc_url: docUrl(code) }),
      request_log_url: logUrl,
    };
    return { status: error.status, body: JSON.stringify({ error: body }, null, 2) };
  }
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  console.error(`The sandbox failed on ${exchange.request.method} ${exchange.path}:\n${detail}`);
  const message = `An unknown error occurred in the sandbox: ${error instanceof Error ? error.message : String(error)}`;
  return {
    status: 500,
    body: JSON.stringify({ error: { type: "api_error", message, request_log_url: logUrl } }, null, 2),
  };
}

/** Notes the request in the log; without a status, the connection was cut instead of answered. */
export function log(exchange: Exchange, status: number | null, errorCode: string | null): void {
  const { id, path, idempotencyKey, keyKind, isReplayed, startedAt, request, sandbox } = exchange;
  const durationMs = Date.now() - startedAt;
  const method = request.method ?? "GET";
  sandbox.requestLog.add({
    id,
    at: startedAt,
    method,
    path,
    idempotencyKey,
    keyKind,
    replayed: isReplayed,
    status,
    errorCode,
    durationMs,
  });
}

/** A 500 is kept for its idempotency key and would only be replayed, so clients are told not to try again. */
function retryHeader({ shouldRetry }: Exchange, status: number): Record<string, string> {
  if (shouldRetry !== null) return { "stripe-should-retry": String(shouldRetry) };
  return status === 500 ? { "stripe-should-retry": "false" } : {};
}

export function send(exchange: Exchange, answer: StoredAnswer): void {
  const { response, id, idempotencyKey, isReplayed, version } = exchange;
  const code = answer.status >= 400 ? (/"code": "([a-z_]+)"/.exec(answer.body)?.[1] ?? null) : null;
  log(exchange, answer.status, code);
  if (response.destroyed) return;
  response.writeHead(answer.status, {
    ...CORS_HEADERS,
    "content-type": "application/json",
    "content-length": Buffer.byteLength(answer.body),
    "cache-control": "no-cache, no-store",
    "request-id": id,
    "stripe-version": version,
    ...retryHeader(exchange, answer.status),
    ...(idempotencyKey === null ? {} : { "idempotency-key": idempotencyKey }),
    ...(isReplayed ? { "idempotent-replayed": "true" } : {}),
  });
  response.end(answer.body);
}
