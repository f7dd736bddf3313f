import { METHOD_TYPES } from "../methods/registry.ts";
import { isRecord, type MethodPreference, type PaymentMethodConfiguration } from "../objects.ts";
import { noSuch } from "../protocol/errors.ts";
import type { Sandbox } from "../sandbox.ts";

export const DEFAULT_CONFIGURATION_ID = "pmc_3SandboxDefaultConfig000";

/** What a configuration can switch: the types of payment methods, and the wallets that a card comes from. */
export const CONFIGURABLE = [...METHOD_TYPES, "apple_pay", "google_pay"];

function preferenceIn(configuration: PaymentMethodConfiguration, type: string): MethodPreference | undefined {
  const preference = configuration[type];
  return isRecord(preference) ? preference : undefined;
}

export function preference(value: "off" | "on", given: "none" | "off" | "on" = value): MethodPreference {
  return {
    available: value === "on",
    display_preference: { overridable: null, preference: given, value },
  };
}

/** The configuration of the account, which no other needs to name. */
function defaultConfiguration(sandbox: Sandbox): PaymentMethodConfiguration {
  const isOn = (type: string): boolean => sandbox.config.paymentMethods?.includes(type) ?? true;
  const isCardOn = isOn("card");
  const types = CONFIGURABLE.map((type) => {
    const isWallet = type === "apple_pay" || type === "google_pay";
    return [type, preference((isWallet ? isCardOn : isOn(type)) ? "on" : "off")] as const;
  });
  return {
    ...Object.fromEntries(types),
    id: DEFAULT_CONFIGURATION_ID,
    object: "payment_method_configuration",
    active: true,
    application: null,
    is_default: true,
    livemode: false,
    name: "Default",
    parent: null,
  };
}

/** The configuration for whoever changes it; the default one is stored from its first change on. */
export function findConfiguration(sandbox: Sandbox, id: string): PaymentMethodConfiguration {
  const found = sandbox.store.paymentMethodConfigurations.find(id);
  if (found !== undefined) return found;
  if (id !== DEFAULT_CONFIGURATION_ID) throw noSuch("payment_method_configuration", id, "configuration");
  return defaultConfiguration(sandbox);
}

/** The types that a configuration has on. Asked for with every intent, so the untouched default is not built for it. */
export function enabledTypes(sandbox: Sandbox, id: string): readonly string[] {
  const stored = sandbox.store.paymentMethodConfigurations.peek(id);
  if (stored === undefined) return sandbox.config.paymentMethods ?? METHOD_TYPES;
  return METHOD_TYPES.filter((type) => preferenceIn(stored, type)?.display_preference.value === "on");
}
