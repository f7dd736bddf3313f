import { newId } from "./ids.ts";
import type { Store, Task } from "./store.ts";

/** Work that Stripe does some time after a request; it is part of the account and outlives the process with it. */
export type Later = {
  readonly after: (delayMs: number, kind: Task["kind"], objectId: string) => void;
  /** Takes up what an earlier run left undone. */
  readonly resume: () => void;
  /** Does everything at once, also what that work schedules. Answers how much it was. */
  readonly runAll: () => number;
  /** Starts nothing any more; what is undone stays so. */
  readonly stop: () => void;
};

export function createLater(store: () => Store, run: (task: Task) => void): Later {
  const timers = new Map<string, NodeJS.Timeout>();
  function finish(task: Task): void {
    clearTimeout(timers.get(task.id));
    timers.delete(task.id);
    store().tasks.delete(task.id);
    run(task);
  }
  function schedule(task: Task): void {
    const timer = setTimeout(() => finish(task), Math.max(0, task.dueAt - Date.now()));
    timer.unref();
    timers.set(task.id, timer);
  }
  return {
    after(delayMs, kind, objectId) {
      const task: Task = { id: newId("task_"), kind, objectId, dueAt: Date.now() + delayMs };
      store().tasks.set(task.id, task);
      schedule(task);
    },
    resume() {
      for (const [, task] of store().tasks.entries()) schedule(task);
    },
    runAll() {
      let count = 0;
      // Work may schedule more work; a map iterates over what is added meanwhile.
      for (const [, task] of store().tasks.entries()) {
        finish(task);
        count += 1;
      }
      return count;
    },
    stop() {
      for (const timer of timers.values()) clearTimeout(timer);
      timers.clear();
    },
  };
}
