import { AsyncLocalStorage } from "node:async_hooks";

const scope = new AsyncLocalStorage<true>();

/** Runs the body of a database transaction. What must not happen inside one can ask whether it does. */
export function inTransactionScope<T>(act: () => Promise<T>): Promise<T> {
  return scope.run(true, act);
}

export function isInTransaction(): boolean {
  return scope.getStore() === true;
}
