import type { Sandbox } from "../sandbox.ts";
import type { Delivery } from "../webhooks/delivery.ts";
import { RULE_ACTIONS, type DeliveryRule, type RuleAction } from "../webhooks/rules.ts";
import type { ControlAction, ControlCall } from "./control-action.ts";
import { countIn, shareIn, textIn, timesIn, unknownIn } from "./body-fields.ts";

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
  const wanted = (name: string, value: string): boolean => [null, value].includes(query.get(name));
  const event = query.get("event");
  const candidates = event === null ? sandbox.webhooks.deliveries() : sandbox.webhooks.deliveriesOf(event);
  const fits = ({ type, state, endpointId }: Delivery): boolean =>
    wanted("type", type) && wanted("state", state) && wanted("endpoint", endpointId);
  return { deliveries: candidates.filter(fits).map(deliveryView) };
}

function resend(sandbox: Sandbox, { id, body }: ControlCall): Record<string, unknown> {
  const event = sandbox.store.events.peek(id);
  if (event === undefined) return { error: `No such event: '${id}'` };
  const endpoint = textIn(body, "endpoint", "");
  if (endpoint !== "" && sandbox.store.webhookEndpoints.peek(endpoint) === undefined)
    return { error: `No such webhook endpoint: '${endpoint}'` };
  return { deliveries: sandbox.webhooks.resend(event, endpoint || undefined).map(deliveryView) };
}

const FIELDS = ["type", "endpoint", "object", "probability", "delay_ms", "count"] as const;

function ruleView({ delayMs, remaining, ...rule }: DeliveryRule): Record<string, unknown> {
  return { ...rule, delay_ms: delayMs, remaining: Number.isFinite(remaining) ? remaining : "always" };
}

const addRule =
  (action: RuleAction) =>
  (sandbox: Sandbox, { body }: ControlCall): Record<string, unknown> => {
    const unknown = unknownIn(body, FIELDS);
    if (unknown !== undefined) return { error: `A rule has no ${unknown}; it has ${FIELDS.join(", ")}.` };
    const fallback =
      action === "reorder" ? 2 : body["probability"] === undefined ? 1 : Number.POSITIVE_INFINITY;
    const rule = sandbox.webhooks.rules.add({
      action,
      type: textIn(body, "type", "*"),
      endpoint: textIn(body, "endpoint", "") || null,
      object: textIn(body, "object", "") || null,
      probability: shareIn(body, "probability"),
      delayMs: countIn(body, "delay_ms", 60_000),
      remaining: timesIn(body, fallback),
    });
    return { rule: ruleView(rule) };
  };

function removeRule(sandbox: Sandbox, { id }: ControlCall): Record<string, unknown> {
  return sandbox.webhooks.rules.remove(id) ? { removed: id } : { error: `No such rule: '${id}'` };
}

/** What becomes of events on their way: looked at, held back, sent again, lost, doubled, delayed, mixed up. */
export const deliveryActions: readonly ControlAction[] = [
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
  ...RULE_ACTIONS.map((action): ControlAction => ({
    method: "POST",
    path: `/_sandbox/deliveries/${action}`,
    run: addRule(action),
  })),
  {
    method: "GET",
    path: "/_sandbox/deliveries/rules",
    run: (sandbox) => ({ rules: sandbox.webhooks.rules.list().map(ruleView) }),
  },
  {
    method: "DELETE",
    path: "/_sandbox/deliveries/rules",
    run: (sandbox) => (sandbox.webhooks.rules.clear(), { cleared: true }),
  },
  { method: "DELETE", path: "/_sandbox/deliveries/rules/:id", run: removeRule },
  { method: "POST", path: "/_sandbox/events/:id/resend", run: resend },
];
