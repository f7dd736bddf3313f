/**
 * Makes a call with no stack to write down. The SDK describes the place of each call beforehand, for errors that we classify and
 * whose place we know; where stacks are mapped to their sources, as in the worker, that costs as much as the request itself.
 * It covers what runs at once, up to the first await: nobody else's errors.
 */
export function withoutStack<T>(call: () => T): T {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 0;
  try {
    return call();
  } finally {
    Error.stackTraceLimit = limit;
  }
}
