import { methodOf } from "../methods/registry.ts";
import { isRecord, type PaymentIntent } from "../objects.ts";

type Options = NonNullable<PaymentIntent["payment_method_options"]>;

/** What a request says in `payment_method_options`: by type, scalars and what the sandbox takes without acting on it. */
export type GivenOptions = Readonly<Record<string, Readonly<Record<string, unknown>> | undefined>>;

const CARD_OPTIONS: NonNullable<Options["card"]> = {
  installments: null,
  mandate_options: null,
  network: null,
  request_three_d_secure: "automatic",
};

/** What is shown of each type on offer before anything was asked for. */
export function defaultOptions(types: readonly string[]): Options {
  const options: Options = {};
  for (const type of types)
    Object.assign(options, type === "card" ? { card: { ...CARD_OPTIONS } } : structuredOptions(type));
  return options;
}

const structuredOptions = (type: string): Options => structuredClone(methodOf(type).options);

/** Keys whose value the sandbox acts on or can show as it was given. */
const SHOWN = [
  "bank_transfer",
  "capture_method",
  "client",
  "funding_type",
  "preferred_language",
  "preferred_locale",
  "reference",
  "request_three_d_secure",
  "require_cvc_recollection",
  "setup_future_usage",
  "target_date",
  "verification_method",
] as const;

function shown(given: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const known: readonly string[] = SHOWN;
  // An empty capture_method or setup_future_usage unsets it: the intent's own counts again.
  return Object.fromEntries(
    Object.entries(given).filter(([key, value]) => known.includes(key) && value != null),
  );
}

/** The options of an intent after a request has had its say. */
export function mergeOptions(current: Options | null, given: GivenOptions | undefined): Options {
  const merged: Options = { ...current };
  for (const [type, part] of Object.entries(given ?? {})) {
    if (part === undefined) continue;
    const unset = Object.entries(part).flatMap(([key, value]) => (value === null ? [key] : []));
    const before = Object.entries(optionsOf(current, type) ?? optionsOf(defaultOptions([type]), type) ?? {});
    const kept = Object.fromEntries(before.filter(([key]) => !unset.includes(key)));
    Object.assign(merged, { [type]: { ...kept, ...shown(part) } });
  }
  return merged;
}

function optionsOf(options: Options | null, type: string): Record<string, unknown> | undefined {
  const part = new Map<string, unknown>(Object.entries(options ?? {})).get(type);
  return isRecord(part) ? part : undefined;
}

/** Whether a payment with this type is only authorized for now. */
export function isHeldFor(intent: PaymentIntent, type: string): boolean {
  return (
    intent.capture_method === "manual" ||
    optionsOf(intent.payment_method_options, type)?.["capture_method"] === "manual"
  );
}

/** For what the payment method is kept afterwards, if at all. */
export function futureUsageFor(intent: PaymentIntent, type: string): PaymentIntent["setup_future_usage"] {
  const own = optionsOf(intent.payment_method_options, type)?.["setup_future_usage"];
  if (own === "none") return null;
  return own === "on_session" || own === "off_session" ? own : intent.setup_future_usage;
}
