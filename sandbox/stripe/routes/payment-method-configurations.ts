import {
  CONFIGURABLE,
  DEFAULT_CONFIGURATION_ID,
  findConfiguration,
  preference,
} from "../engine/method-configurations.ts";
import { newId } from "../ids.ts";
import { isRecord, type PaymentMethodConfiguration } from "../objects.ts";
import { listPage, pageParams } from "../protocol/pagination.ts";
import { boolean, object, oneOf, text } from "../protocol/params.ts";
import { route } from "../protocol/route.ts";
import type { Sandbox } from "../sandbox.ts";

const PREFERENCES = ["none", "off", "on"] as const;
const wish = object({ display_preference: object({ preference: oneOf(...PREFERENCES) }) });
const wishes = Object.fromEntries(CONFIGURABLE.map((type) => [type, wish] as const));

/** Writes down what was wished for; "none" follows the default, which has everything on. */
function apply(configuration: PaymentMethodConfiguration, given: Readonly<Record<string, unknown>>): void {
  for (const type of CONFIGURABLE) {
    const part = given[type];
    const shown = isRecord(part) ? part["display_preference"] : undefined;
    const asked = PREFERENCES.find((known) => isRecord(shown) && known === shown["preference"]);
    if (asked !== undefined) configuration[type] = preference(asked === "off" ? "off" : "on", asked);
    else configuration[type] ??= preference("off");
  }
}

/** The default configuration is stored once somebody has changed or listed it. */
function keep(sandbox: Sandbox, configuration: PaymentMethodConfiguration): PaymentMethodConfiguration {
  const { paymentMethodConfigurations: stored } = sandbox.store;
  return stored.peek(configuration.id) ?? stored.insert(configuration);
}

const create = route({
  method: "POST",
  path: "/v1/payment_method_configurations",
  params: { ...wishes, name: text(), parent: text() },
  handle({ sandbox, params }) {
    const configuration: PaymentMethodConfiguration = {
      id: newId("pmc_"),
      object: "payment_method_configuration",
      active: true,
      application: null,
      is_default: false,
      livemode: false,
      name: params.name ?? "Configuration",
      parent: null,
    };
    apply(configuration, params);
    return sandbox.store.paymentMethodConfigurations.insert(configuration);
  },
});

const update = route({
  method: "POST",
  path: "/v1/payment_method_configurations/:id",
  params: { ...wishes, active: boolean(), name: text() },
  handle({ sandbox, params, id }) {
    const configuration = findConfiguration(sandbox, id);
    if (typeof params.active === "boolean") configuration.active = params.active;
    if (typeof params.name === "string") configuration.name = params.name;
    apply(configuration, params);
    return keep(sandbox, configuration);
  },
});

const retrieve = route({
  method: "GET",
  path: "/v1/payment_method_configurations/:id",
  params: {},
  handle: ({ sandbox, id }) => findConfiguration(sandbox, id),
});

const listAll = route({
  method: "GET",
  path: "/v1/payment_method_configurations",
  params: { ...pageParams, application: text() },
  handle({ sandbox, params }) {
    keep(sandbox, findConfiguration(sandbox, DEFAULT_CONFIGURATION_ID));
    const collection = sandbox.store.paymentMethodConfigurations;
    return listPage(params, {
      collection,
      url: "/v1/payment_method_configurations",
      kind: "payment_method_configuration",
    });
  },
});

/** https://docs.stripe.com/api/payment_method_configurations */
export const paymentMethodConfigurationRoutes = [create, update, retrieve, listAll];
