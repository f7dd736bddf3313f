import type { IncomingMessage, ServerResponse } from "node:http";
import { API_VERSION } from "../config.ts";
import { newId } from "../ids.ts";
import { workFor, type RequestContext, type Sandbox } from "../sandbox.ts";
import type { StoredAnswer } from "../store.ts";
import { authenticate, requireSecretKey } from "./auth.ts";
import { ApiError, docUrl, invalidParameter } from "./errors.ts";
import { expand } from "./expand.ts";
import type { Fault } from "./faults.ts";
import { canonicalForm, type FormTree } from "./form.ts";
import { list, text } from "./params.ts";
import { readParameters } from "./read-parameters.ts";
import type { Match } from "./route.ts";

const CORS_HEADERS = {
  "access-control-allow-origin": "*",
  "access-control-allow-methods": "GET, HEAD, POST, DELETE, OPTIONS",
  "access-control-allow-headers": "authorization, content-type, idempotency-key, stripe-version",
  "access-control-expose-headers": "Request-Id, Stripe-Manage-Version, Idempotent-Replayed",
  "access-control-max-age": "300",
} as const;

type Exchange = {
  readonly sandbox: Sandbox;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly path: string;
  readonly query: string;
  readonly id: string;
  readonly startedAt: number;
  idempotencyKey: string | null;
  keyKind: "secret" | "publishable" | "none";
  isReplayed: boolean;
  version: string;
};

const VERSION_PATTERN = /^\d{4}-\d{2}-\d{2}(\.[a-z_]+)?$/;

function requestedVersion(request: IncomingMessage): string {
  const version = request.headers["stripe-version"];
  if (typeof version !== "string" || version === "") return API_VERSION;
  if (!VERSION_PATTERN.test(version)) throw invalidParameter(`Invalid Stripe API version: ${version}`);
  return version;
}

function failureOf(exchange: Exchange, error: unknown): StoredAnswer {
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

function log(exchange: Exchange, status: number | null, errorCode: string | null): void {
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

function send(exchange: Exchange, answer: StoredAnswer): void {
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
    ...(idempotencyKey === null ? {} : { "idempotency-key": idempotencyKey }),
    ...(isReplayed ? { "idempotent-replayed": "true" } : {}),
  });
  response.end(answer.body);
}

const wait = (delayMs: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, delayMs));

/** Whether the request is to be executed at all; cuts or abandons the connection when not. */
async function meetFaultBefore(exchange: Exchange, fault: Fault | null): Promise<boolean> {
  if (fault === null) return true;
  if (fault.kind === "latency") await wait(fault.delayMs);
  if (fault.kind !== "reset_before" && fault.kind !== "timeout_before") return true;
  log(exchange, null, fault.kind);
  if (fault.kind === "reset_before") exchange.request.socket.destroy();
  return false;
}

function meetFaultAfter(exchange: Exchange, fault: Fault | null): boolean {
  if (fault?.kind !== "reset_after" && fault?.kind !== "timeout_after") return true;
  log(exchange, null, fault.kind);
  if (fault.kind === "reset_after") exchange.request.socket.destroy();
  return false;
}

function execute(exchange: Exchange, match: Match, tree: FormTree, context: RequestContext): string {
  const { sandbox, version } = exchange;
  const { expand: wanted, ...params } = tree;
  const paths = wanted === undefined ? [] : list(text()).read(wanted, "expand");
  const [id = "", childId = ""] = match.ids;
  workFor(sandbox);
  sandbox.currentRequest = context;
  try {
    const run = (): unknown => match.route.run({ sandbox, tree: params, id, childId, context, version });
    const answer = match.route.method === "GET" ? sandbox.changes.whileReading(run) : run();
    return JSON.stringify(paths.length === 0 ? answer : expand(sandbox, answer, paths), null, 2);
  } finally {
    sandbox.currentRequest = null;
  }
}

/** Runs a claimed request and decides whether its answer is kept for the key. */
function answerOnce(
  exchange: Exchange,
  match: Match,
  tree: FormTree,
  context: RequestContext,
  fault: Fault | null,
): StoredAnswer {
  const { sandbox, idempotencyKey: key } = exchange;
  try {
    if (fault?.kind === "error_500") {
      const message =
        "An unknown error occurred. If you have any questions, we can help at https://support.stripe.com/.";
      throw new ApiError(500, { type: "api_error", message });
    }
    const answer = { status: 200, body: execute(exchange, match, tree, context) };
    if (key !== null) sandbox.idempotencyKeys.keep(key, answer);
    return answer;
  } catch (error) {
    const answer = failureOf(exchange, error);
    if (key === null) return answer;
    if (error instanceof ApiError && error.beforeExecution) sandbox.idempotencyKeys.release(key);
    else sandbox.idempotencyKeys.keep(key, answer);
    return answer;
  }
}

function refuseTooMany(fault: Fault | null): void {
  if (fault?.kind !== "error_429") return;
  const message =
    "Request rate limit exceeded. You can learn more about rate limits here https://stripe.com/docs/rate-limits.";
  throw new ApiError(429, { type: "invalid_request_error", code: "rate_limit", message }, true);
}

async function converse(exchange: Exchange, match: Match | null): Promise<void> {
  const { sandbox, request, path, id } = exchange;
  const tree = await readParameters(request, path, exchange.query);
  exchange.version = requestedVersion(request);
  const method = request.method ?? "GET";
  if (match === null) {
    const message = `Unrecognized request URL (${method}: ${path}). Please see https://stripe.com/docs or we can help at https://support.stripe.com/.`;
    throw new ApiError(404, { type: "invalid_request_error", message }, true);
  }
  const kind = authenticate(request.headers, sandbox.config);
  exchange.keyKind = kind;
  if (match.route.keys === "secret") requireSecretKey(kind);
  const fault = sandbox.faults.take(method, path);
  refuseTooMany(fault);
  const header = request.headers["idempotency-key"];
  const key = method === "POST" && typeof header === "string" && header !== "" ? header : null;
  exchange.idempotencyKey = key;
  const claimed =
    key === null ? null : sandbox.idempotencyKeys.claim(key, { method, path, params: canonicalForm(tree) });
  if (claimed !== null) {
    exchange.isReplayed = true;
    // The line may break under a replayed answer as under any other.
    if ((await meetFaultBefore(exchange, fault)) && meetFaultAfter(exchange, fault)) send(exchange, claimed);
    return;
  }
  if (!(await meetFaultBefore(exchange, fault))) {
    if (key !== null) sandbox.idempotencyKeys.release(key);
    return;
  }
  const answer = answerOnce(exchange, match, tree, { id, idempotencyKey: key, keyKind: kind }, fault);
  if (meetFaultAfter(exchange, fault)) send(exchange, answer);
}

/** Answers one request to /v1 as Stripe would. */
export async function handleApiRequest(
  sandbox: Sandbox,
  router: (method: string, path: string) => Match | null,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.method === "OPTIONS") {
    response.writeHead(204, CORS_HEADERS).end();
    return;
  }
  const [path = "/", query = ""] = (request.url ?? "/").split("?", 2);
  const exchange: Exchange = {
    sandbox,
    request,
    response,
    path,
    query,
    id: newId("req_"),
    startedAt: Date.now(),
    idempotencyKey: null,
    keyKind: "none",
    isReplayed: false,
    version: API_VERSION,
  };
  try {
    await converse(exchange, router(request.method ?? "GET", path));
  } catch (error) {
    send(exchange, failureOf(exchange, error));
  }
}
