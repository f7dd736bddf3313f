import { verifyMicrodeposits } from "../engine/microdeposits.ts";
import { publicPaymentIntent } from "../engine/payment-intents.ts";
import { publicSetupIntent } from "../engine/setup-intents.ts";
import { integer, list, text } from "../protocol/params.ts";
import { route } from "../protocol/route.ts";
import { checkClientSecret } from "./client-secret.ts";
import { findPaymentIntent, findSetupIntent } from "./find.ts";

const params = { amounts: list(integer()), client_secret: text(), descriptor_code: text() };

const verifyForPayment = route({
  method: "POST",
  path: "/v1/payment_intents/:id/verify_microdeposits",
  keys: "any",
  params,
  handle({ sandbox, params: proof, id, context }) {
    const intent = findPaymentIntent(sandbox, id);
    checkClientSecret(context, intent.client_secret, proof.client_secret, "PaymentIntent");
    verifyMicrodeposits(sandbox, intent, proof);
    return context.keyKind === "publishable" ? publicPaymentIntent(intent) : intent;
  },
});

const verifyForSetup = route({
  method: "POST",
  path: "/v1/setup_intents/:id/verify_microdeposits",
  keys: "any",
  params,
  handle({ sandbox, params: proof, id, context }) {
    const intent = findSetupIntent(sandbox, id);
    checkClientSecret(context, intent.client_secret, proof.client_secret, "SetupIntent");
    verifyMicrodeposits(sandbox, intent, proof);
    return context.keyKind === "publishable" ? publicSetupIntent(intent) : intent;
  },
});

/** https://docs.stripe.com/api/payment_intents/verify_microdeposits */
export const microdepositRoutes = [verifyForPayment, verifyForSetup];
