/** A mistake in the merchant's code, thrown as Stripe.js throws it. */
export function integrationError(message) {
  const error = new Error(message);
  error.name = "IntegrationError";
  return error;
}
