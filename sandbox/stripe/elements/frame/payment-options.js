export const TERMINAL = ["succeeded", "canceled", "processing", "requires_capture"];
/** Parts of the billing details that the merchant asks for elsewhere, by `fields.billingDetails`. */
export function hiddenParts(options, siblings) {
  const given = options.fields?.billingDetails;
  const isNever = (value) => given === "never" || value === "never";
  const address = typeof given === "object" ? given.address : undefined;
  const isAddressHidden = isNever(address) || siblings.includes("address:billing");
  return {
    name: isNever(given?.name) || siblings.includes("address:billing"),
    email: isNever(given?.email) || siblings.includes("linkAuthentication"),
    country: isAddressHidden || isNever(address?.country),
    postal_code: isAddressHidden || isNever(address?.postalCode),
  };
}

export function terminalError({ id, object, status }) {
  const kind = object === "setup_intent" ? "SetupIntent" : "PaymentIntent";
  return {
    type: "invalid_request_error",
    message: `${kind} ${id} is in a terminal state (${status}) and cannot be used to initialize Elements.`,
  };
}

export const layoutOf = ({ layout = "tabs" }) => (typeof layout === "string" ? { type: layout } : layout);

/** What the merchant wants first comes first; the rest keeps its order. */
export const inOrder = (offered, order = []) => [
  ...order.filter((type) => offered.includes(type)),
  ...offered.filter((type) => !order.includes(type)),
];

export const noMethods = () => ({
  type: "invalid_request_error",
  message:
    "No valid payment method types for this configuration. Please ensure that you have activated payment methods " +
    "compatible with your chosen currency in your dashboard.",
});
