import { ACCOUNT_PAYMENT_METHOD_TYPES } from "../engine/payment-intents.ts";
import { newId } from "../ids.ts";
import { oneOf } from "../protocol/params.ts";
import { route } from "../protocol/route.ts";

/**
 * What Stripe.js asks for before it draws Elements that have no intent yet: which methods to offer.
 * Stripe does not document it; the sandbox's own Stripe.js is the only caller.
 */
const retrieve = route({
  method: "GET",
  path: "/v1/elements/sessions",
  keys: "any",
  params: { type: oneOf("deferred_intent") },
  handle: () => ({
    object: "elements_session",
    id: newId("elements_session_"),
    payment_method_preference: { ordered_payment_method_types: [...ACCOUNT_PAYMENT_METHOD_TYPES] },
  }),
});

export const elementsSessionRoutes = [retrieve];
