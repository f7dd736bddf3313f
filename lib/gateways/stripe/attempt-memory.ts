import { AsyncLocalStorage } from "node:async_hooks";
import Stripe from "stripe";
import { isUnreached } from "./is-unreached";

const asking = new AsyncLocalStorage<{ mayBeHeard: boolean }>();

/** Runs one asking, and answers beside its result whether any try that the SDK made of it may have been heard without our knowing. */
export async function rememberAttempts<T>(
  ask: () => Promise<T>,
): Promise<{ answer: T; mayBeHeard: boolean }> {
  const memory = { mayBeHeard: false };
  const answer = await asking.run(memory, ask);
  return { answer, mayBeHeard: memory.mayBeHeard };
}

function remember(): void {
  const memory = asking.getStore();
  if (memory !== undefined) memory.mayBeHeard = true;
}

/**
 * The SDK's own client, with a memory: the SDK asks again by itself after a broken line and tells of the last try only. A
 * refusal of that one says nothing of the one before.
 */
export function rememberingHttpClient(): Stripe.HttpClient {
  const client = Stripe.createNodeHttpClient();
  return {
    getClientName: () => client.getClientName(),
    makeRequest: async (...request) => {
      try {
        const response = await client.makeRequest(...request);
        if (response.getStatusCode() >= 500) remember();
        return response;
      } catch (error) {
        if (!isUnreached(error)) remember();
        throw error;
      }
    },
  };
}
