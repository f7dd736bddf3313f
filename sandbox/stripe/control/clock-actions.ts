import type { Sandbox } from "../sandbox.ts";
import type { ControlAction, ControlCall } from "./control-action.ts";
import { countIn, instantIn } from "./body-fields.ts";

const UNITS = { seconds: 1_000, minutes: 60_000, hours: 3_600_000, days: 86_400_000 } as const;
/** Each step waits so long for the deliveries that it caused. */
const STEP_TIMEOUT_MS = 15_000;

const iso = (timeMs: number): string => new Date(timeMs).toISOString();

function clockView({ clock }: Sandbox): Record<string, unknown> {
  const dueAtMs = clock.nextDueMs();
  return {
    now: iso(clock.nowMs()),
    unix: Math.floor(clock.nowMs() / 1_000),
    frozen: clock.isFrozen(),
    next_due: dueAtMs === null ? null : iso(dueAtMs),
  };
}

/** Where `to`, or the sum of `days`, `hours`, `minutes` and `seconds` from now, leads. */
function targetOf(sandbox: Sandbox, body: ControlCall["body"]): number | null {
  const to = instantIn(body, "to");
  if (to !== null) return to;
  const given = Object.entries(UNITS).filter(([unit]) => body[unit] !== undefined);
  const waitMs = given.reduce((sum, [unit, lengthMs]) => sum + countIn(body, unit, 0) * lengthMs, 0);
  return given.length > 0 ? sandbox.clock.nowMs() + waitMs : null;
}

async function advance(sandbox: Sandbox, { body }: ControlCall): Promise<Record<string, unknown>> {
  const targetMs = targetOf(sandbox, body);
  if (targetMs === null)
    return { error: "Give the time in `to`, or how far in `days`, `hours`, `minutes` or `seconds`." };
  if (targetMs < sandbox.clock.nowMs())
    return { error: `The clock is at ${iso(sandbox.clock.nowMs())} already; it goes forward only.` };
  const work = await sandbox.clock.advanceTo(targetMs, () => sandbox.webhooks.quiet(STEP_TIMEOUT_MS));
  return { work, ...clockView(sandbox) };
}

/** Nothing has a time yet that the new one could contradict. */
const isUntouched = ({ store }: Sandbox): boolean =>
  store.events.count() === 0 && store.customers.count() === 0 && store.paymentIntents.count() === 0;

async function set(sandbox: Sandbox, call: ControlCall): Promise<Record<string, unknown>> {
  const timeMs = instantIn(call.body, "time");
  if (timeMs === null) return { error: "time must be a time such as 2026-01-31T09:00:00Z." };
  if (timeMs >= sandbox.clock.nowMs()) return advance(sandbox, { ...call, body: { to: call.body["time"] } });
  if (!isUntouched(sandbox))
    return { error: "The account has a past already. Reset the sandbox before you set the clock back." };
  sandbox.clock.set(timeMs);
  return clockView(sandbox);
}

function freeze(sandbox: Sandbox): Record<string, unknown> {
  sandbox.clock.freeze();
  return clockView(sandbox);
}

function unfreeze(sandbox: Sandbox): Record<string, unknown> {
  sandbox.clock.unfreeze();
  return clockView(sandbox);
}

/** The time of the account: looked at, set, moved, stopped. */
export const clockActions: readonly ControlAction[] = [
  { method: "GET", path: "/_sandbox/clock", run: clockView },
  { method: "POST", path: "/_sandbox/clock", run: set },
  { method: "POST", path: "/_sandbox/clock/advance", run: advance },
  { method: "POST", path: "/_sandbox/clock/freeze", run: freeze },
  { method: "POST", path: "/_sandbox/clock/unfreeze", run: unfreeze },
];
