import { spokenLanguage } from "./words.js";

/** An amount in the smallest unit of its currency, in words. https://docs.stripe.com/currencies#zero-decimal */
export function amountText(amount, currency = "usd") {
  const format = new Intl.NumberFormat(spokenLanguage(), {
    style: "currency",
    currency: currency.toUpperCase(),
  });
  return format.format(amount / 10 ** format.resolvedOptions().maximumFractionDigits);
}
