import { integrationError } from "./integration-error.js";

const CURRENCY = /^[a-z]{3}$/;

/** Refuses what Stripe.js refuses in `stripe.elements(options)`. https://docs.stripe.com/js/elements_object/create */
export function checkOptions(options) {
  if (options.paymentMethodTypes !== undefined || options.payment_method_types !== undefined) {
    throw integrationError(
      "elements(): `paymentMethodTypes` is no longer supported. Use `allowedPaymentMethodTypes` or `excludedPaymentMethodTypes`.",
    );
  }
  if (options.clientSecret !== undefined) {
    if (options.mode !== undefined)
      throw integrationError("elements(): `mode` cannot be used together with `clientSecret`.");
    if (!/^(pi|seti)_\w+_secret_\w+$/.test(options.clientSecret)) {
      throw integrationError(
        `Invalid value for elements(): clientSecret should be a client secret of the form \${id}_secret_\${secret}. You specified: ${options.clientSecret}.`,
      );
    }
    return;
  }
  if (options.mode === undefined) return;
  if (!["payment", "setup", "subscription"].includes(options.mode)) {
    throw integrationError(
      `Invalid value for elements(): mode should be one of payment, setup or subscription. You specified: ${options.mode}.`,
    );
  }
  if (options.mode !== "setup" && !(Number.isInteger(options.amount) && options.amount >= 0)) {
    throw integrationError(
      `Invalid value for elements(): amount must be a non-negative integer. You specified: ${options.amount}.`,
    );
  }
  if (options.mode !== "setup" && !CURRENCY.test(options.currency ?? "")) {
    throw integrationError(
      "Invalid value for elements(): currency must be a three-letter ISO currency code in lower case.",
    );
  }
}
