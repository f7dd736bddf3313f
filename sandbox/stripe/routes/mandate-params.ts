import type { GivenMandate } from "../engine/mandates.ts";
import type { Mandate } from "../objects.ts";
import { invalidParameter } from "../protocol/errors.ts";
import {
  boolean,
  clearable,
  integer,
  object,
  oneOf,
  required,
  text,
  type Parsed,
} from "../protocol/params.ts";
import { nowS, type RequestContext } from "../sandbox.ts";

const acceptance = {
  accepted_at: integer(),
  offline: object({}),
  online: object({ infer_from_client: boolean(), ip_address: text(), user_agent: text() }),
  type: required(oneOf("offline", "online")),
};

/** `mandate_data`: how the customer accepted the mandate. https://docs.stripe.com/api/payment_intents/confirm#confirm_payment_intent-mandate_data */
export const mandateDataParams = clearable(object({ customer_acceptance: required(object(acceptance)) }));

function readAcceptance(given: Parsed<typeof acceptance>): Mandate["customer_acceptance"] {
  const { type, online } = given;
  const accepted_at = given.accepted_at ?? nowS();
  if (type === "offline") return { accepted_at, offline: {}, type };
  if (
    online?.infer_from_client !== true &&
    (online?.ip_address === undefined || online.user_agent === undefined)
  ) {
    throw invalidParameter("Missing required param: mandate_data[customer_acceptance][online].", {
      code: "parameter_missing",
      param: "mandate_data[customer_acceptance][online]",
    });
  }
  const { ip_address = "127.0.0.1", user_agent = "Stripe.js" } = online;
  return { accepted_at, online: { ip_address, user_agent }, type };
}

type Given = {
  readonly mandate?: string | undefined;
  readonly mandate_data?: { readonly customer_acceptance: Parsed<typeof acceptance> } | null | undefined;
};

/** Stripe.js shows the mandate with the form, so that whoever confirms in the browser has accepted it. */
export function givenMandate(context: RequestContext, given: Given): GivenMandate {
  const mandateId = given.mandate ?? null;
  if (given.mandate_data != null)
    return { acceptance: readAcceptance(given.mandate_data.customer_acceptance), mandateId };
  if (context.keyKind === "secret") return { acceptance: null, mandateId };
  const online = { ip_address: "127.0.0.1", user_agent: "Stripe.js" };
  return { acceptance: { accepted_at: nowS(), online, type: "online" }, mandateId };
}
