import { FAULT_KINDS, type Fault } from "../protocol/faults.ts";
import type { Sandbox } from "../sandbox.ts";
import type { ControlAction, ControlCall } from "./control-action.ts";
import { countIn, instantIn, shareIn, textIn, timesIn, unknownIn } from "./body-fields.ts";

const FIELDS = [
  "kind",
  "method",
  "path",
  "object",
  "count",
  "probability",
  "delay_ms",
  "jitter_ms",
  "should_retry",
  "from",
  "until",
  "for_seconds",
] as const;

/** Without a number, one request; with a probability or an end, as many as come until then. */
function remainingOf(body: ControlCall["body"]): number {
  const isOpen = ["probability", "until", "for_seconds"].some((name) => body[name] !== undefined);
  return timesIn(body, isOpen ? Number.POSITIVE_INFINITY : 1);
}

function windowOf(sandbox: Sandbox, body: ControlCall["body"]): { fromMs: number; untilMs: number } {
  const fromMs = instantIn(body, "from") ?? sandbox.clock.nowMs();
  const lengthS = countIn(body, "for_seconds", Number.POSITIVE_INFINITY);
  return { fromMs, untilMs: instantIn(body, "until") ?? fromMs + lengthS * 1_000 };
}

function addFault(sandbox: Sandbox, { body }: ControlCall): Record<string, unknown> {
  const unknown = unknownIn(body, FIELDS);
  if (unknown !== undefined) return { error: `A fault has no ${unknown}; it has ${FIELDS.join(", ")}.` };
  const kind = FAULT_KINDS.find((known) => known === body["kind"]);
  if (kind === undefined) return { error: `kind must be one of ${FAULT_KINDS.join(", ")}.` };
  const fault = sandbox.faults.add({
    kind,
    method: textIn(body, "method", "*"),
    path: textIn(body, "path", "*"),
    object: textIn(body, "object", "") || null,
    probability: shareIn(body, "probability"),
    delayMs: countIn(body, "delay_ms", 0),
    jitterMs: countIn(body, "jitter_ms", 0),
    shouldRetry: typeof body["should_retry"] === "boolean" ? body["should_retry"] : null,
    ...windowOf(sandbox, body),
    remaining: remainingOf(body),
  });
  return { fault: faultView(fault) };
}

const finite = (value: number): number | "always" => (Number.isFinite(value) ? value : "always");

function faultView(fault: Fault): Record<string, unknown> {
  const { id, kind, method, path, object, probability, hits, remaining, fromMs, untilMs } = fault;
  const until = Number.isFinite(untilMs) ? new Date(untilMs).toISOString() : null;
  const times = { from: new Date(fromMs).toISOString(), until };
  const waits = { delay_ms: fault.delayMs, jitter_ms: fault.jitterMs };
  return {
    id,
    kind,
    method,
    path,
    object,
    probability,
    ...waits,
    should_retry: fault.shouldRetry,
    ...times,
    remaining: finite(remaining),
    hits,
  };
}

function removeFault(sandbox: Sandbox, { id }: ControlCall): Record<string, unknown> {
  return sandbox.faults.remove(id) ? { removed: id } : { error: `No such fault: '${id}'` };
}

/** What goes wrong with requests: asked for, looked at, ended. */
export const faultActions: readonly ControlAction[] = [
  {
    method: "GET",
    path: "/_sandbox/faults",
    run: (sandbox) => ({ faults: sandbox.faults.list().map(faultView) }),
  },
  { method: "POST", path: "/_sandbox/faults", run: addFault },
  {
    method: "DELETE",
    path: "/_sandbox/faults",
    run: (sandbox) => (sandbox.faults.clear(), { cleared: true }),
  },
  { method: "DELETE", path: "/_sandbox/faults/:id", run: removeFault },
];
