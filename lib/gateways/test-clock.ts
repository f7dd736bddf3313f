import { env } from "@/lib/platform/env";
import { isClockMovable } from "@/lib/platform/is-clock-movable";
import { isOutage } from "@/lib/platform/is-outage";

/** Every step of the way waits for its deliveries, and a year has many. */
const ADVANCE_TIMEOUT_MS = 120_000;
const READ_TIMEOUT_MS = 2_000;

/** Where the sandbox's clock stands, and when something of its own happens next. */
export interface SandboxTime {
  readonly now: Date;
  readonly nextDueAt: Date | null;
}

function sandboxTime(answer: unknown): SandboxTime | null {
  if (typeof answer !== "object" || answer === null || !("now" in answer) || typeof answer.now !== "string")
    return null;
  const next = "next_due" in answer && typeof answer.next_due === "string" ? new Date(answer.next_due) : null;
  return { now: new Date(answer.now), nextDueAt: next };
}

async function ask(path: string, timeoutMs: number, body?: unknown): Promise<SandboxTime | null> {
  const { STRIPE_API_BASE } = env();
  if (STRIPE_API_BASE === undefined || !isClockMovable()) return null;
  try {
    const response = await fetch(new URL(path, STRIPE_API_BASE), {
      signal: AbortSignal.timeout(timeoutMs),
      ...(body === undefined
        ? {}
        : {
            method: "POST",
            headers: { "content-type": "application/json" },
            body: JSON.stringify(body),
          }),
    });
    return response.ok ? sandboxTime(await response.json()) : null;
  } catch (error) {
    if (error instanceof Error && (error.name === "TimeoutError" || error instanceof TypeError)) return null;
    if (isOutage(error)) return null;
    throw error;
  }
}

/** The sandbox's time; null where payments go to Stripe itself, or the sandbox does not answer. */
export function readSandboxClock(): Promise<SandboxTime | null> {
  return ask("/_sandbox/clock", READ_TIMEOUT_MS);
}

/** Whether there is a sandbox whose clock moves with ours. */
export function hasSandboxClock(): boolean {
  return env().STRIPE_API_BASE !== undefined && isClockMovable();
}

/** Moves the sandbox's clock forward, by way of everything that is due there. False when it did not get so far. */
export async function moveSandboxClock(to: Date): Promise<boolean> {
  const before = await readSandboxClock();
  if (before === null) return false;
  if (before.now >= to) return true;
  const after = await ask("/_sandbox/clock/advance", ADVANCE_TIMEOUT_MS, { to: to.toISOString() });
  return after !== null && after.now >= to;
}
