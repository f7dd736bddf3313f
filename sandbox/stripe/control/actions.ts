import { answerChallenge, type ChallengeOutcome } from "../engine/answer-challenge.ts";
import { settleBalance } from "../engine/balance.ts";
import { FAULT_KINDS, type Fault } from "../protocol/faults.ts";
import { resetSandbox, type Sandbox } from "../sandbox.ts";
import { TEST_CARDS } from "../test-cards.ts";
import type { DeliveryRule } from "../webhooks.ts";
import type { Delivery } from "../webhooks/delivery.ts";
import { countOf, textOf } from "./body-fields.ts";
import { clockActions } from "./clock-actions.ts";
import type { ControlAction, ControlCall } from "./control-action.ts";
import { disputeActions } from "./dispute-actions.ts";

/** A delivery without its signing secret. */
function deliveryView(delivery: Delivery): Record<string, unknown> {
  const { id, eventId, type, endpointId, url, state, attempts, nextAttemptAt } = delivery;
  return {
    id,
    event: eventId,
    type,
    endpoint: endpointId,
    url,
    state,
    attempts,
    next_attempt_at: nextAttemptAt,
  };
}

function listDeliveries(sandbox: Sandbox, { query }: ControlCall): Record<string, unknown> {
  const [type, state, event] = [query.get("type"), query.get("state"), query.get("event")];
  const fits = (delivery: Delivery): boolean =>
    (type === null || delivery.type === type) &&
    (state === null || delivery.state === state) &&
    (event === null || delivery.eventId === event);
  return { deliveries: sandbox.webhooks.deliveries().filter(fits).map(deliveryView) };
}

function resend(sandbox: Sandbox, { id, body }: ControlCall): Record<string, unknown> {
  const event = sandbox.store.events.peek(id);
  if (event === undefined) return { error: `No such event: '${id}'` };
  const endpoint = typeof body["endpoint"] === "string" ? body["endpoint"] : undefined;
  return { deliveries: sandbox.webhooks.resend(event, endpoint).map(deliveryView) };
}

const addRule =
  (action: DeliveryRule["action"]) =>
  (sandbox: Sandbox, { body }: ControlCall): Record<string, unknown> => {
    const rule: DeliveryRule = {
      action,
      type: textOf(body["type"], "*"),
      remaining: countOf(body["count"], 1),
    };
    sandbox.webhooks.addRule(rule);
    return { rule: { ...rule } };
  };

function addFault(sandbox: Sandbox, { body }: ControlCall): Record<string, unknown> {
  const kind = FAULT_KINDS.find((known) => known === body["kind"]);
  if (kind === undefined) return { error: `kind must be one of ${FAULT_KINDS.join(", ")}.` };
  const fault: Fault = {
    kind,
    method: textOf(body["method"], "*"),
    path: textOf(body["path"], "*"),
    delayMs: countOf(body["delay_ms"], 0),
    remaining: countOf(body["count"], 1),
  };
  sandbox.faults.add(fault);
  return { fault: { ...fault } };
}

function listRequests(sandbox: Sandbox, { query }: ControlCall): Record<string, unknown> {
  const [path, method] = [query.get("path"), query.get("method")];
  const entries = sandbox.requestLog.entries();
  return {
    requests: entries.filter(
      (entry) => (path === null || entry.path === path) && (method === null || entry.method === method),
    ),
  };
}

function showRequest(sandbox: Sandbox, { id }: ControlCall): Record<string, unknown> {
  const request = sandbox.requestLog.entries().find((entry) => entry.id === id);
  return request === undefined ? { error: `No such request: '${id}'` } : { request };
}

/** Everything that time would bring: later work, due retries, funds becoming available. */
async function settle(sandbox: Sandbox, { body }: ControlCall): Promise<Record<string, unknown>> {
  const work = sandbox.later.runAll();
  const transactions = body["balance"] === false ? 0 : settleBalance(sandbox);
  const isDelivered = await sandbox.webhooks.settle(countOf(body["timeout_ms"], 10_000));
  return { work, balance_transactions: transactions, delivered: isDelivered };
}

const OUTCOMES = ["succeeded", "failed", "canceled"] as const satisfies readonly ChallengeOutcome[];

function authenticate(sandbox: Sandbox, { body }: ControlCall): Record<string, unknown> {
  const outcome = OUTCOMES.find((known) => known === body["outcome"]);
  if (outcome === undefined) return { error: `outcome must be one of ${OUTCOMES.join(", ")}.` };
  const intentId = textOf(body["intent"], "");
  const challenge = sandbox.store.openChallenges.peek(intentId);
  if (challenge === undefined)
    return { error: `${intentId === "" ? "intent" : intentId} has no open challenge.` };
  answerChallenge(sandbox, challenge, outcome);
  const intent = sandbox.store.paymentIntents.peek(intentId) ?? sandbox.store.setupIntents.peek(intentId);
  return { intent: intentId, status: intent?.status ?? null };
}

function reset(sandbox: Sandbox): Record<string, unknown> {
  resetSandbox(sandbox);
  return { reset: true };
}

export const controlActions: readonly ControlAction[] = [
  { method: "GET", path: "/_sandbox/deliveries", run: listDeliveries },
  {
    method: "POST",
    path: "/_sandbox/deliveries/hold",
    run: (sandbox) => (sandbox.webhooks.hold(), { held: true }),
  },
  {
    method: "POST",
    path: "/_sandbox/deliveries/release",
    run: (sandbox, { body }) => ({
      released: sandbox.webhooks.release(body["order"] === "reverse" ? "reverse" : "in_order"),
    }),
  },
  { method: "POST", path: "/_sandbox/deliveries/drop", run: addRule("drop") },
  { method: "POST", path: "/_sandbox/deliveries/duplicate", run: addRule("duplicate") },
  { method: "POST", path: "/_sandbox/events/:id/resend", run: resend },
  { method: "GET", path: "/_sandbox/faults", run: (sandbox) => ({ faults: sandbox.faults.list() }) },
  { method: "POST", path: "/_sandbox/faults", run: addFault },
  {
    method: "DELETE",
    path: "/_sandbox/faults",
    run: (sandbox) => (sandbox.faults.clear(), { cleared: true }),
  },
  { method: "GET", path: "/_sandbox/requests", run: listRequests },
  { method: "GET", path: "/_sandbox/requests/:id", run: showRequest },
  ...clockActions,
  ...disputeActions,
  { method: "POST", path: "/_sandbox/settle", run: settle },
  { method: "POST", path: "/_sandbox/authenticate", run: authenticate },
  { method: "POST", path: "/_sandbox/reset", run: reset },
  { method: "GET", path: "/_sandbox/test-cards", run: () => ({ test_cards: TEST_CARDS }) },
];
