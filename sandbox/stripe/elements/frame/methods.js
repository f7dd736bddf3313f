import { METHOD_MARKS, MARKS } from "./brands.js";
import { word } from "./words.js";

/** Names that are the same in every language. */
const NAMES = {
  affirm: "Affirm",
  afterpay_clearpay: "Afterpay",
  alipay: "Alipay",
  amazon_pay: "Amazon Pay",
  bancontact: "Bancontact",
  cashapp: "Cash App Pay",
  eps: "EPS",
  ideal: "iDEAL | Wero",
  klarna: "Klarna",
  link: "Link",
  p24: "Przelewy24",
  paypal: "PayPal",
  revolut_pay: "Revolut Pay",
  wechat_pay: "WeChat Pay",
};
const TRANSLATED = ["card", "us_bank_account", "sepa_debit", "customer_balance", "crypto"];
const titled = (type) => type.replaceAll("_", " ").replace(/^./, (letter) => letter.toUpperCase());

export const methodName = (type) => (TRANSLATED.includes(type) ? word(type) : (NAMES[type] ?? titled(type)));

export const methodMark = (type) => METHOD_MARKS[type] ?? METHOD_MARKS.other;

export const brandMark = (brand) => MARKS[brand] ?? METHOD_MARKS.card;

const IN_PLACE = ["card", "wallet", "bank_debit"];
const CODES = ["wechat_pay_display_qr_code", "cashapp_handle_redirect_or_display_qr_code"];

/** What happens after the press on "Pay", where that is not all: from what the session says of the type. */
export function nextStep({ next_action: next }) {
  if (IN_PLACE.includes(next)) return null;
  if (CODES.includes(next)) return "qr";
  return next === "bank_transfer" ? "transfer" : "redirect";
}

/** How a saved method is told from others: brand, last digits, and when it expires. */
export function savedName(method) {
  const details = method[method.type] ?? {};
  const brand = method.type === "card" ? titled(details.brand ?? "card") : methodName(method.type);
  return details.last4 ? word("endingIn", { brand, last4: details.last4 }) : brand;
}

export function savedDetail(method) {
  if (method.card === undefined) return "";
  const month = String(method.card.exp_month).padStart(2, "0");
  return word("expires", { date: `${month}/${String(method.card.exp_year).slice(-2)}` });
}
