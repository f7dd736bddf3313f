import type { IncomingMessage, ServerResponse } from "node:http";
import { API_VERSION } from "../config.ts";
import { newId } from "../ids.ts";
import { workFor, type RequestContext, type Sandbox } from "../sandbox.ts";
import type { StoredAnswer } from "../store.ts";
import { accountOf, authenticate, requireSecretKey } from "./auth.ts";
import { ApiError, invalidParameter } from "./errors.ts";
import { inAccount } from "../connect.ts";
import { CORS_HEADERS, failureOf, send, type Exchange } from "./exchange.ts";
import { expand } from "./expand.ts";
import type { Fault } from "./faults.ts";
import { canonicalForm, type FormTree } from "./form.ts";
import { failByFault, meetFaultAfter, meetFaultBefore, refuseByFault } from "./meet-fault.ts";
import { list, text } from "./params.ts";
import { readParameters } from "./read-parameters.ts";
import type { Match } from "./route.ts";

const VERSION_PATTERN = /^\d{4}-\d{2}-\d{2}(\.[a-z_]+)?$/;

function requestedVersion(request: IncomingMessage): string {
  const version = request.headers["stripe-version"];
  if (typeof version !== "string" || version === "") return API_VERSION;
  if (!VERSION_PATTERN.test(version)) throw invalidParameter(`Invalid Stripe API version: ${version}`);
  return version;
}

/** Keys are an account's own. https://docs.stripe.com/api/idempotent_requests */
const scoped = ({ account }: Exchange, key: string): string => (account === null ? key : `${account}/${key}`);

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
    failByFault(fault, "error_500");
    const run = (): string => execute(exchange, match, tree, context);
    const answer = { status: 200, body: inAccount(sandbox, exchange.account, run) };
    failByFault(fault, "error_500_after");
    if (key !== null) sandbox.idempotencyKeys.keep(scoped(exchange, key), answer);
    return answer;
  } catch (error) {
    const answer = failureOf(exchange, error);
    if (key === null) return answer;
    if (error instanceof ApiError && error.beforeExecution)
      sandbox.idempotencyKeys.release(scoped(exchange, key));
    else sandbox.idempotencyKeys.keep(scoped(exchange, key), answer);
    return answer;
  }
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
  const kind = authenticate(request.headers, sandbox.apiKeys, {
    method,
    path,
    publishableKey: sandbox.config.publishableKey,
  });
  exchange.account = accountOf(sandbox, request.headers);
  exchange.keyKind = kind;
  if (match.route.keys === "secret") requireSecretKey(kind);
  const fault = sandbox.faults.take({ method, path, tree }, sandbox.clock.nowMs());
  refuseByFault(exchange, fault);
  const header = request.headers["idempotency-key"];
  const key = method === "POST" && typeof header === "string" && header !== "" ? header : null;
  exchange.idempotencyKey = key;
  const claimed =
    key === null
      ? null
      : sandbox.idempotencyKeys.claim(scoped(exchange, key), { method, path, params: canonicalForm(tree) });
  if (claimed !== null) {
    exchange.isReplayed = true;
    // The line may break under a replayed answer as under any other.
    if ((await meetFaultBefore(exchange, fault, sandbox.chance)) && meetFaultAfter(exchange, fault))
      send(exchange, claimed);
    return;
  }
  if (!(await meetFaultBefore(exchange, fault, sandbox.chance))) {
    if (key !== null) sandbox.idempotencyKeys.release(scoped(exchange, key));
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
    account: null,
    keyKind: "none",
    isReplayed: false,
    version: API_VERSION,
    shouldRetry: null,
  };
  try {
    await converse(exchange, router(request.method ?? "GET", path));
  } catch (error) {
    send(exchange, failureOf(exchange, error));
  }
}
