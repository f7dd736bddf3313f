import { newSecret } from "../ids.ts";
import { invalidParameter } from "../protocol/errors.ts";
import { accepted, boolean, integer, list, object, oneOf, required, text } from "../protocol/params.ts";
import { route } from "../protocol/route.ts";
import { nowS } from "../sandbox.ts";
import type { PaymentElementFeatures } from "../store.ts";
import { findCustomer } from "./find.ts";

const VALID_FOR_S = 1_800;
const component = object({ enabled: required(boolean()) });
const switched = oneOf("disabled", "enabled");
const redisplay = oneOf("always", "limited", "unspecified");
const redisplayList = list(redisplay);

const paymentElement = object({
  enabled: required(boolean()),
  features: object({
    payment_method_allow_redisplay_filters: redisplayList,
    payment_method_redisplay: switched,
    payment_method_redisplay_limit: integer(),
    payment_method_remove: switched,
    payment_method_save: switched,
    payment_method_save_usage: oneOf("off_session", "on_session"),
  }),
});
const customerSheet = object({
  enabled: required(boolean()),
  features: object({
    payment_method_allow_redisplay_filters: redisplayList,
    payment_method_remove: switched,
  }),
});
const mobilePaymentElement = object({
  enabled: required(boolean()),
  features: object({
    payment_method_allow_redisplay_filters: redisplayList,
    payment_method_redisplay: switched,
    payment_method_remove: switched,
    payment_method_save: switched,
    payment_method_save_allow_redisplay_override: redisplay,
  }),
});

/** What a Payment Element does that was told nothing else: it shows and keeps no saved methods. */
const PAYMENT_ELEMENT_DEFAULTS: PaymentElementFeatures = {
  payment_method_allow_redisplay_filters: ["always"],
  payment_method_redisplay: "disabled",
  payment_method_redisplay_limit: 3,
  payment_method_remove: "disabled",
  payment_method_save: "disabled",
  payment_method_save_usage: null,
};
const CUSTOMER_SHEET_DEFAULTS = {
  payment_method_allow_redisplay_filters: ["always"],
  payment_method_remove: "disabled",
};
const MOBILE_DEFAULTS = {
  ...CUSTOMER_SHEET_DEFAULTS,
  payment_method_redisplay: "disabled",
  payment_method_save: "disabled",
  payment_method_save_allow_redisplay_override: null,
};

type Given = { readonly enabled: boolean } | undefined;
const plain = (given: Given): object => ({ enabled: given?.enabled ?? false });

/** A component that is off has no features. */
function featured(given: Given, features: object | undefined, defaults: object): object {
  const enabled = given?.enabled ?? false;
  return { enabled, features: enabled ? { ...defaults, ...features } : null };
}

const create = route({
  method: "POST",
  path: "/v1/customer_sessions",
  params: {
    components: required(
      object({
        active_entitlements: component,
        buy_button: component,
        customer_portal: component,
        customer_sheet: customerSheet,
        mobile_payment_element: mobilePaymentElement,
        payment_element: paymentElement,
        pricing_table: component,
      }),
    ),
    customer: text(),
    customer_account: accepted(),
  },
  handle({ sandbox, params }) {
    if (params.customer === undefined) {
      throw invalidParameter("Missing required param: customer.", {
        code: "parameter_missing",
        param: "customer",
      });
    }
    const customer = findCustomer(sandbox, params.customer);
    const { components } = params;
    const { payment_element: payment } = components;
    const session = {
      object: "customer_session",
      client_secret: newSecret("cuss_secret_"),
      components: {
        active_entitlements: plain(components.active_entitlements),
        buy_button: plain(components.buy_button),
        customer_portal: plain(components.customer_portal),
        customer_sheet: featured(
          components.customer_sheet,
          components.customer_sheet?.features,
          CUSTOMER_SHEET_DEFAULTS,
        ),
        mobile_payment_element: featured(
          components.mobile_payment_element,
          components.mobile_payment_element?.features,
          MOBILE_DEFAULTS,
        ),
        payment_element: featured(payment, payment?.features, PAYMENT_ELEMENT_DEFAULTS),
        pricing_table: plain(components.pricing_table),
      },
      created: nowS(),
      customer: customer.id,
      customer_account: null,
      expires_at: nowS() + VALID_FOR_S,
      livemode: false,
    };
    sandbox.store.customerSessions.set(session.client_secret, {
      customerId: customer.id,
      expiresAtS: session.expires_at,
      paymentElement: payment?.enabled === true ? { ...PAYMENT_ELEMENT_DEFAULTS, ...payment.features } : null,
    });
    return session;
  },
});

/** https://docs.stripe.com/api/customer_sessions */
export const customerSessionRoutes = [create];
