import { AsyncLocalStorage } from "node:async_hooks";
import Stripe from "stripe";
import type { RateLimit } from "../rate-limit";
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

/** The SDK asks again by itself, once, after these, whatever it was told. Under another name it leaves that to us. */
const ASKED_AGAIN = ["ECONNRESET", "EPIPE"];

function withoutSecondTry(error: unknown): unknown {
  const code: unknown = error instanceof Error && "code" in error ? error.code : undefined;
  const isAskedAgain = error instanceof Error && typeof code === "string" && ASKED_AGAIN.includes(code);
  return isAskedAgain
    ? Object.assign(new Error(error.message, { cause: error }), { code: `LOST_${code}` })
    : error;
}

/**
 * The SDK's own client, in its turn, with a memory: where a try may have been heard, a later refusal is no proof.
 */
export function rememberingHttpClient(limit: RateLimit): Stripe.HttpClient {
  const client = Stripe.createNodeHttpClient();
  return {
    getClientName: () => client.getClientName(),
    makeRequest: async (...request) => {
      await limit.take();
      try {
        const response = await client.makeRequest(...request);
        if (response.getStatusCode() >= 500) remember();
        return response;
      } catch (error) {
        if (!isUnreached(error)) remember();
        throw withoutSecondTry(error);
      }
    },
  };
}
