import { answerChallenge, type ChallengeOutcome } from "../engine/answer-challenge.ts";
import { settleBalance } from "../engine/balance.ts";
import { resetSandbox, type Sandbox } from "../sandbox.ts";
import { TEST_CARDS } from "../test-cards.ts";
import { runTrigger, triggerNames } from "../triggers/run-trigger.ts";
import { clockActions } from "./clock-actions.ts";
import type { ControlAction, ControlCall } from "./control-action.ts";
import { deliveryActions } from "./delivery-actions.ts";
import { disputeActions } from "./dispute-actions.ts";
import { keyActions } from "./key-actions.ts";
import { refundActions } from "./refund-actions.ts";
import { faultActions } from "./fault-actions.ts";
import { countIn, textIn } from "./body-fields.ts";

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
  const isDelivered = await sandbox.webhooks.settle(countIn(body, "timeout_ms", 10_000));
  return { work, balance_transactions: transactions, delivered: isDelivered };
}

const OUTCOMES = ["succeeded", "failed", "canceled"] as const satisfies readonly ChallengeOutcome[];

function authenticate(sandbox: Sandbox, { body }: ControlCall): Record<string, unknown> {
  const outcome = OUTCOMES.find((known) => known === body["outcome"]);
  if (outcome === undefined) return { error: `outcome must be one of ${OUTCOMES.join(", ")}.` };
  const intentId = textIn(body, "intent", "");
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

/** Makes the requests of a trigger at this very sandbox, as a client would. */
async function trigger(sandbox: Sandbox, { id }: ControlCall): Promise<Record<string, unknown>> {
  if (!triggerNames().includes(id)) return { error: `There is no trigger for ${id}.` };
  return { requests: await runTrigger({ url: sandbox.origin, secretKey: sandbox.config.secretKey }, id) };
}

export const controlActions: readonly ControlAction[] = [
  ...deliveryActions,
  ...faultActions,
  { method: "GET", path: "/_sandbox/requests", run: listRequests },
  { method: "GET", path: "/_sandbox/requests/:id", run: showRequest },
  ...clockActions,
  ...keyActions,
  ...disputeActions,
  { method: "GET", path: "/_sandbox/triggers", run: () => ({ triggers: triggerNames() }) },
  { method: "POST", path: "/_sandbox/triggers/:id", run: trigger },
  ...refundActions,
  { method: "POST", path: "/_sandbox/settle", run: settle },
  { method: "POST", path: "/_sandbox/authenticate", run: authenticate },
  { method: "POST", path: "/_sandbox/reset", run: reset },
  { method: "GET", path: "/_sandbox/test-cards", run: () => ({ test_cards: TEST_CARDS }) },
];
