import { AsyncLocalStorage } from "node:async_hooks";

/** One call of a gateway, while it lasts. */
interface CallScope {
  /** How often it was sent: the first try and those that followed it by themselves. */
  tryCount: number;
}

/** An attempt at an operation, for which a gateway is asked. */
interface AttemptScope {
  readonly command: string;
  readonly attempt: number;
  /** How many calls of it are on record. */
  recordedCount: number;
}

const attempts = new AsyncLocalStorage<AttemptScope>();
const calls = new AsyncLocalStorage<CallScope>();

/** Runs an asking that belongs to an attempt at an operation, so that whoever records a call can say which. */
export function inAttempt<T>(
  operation: { readonly command: string; readonly attempt: number },
  ask: () => Promise<T>,
): Promise<T> {
  return attempts.run({ ...operation, recordedCount: 0 }, ask);
}

/** Whether any call of the attempt at hand was put on record. */
export function isAttemptRecorded(): boolean {
  return (attempts.getStore()?.recordedCount ?? 0) > 0;
}

/** The attempt that is being made, now that a call of it goes on record; null for what has none, such as a reading. */
export function recordedAttempt(): { readonly command: string; readonly attempt: number } | null {
  const scope = attempts.getStore() ?? null;
  if (scope !== null) scope.recordedCount += 1;
  return scope;
}

/** Runs one call, and answers with how often it was sent and how long it took in all. */
export async function measured<T>(
  call: () => Promise<T>,
): Promise<{ answer: T; tryCount: number; durationMs: number }> {
  const scope: CallScope = { tryCount: 0 };
  const startedAt = performance.now();
  const answer = await calls.run(scope, call);
  return { answer, tryCount: scope.tryCount, durationMs: performance.now() - startedAt };
}

/** Says that the call at hand is being sent, once more. */
export function countTry(): void {
  const scope = calls.getStore();
  if (scope !== undefined) scope.tryCount += 1;
}
