import { invalidParameter, invalidRequest } from "../protocol/errors.ts";
import type { RequestContext } from "../sandbox.ts";

/**
 * A publishable key may act on an intent only with its client secret; a secret key may leave it out.
 * https://docs.stripe.com/api/payment_intents/object#payment_intent_object-client_secret
 */
export function checkClientSecret(
  context: RequestContext,
  expected: string | null,
  given: string | undefined,
  kind: string,
): void {
  if (given === undefined) {
    if (context.keyKind === "secret") return;
    throw invalidParameter("Missing required param: client_secret.", {
      code: "parameter_missing",
      param: "client_secret",
    });
  }
  if (given === expected) return;
  throw invalidRequest(
    `The client_secret provided does not match the client_secret associated with the ${kind}.`,
    { param: "client_secret" },
  );
}
