import { newId } from "../ids.ts";
import type {
  ConfirmationToken,
  Mandate,
  PaymentIntent,
  PaymentMethod,
  SetupIntent,
  Shipping,
} from "../objects.ts";
import { invalidRequest, noSuch } from "../protocol/errors.ts";
import { nowS, type Sandbox } from "../sandbox.ts";

/** https://docs.stripe.com/api/confirmation_tokens/object#confirmation_token_object-expires_at */
const LIFE_S = 12 * 3_600;

type NewToken = {
  readonly paymentMethod: PaymentMethod;
  readonly acceptance: Mandate["customer_acceptance"] | null;
  readonly returnUrl: string | null;
  readonly setupFutureUsage: "off_session" | "on_session" | null;
  readonly shipping: Shipping | null;
  readonly useStripeSdk: boolean;
};

type Preview = NonNullable<ConfirmationToken["payment_method_preview"]>;

/** A payment method without what only a stored one has. */
function previewOf(paymentMethod: PaymentMethod): Preview {
  const {
    id: _id,
    object: _object,
    created: _created,
    livemode: _live,
    metadata: _metadata,
    ...shown
  } = structuredClone(paymentMethod);
  return shown;
}

function mandateData(acceptance: NewToken["acceptance"]): ConfirmationToken["mandate_data"] {
  if (acceptance === null) return null;
  return { customer_acceptance: { online: acceptance.online ?? null, type: acceptance.type } };
}

/** What the browser has collected, for the server to look at and to confirm with. https://docs.stripe.com/payments/finalize-payments-on-the-server */
export function createConfirmationToken(sandbox: Sandbox, given: NewToken): ConfirmationToken {
  const { paymentMethod, shipping } = given;
  const id = newId("ctoken_");
  sandbox.store.tokenMethods.set(id, paymentMethod.id);
  return sandbox.store.confirmationTokens.insert({
    id,
    object: "confirmation_token",
    created: nowS(),
    expires_at: nowS() + LIFE_S,
    livemode: false,
    mandate_data: mandateData(given.acceptance),
    metadata: null,
    payment_intent: null,
    payment_method_options: null,
    payment_method_preview: previewOf(paymentMethod),
    return_url: given.returnUrl,
    setup_future_usage: given.setupFutureUsage,
    setup_intent: null,
    shipping:
      shipping?.address === undefined
        ? null
        : {
            address: { ...shipping.address },
            name: shipping.name ?? "",
            phone: shipping.phone ?? null,
          },
    use_stripe_sdk: given.useStripeSdk,
  });
}

type Used = { readonly token: ConfirmationToken; readonly paymentMethod: PaymentMethod };

/** A token that has not been used yet, with its payment method. */
export function findUnusedToken(sandbox: Sandbox, id: string, kind: "payment_intent" | "setup_intent"): Used {
  const token = sandbox.store.confirmationTokens.find(id);
  const paymentMethod = sandbox.store.paymentMethods.find(sandbox.store.tokenMethods.peek(id) ?? "");
  if (token === undefined || paymentMethod === undefined)
    throw noSuch("confirmation_token", id, "confirmation_token", 400);
  const isUsed = token.payment_intent !== null || token.setup_intent !== null;
  if (!isUsed && (token.expires_at ?? 0) > nowS()) return { token, paymentMethod };
  throw invalidRequest(
    isUsed
      ? `The confirmation token ${id} was already used. A confirmation token can only be used once.`
      : `The confirmation token ${id} has expired. Create another one.`,
    { code: `${kind}_confirmation_token_invalid`, param: "confirmation_token" },
  );
}

/** From here on the token belongs to this intent. */
export function useToken(token: ConfirmationToken, intent: PaymentIntent | SetupIntent): void {
  if (intent.object === "payment_intent") token.payment_intent = intent.id;
  else token.setup_intent = intent.id;
  // What was collected belongs to the payment method now.
  token.expires_at = null;
}
