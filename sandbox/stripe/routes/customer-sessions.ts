import { newSecret } from "../ids.ts";
import { invalidParameter } from "../protocol/errors.ts";
import { accepted, boolean, object, required, text } from "../protocol/params.ts";
import { route } from "../protocol/route.ts";
import { nowS } from "../sandbox.ts";
import { findCustomer } from "./find.ts";

const VALID_FOR_S = 1_800;
const component = object({ enabled: required(boolean()), features: accepted() });

const create = route({
  method: "POST",
  path: "/v1/customer_sessions",
  params: {
    components: required(
      object({
        active_entitlements: component,
        buy_button: component,
        customer_portal: component,
        customer_sheet: component,
        mobile_payment_element: component,
        payment_element: component,
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
    const state = (given: { readonly enabled: boolean } | undefined): object => ({
      enabled: given?.enabled ?? false,
      features: null,
    });
    const plain = (given: { readonly enabled: boolean } | undefined): object => ({
      enabled: given?.enabled ?? false,
    });
    const { components } = params;
    return {
      object: "customer_session",
      client_secret: newSecret("cuss_secret_"),
      components: {
        active_entitlements: plain(components.active_entitlements),
        buy_button: plain(components.buy_button),
        customer_portal: plain(components.customer_portal),
        customer_sheet: state(components.customer_sheet),
        mobile_payment_element: state(components.mobile_payment_element),
        payment_element: state(components.payment_element),
        pricing_table: plain(components.pricing_table),
      },
      created: nowS(),
      customer: customer.id,
      customer_account: null,
      expires_at: nowS() + VALID_FOR_S,
      livemode: false,
    };
  },
});

/** https://docs.stripe.com/api/customer_sessions */
export const customerSessionRoutes = [create];
