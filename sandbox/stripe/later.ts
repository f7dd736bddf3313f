import type { Clock } from "./clock.ts";
import { newId } from "./ids.ts";
import type { Store, Task } from "./store.ts";

/** Work that Stripe does some time after a request; it is part of the account and outlives the process with it. */
export type Later = {
  /** In so many milliseconds of the account's clock, run the task of that kind for the object. */
  readonly after: (delayMs: number, kind: Task["kind"], objectId: string) => void;
  /** At that time of the account's clock, in milliseconds since 1970. */
  readonly at: (dueAtMs: number, kind: Task["kind"], objectId: string) => void;
  /** Takes up what an earlier run left undone. */
  readonly resume: () => void;
  /** Does at once what is only a matter of waiting, also what that work schedules, in the order it is due; deadlines stay. */
  readonly runAll: () => number;
  /** Starts nothing any more; what is undone stays so. */
  readonly stop: () => void;
};

type Parts = {
  readonly store: () => Store;
  readonly clock: Clock;
  readonly run: (task: Task) => void;
  /** The connected account that is acted for. */
  readonly account: () => string | null;
  /** A deadline passes only when time does: nobody answered until then. */
  readonly isDeadline: (kind: Task["kind"]) => boolean;
};

export function createLater({ store, clock, run, isDeadline, account }: Parts): Later {
  const alarms = new Map<string, () => void>();
  function finish(task: Task): void {
    alarms.get(task.id)?.();
    alarms.delete(task.id);
    store().tasks.delete(task.id);
    run(task);
  }
  function schedule(task: Task): void {
    alarms.set(
      task.id,
      clock.at(task.dueAt, () => finish(task)),
    );
  }
  function at(dueAt: number, kind: Task["kind"], objectId: string): void {
    const id = account();
    const task: Task = { id: newId("task_"), kind, objectId, dueAt, ...(id === null ? {} : { account: id }) };
    store().tasks.set(task.id, task);
    schedule(task);
  }
  const waiting = (): readonly Task[] =>
    [...store().tasks.entries()]
      .map(([, task]) => task)
      .filter(({ kind }) => !isDeadline(kind))
      .toSorted((a, b) => a.dueAt - b.dueAt);
  return {
    at,
    after: (delayMs, kind, objectId) => at(clock.nowMs() + delayMs, kind, objectId),
    resume() {
      for (const [, task] of store().tasks.entries()) schedule(task);
    },
    runAll() {
      let count = 0;
      for (let tasks = waiting(); tasks.length > 0; tasks = waiting())
        for (const task of tasks) {
          // An earlier one may have made it needless.
          if (!store().tasks.has(task.id)) continue;
          finish(task);
          count += 1;
        }
      return count;
    },
    stop() {
      for (const cancel of alarms.values()) cancel();
      alarms.clear();
    },
  };
}
