import { AsyncLocalStorage } from "node:async_hooks";
import { subscribe } from "node:diagnostics_channel";

interface Spent {
  ms: number;
}

const spending = new AsyncLocalStorage<Spent>();
const begun = new WeakMap<object, { spent: Spent; at: number }>();

function requestOf(message: unknown): object | null {
  const isTold = typeof message === "object" && message !== null && "request" in message;
  return isTold && typeof message.request === "object" ? message.request : null;
}

subscribe("http.client.request.start", (message) => {
  const request = requestOf(message);
  const spent = spending.getStore();
  if (request !== null && spent !== undefined) begun.set(request, { spent, at: performance.now() });
});
subscribe("http.client.response.finish", (message) => {
  const request = requestOf(message);
  const asking = request === null ? undefined : begun.get(request);
  if (asking !== undefined) asking.spent.ms += performance.now() - asking.at;
});

/** Does something, and tells beside it how many milliseconds of it were spent waiting for answers over HTTP. */
export async function withGatewayTime<T>(act: () => Promise<T>): Promise<{ value: T; gatewayMs: number }> {
  const spent = { ms: 0 };
  const value = await spending.run(spent, act);
  return { value, gatewayMs: spent.ms };
}
