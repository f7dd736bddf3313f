/** What the gateway names, and what its ids of that begin with. */
const PREFIXES = {
  payment: ["pi"],
  setup: ["seti"],
  customer: ["cus"],
  dispute: ["du", "dp"],
  /** A token of a card or of another method: never the number itself. */
  method: ["pm", "tok"],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type GatewayIdKind = keyof typeof PREFIXES;

/** Letters or digits behind the prefix, at least. Customers have shorter ids than what happens to them. */
const LENGTH_MIN = {
  payment: 24,
  setup: 24,
  customer: 14,
  dispute: 24,
  method: 24,
} as const satisfies Readonly<Record<GatewayIdKind, number>>;
const ID_LENGTH_MAX = 255;

/**
 * Names that stand for a card in Stripe's test mode. They are no secrets and no references to anybody's card, so that they
 * are taken where no money is real and nowhere else. @see https://docs.stripe.com/testing
 */
export const TEST_METHOD_NAMES: readonly string[] = [
  "visa",
  "visa_debit",
  "mastercard",
  "mastercard_debit",
  "mastercard_prepaid",
  "amex",
  "discover",
  "diners",
  "jcb",
  "unionpay",
  "us",
  "gb",
  "de",
  "fr",
  "jp",
  "br",
  "in",
  "au",
  "ca",
  "chargeDeclined",
  "chargeDeclinedInsufficientFunds",
  "chargeDeclinedExpiredCard",
  "chargeDeclinedIncorrectCvc",
  "chargeDeclinedProcessingError",
  "chargeCustomerFail",
  "threeDSecureRequired",
  "threeDSecureOptional",
  "authenticationRequired",
  "authenticationRequiredOnSetup",
  "authenticationRequiredSetupForOffSession",
].flatMap((name) => [`pm_card_${name}`, `tok_${name}`]);

const TEST_METHODS = new Set(TEST_METHOD_NAMES);

/** Whether a text can be the gateway's id of such a thing: prefix, letters and digits only, long enough and not too long. */
export function isGatewayId(kind: GatewayIdKind, text: string): boolean {
  if (text.length > ID_LENGTH_MAX) return false;
  return PREFIXES[kind].some((prefix) => {
    const rest = text.startsWith(`${prefix}_`) ? text.slice(prefix.length + 1) : "";
    return rest.length >= LENGTH_MIN[kind] && /^[A-Za-z0-9]+$/.test(rest);
  });
}

/** Whether a text can stand for a payment method: a token always, a named test card only where no money is real. */
export function isMethodReference(text: string, where: { readonly isLive: boolean }): boolean {
  // First, because some of these names are as long as a token.
  return TEST_METHODS.has(text) ? !where.isLive : isGatewayId("method", text);
}
